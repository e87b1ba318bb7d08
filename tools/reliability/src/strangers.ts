import type { ForgedPosition } from '@tung-nha/event-bus/kafka';
import type { Envelope } from '@tung-nha/kernel';
import { type Client, type Distribution, ofNewerRelease, startSystem, type System } from '@tung-nha/testing/system';
import { withServers } from './distributed-servers.js';
import { LANE, until } from './kafka-place.js';
import { exactly, type Figures, type Setting, type Trial } from './report.js';
import { messageAt, strangeMessages } from './strange-messages.js';
import { Stranger } from './stranger.js';

const HOUSEHOLDS = 500;
const CONSUMER = 'progress.projection';
const STANDING = `${LANE}.household-standing-restated`;
const HOUSEHOLDS_MEANWHILE = 20;
/** Beyond what the log reaches meanwhile, and within what a lane reads ahead. */
const FAR = 3_000;

const shape = { type: STANDING, partitionkey: '', dataschema: '' } as Envelope;
const reasons = Object.fromEntries(strangeMessages(shape, 1).map(({ name, reason }) => [name, exactly(reason)]));

/**
 * A stranger's messages on the topic of a running distributed system: each is set aside with its reason, nothing is
 * counted, the lane goes on. Then the one that stops it, forged together with the relay's announcement: the way of the
 * operator from there to the genuine figures.
 */
export const strangers: Trial = {
  name: 'strangers',
  opens: ['event-store', 'read-store'],
  stores: ['mongo'],
  program: 'mvn',
  demands: {
    ...reasons,
    next_position_forged: exactly('beyond-the-log'),
    unknown_version_of_the_owner: exactly('parked'),
    counted: exactly(0),
    others_counted: exactly(HOUSEHOLDS_MEANWHILE),
    lanes_stopped: exactly(0),
    forged_with_announcement: exactly('forged-position'),
    control_forgery_counted: exactly(1),
    then_stopped: exactly(1),
    started_again_stopped: exactly(1),
    acknowledged_and_rebuilt_equal: exactly(1),
  },
  run: async ({ place }: Setting): Promise<Figures> =>
    withServers(await place(), async () => {
      const system = await startSystem({ households: HOUSEHOLDS, shape: 'distributed' });
      const stranger = await new Stranger(system.distribution!, CONSUMER).open();
      try {
        const watched = new Watched(system, system.distribution!, await system.as('demo-province-admin'));
        return { ...(await setAside(watched, stranger)), ...(await forged(watched, stranger)) };
      } finally {
        await stranger.close();
        await system.stop();
      }
    }),
};

async function setAside(watched: Watched, stranger: Stranger): Promise<Figures> {
  const before = await watched.households();
  const { position, event } = await watched.lastStanding();
  const list = strangeMessages(event, position + FAR);
  const places: string[] = [];
  for (const { message } of list) places.push(await stranger.write(message));
  for (let n = 0; n < HOUSEHOLDS_MEANWHILE; n += 1) await watched.register();
  const others = (await watched.households()) - before;
  const found: Record<string, string> = {};
  for (const [at, { name }] of list.entries()) found[name] = await stranger.reasonFor(places[at]!);

  const next = await watched.forgery();
  found['next_position_forged'] = await stranger.reasonFor(await stranger.write(messageAt(next.position, next.event)));
  await watched.register();
  await watched.system.append([ofNewerRelease((await watched.last()).event, STANDING)]);
  const [parked] = await watched.parked();
  return {
    ...found,
    unknown_version_of_the_owner: parked?.reason === `cannot read ${STANDING} version 99` ? 'parked' : 'none',
    counted: (await watched.households()) - before - HOUSEHOLDS_MEANWHILE - 1,
    others_counted: others,
    lanes_stopped: watched.distribution.stopped().length,
  };
}

/** Stopped, looked into, acknowledged, rebuilt. */
async function forged(watched: Watched, stranger: Stranger): Promise<Figures> {
  const { distribution, admin } = watched;
  const before = await watched.households();
  const { position, event } = await watched.forgery();
  const place = await stranger.write(messageAt(position, event));
  await stranger.announce(position);
  await until(async () => (await watched.position()) >= position);
  const counted = (await watched.households()) - before;
  await admin.post(`/api/${LANE}/households`, watched.household());
  // Both consumers of the lane have heard it.
  await until(() => distribution.stopped().length === 2);
  const errors = distribution.stopped() as readonly ForgedPosition[];
  const reason = await stranger.reasonFor(place);
  const isStopped = errors.every((error) => error.name === 'ForgedPosition' && error.forgedHandedOver);
  const places = errors[0]!.places.join();
  await distribution.restart('progress', {});
  await until(() => distribution.stopped().length > 0);
  const isStoppedAgain = distribution.stopped()[0]!.name === 'ForgeryCounted';

  for (const service of [LANE, 'progress']) await distribution.restart(service, { ACKNOWLEDGED_FORGERIES: places });
  await watched.system.settled();
  const wrong = await watched.digest();
  const rebuilt = (await admin.post('/api/progress/rebuild', {})).body.digest as string;
  const genuine = (await watched.households()) === before + 1 && rebuilt !== wrong;
  await watched.register();
  const live = await watched.digest();
  const again = (await admin.post('/api/progress/rebuild', {})).body.digest as string;
  return {
    forged_with_announcement: reason,
    control_forgery_counted: counted,
    then_stopped: Number(isStopped),
    started_again_stopped: Number(isStoppedAgain),
    acknowledged_and_rebuilt_equal: Number(genuine && live === again),
  };
}

/** The system as its administrator sees it. */
class Watched {
  private registered = 0;

  constructor(
    readonly system: System,
    readonly distribution: Distribution,
    readonly admin: Client,
  ) {}

  household() {
    this.registered += 1;
    return { household: `meanwhile-${this.registered}`, village: this.system.places.villages[0], on: '2024-01-10' };
  }

  async register(): Promise<void> {
    const { status } = await this.admin.post(`/api/${LANE}/households`, this.household());
    if (status !== 201 && status !== 202) throw new Error(`a household is answered with ${status}`);
  }

  /** Of the village, when all that is recorded is counted. */
  async households(): Promise<number> {
    if (this.distribution.stopped().length === 0) await this.system.settled();
    const { body } = await this.admin.get(`/api/progress/units/${this.system.places.villages[0]}`);
    return body.figures['households.total'] as number;
  }

  async digest(): Promise<string> {
    await this.system.settled();
    return (await this.admin.get('/api/progress/digest')).body.digest as string;
  }

  async parked(): Promise<readonly { readonly reason: string }[]> {
    await this.system.settled();
    return (await this.admin.get('/api/progress/parked')).body.parked;
  }

  /** How far progress has counted. */
  async position(): Promise<number> {
    const { lanes } = (await this.admin.get('/api/progress/freshness')).body as {
      lanes: readonly { readonly lane: string; readonly position: number }[];
    };
    return lanes.find(({ lane }) => lane === LANE)!.position;
  }

  async last(): Promise<{ readonly position: number; readonly event: Envelope }> {
    const { head } = (await this.admin.get(`/api/${LANE}/events?after=0&limit=0`)).body as { head: number };
    return (await this.admin.get(`/api/${LANE}/events?after=${head - 1}`)).body.events[0];
  }

  /** A household of the village that was just taken in. */
  async lastStanding(): Promise<{ readonly position: number; readonly event: Envelope }> {
    await this.register();
    const { position } = await this.last();
    const { events } = (await this.admin.get(`/api/${LANE}/events?after=${position - 5}`)).body as {
      events: readonly { readonly position: number; readonly event: Envelope }[];
    };
    const standing = events.filter(({ event }) => event.type === STANDING).at(-1);
    if (!standing) throw new Error(`no ${STANDING} where a household was taken in`);
    return { position, event: standing.event };
  }

  /** One more household, said by nobody, at the position after the last. */
  async forgery(): Promise<{ readonly position: number; readonly event: Envelope }> {
    const { position, event } = await this.lastStanding();
    const forged = { ...event, id: `forged-${position}`, subject: `household/forged-${position}`, streamversion: 1 };
    return { position: position + 1, event: forged as Envelope };
  }
}
