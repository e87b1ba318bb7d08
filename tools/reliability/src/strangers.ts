import type { ForgedPosition } from '@tung-nha/event-bus/kafka';
import type { Envelope } from '@tung-nha/kernel';
import { ofNewerRelease, startSystem } from '@tung-nha/testing/system';
import { withServers } from './distributed-servers.js';
import { LANE, until } from './kafka-place.js';
import { exactly, type Figures, type Setting, type Trial } from './report.js';
import { messageAt, strangeMessages } from './strange-messages.js';
import { Stranger } from './stranger.js';
import { STANDING, Watched } from './watched-system.js';

const HOUSEHOLDS = 500;
const CONSUMER = 'progress.projection';
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
    unknown_version_of_the_owner: exactly(`cannot-read-${STANDING}-version-99`),
    counted: exactly(0),
    others_counted: exactly(HOUSEHOLDS_MEANWHILE),
    lanes_stopped: exactly(0),
    forged_with_announcement: exactly('forged-position'),
    control_forgery_counted: exactly(1),
    then_stopped: exactly(1),
    started_again_stopped: exactly(1),
    control_digest_before_rebuild_equal: exactly(0),
    counted_after_rebuild: exactly(0),
    digest_equal: exactly(1),
  },
  run: async ({ place }: Setting): Promise<Figures> =>
    withServers(await place(), async () => {
      const system = await startSystem({ households: HOUSEHOLDS, shape: 'distributed' });
      const stranger = await new Stranger(system.distribution!, CONSUMER).open();
      try {
        const admin = await system.as('demo-province-admin');
        const watched = await new Watched(system, system.distribution!, admin).open();
        return { ...(await setAside(watched, stranger)), ...(await forged(watched, stranger)) };
      } finally {
        await stranger.close();
        await system.stop();
      }
    }),
};

async function setAside(watched: Watched, stranger: Stranger): Promise<Figures> {
  const { position, event } = await watched.lastStanding();
  const list = strangeMessages(event, position + FAR);
  const places: string[] = [];
  for (const { message } of list) places.push(await stranger.write(message));
  const before = await watched.households();
  for (let n = 0; n < HOUSEHOLDS_MEANWHILE; n += 1) await watched.register();
  const others = (await watched.households()) - before;
  const found: Record<string, string> = {};
  for (const [at, { name }] of list.entries()) found[name] = await stranger.reasonFor(places[at]!);

  const next = await watched.forgery();
  found['next_position_forged'] = await stranger.reasonFor(await stranger.write(messageAt(next.position, next.event)));
  await watched.register();
  await watched.system.append([ofNewerRelease((await watched.last()).event, STANDING)]);
  await until(async () => (await watched.parked()).length > 0);
  const [parked] = await watched.parked();
  return {
    ...found,
    unknown_version_of_the_owner: parked?.reason.replaceAll(' ', '-') ?? 'none',
    counted: await watched.countedOfStrangers(),
    others_counted: others,
    lanes_stopped: watched.distribution.stopped().length,
  };
}

/** Stopped, looked into, acknowledged, rebuilt. */
async function forged(watched: Watched, stranger: Stranger): Promise<Figures> {
  const { distribution } = watched;
  const { position, event } = await watched.forgery();
  const place = await stranger.write(messageAt(position, event));
  await stranger.announce(position);
  await until(async () => (await watched.position()) >= position);
  const counted = await watched.countedOfStrangers();
  await watched.register();
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
  const wrong = await watched.digest();
  const rebuilt = await watched.rebuild();
  const left = await watched.countedOfStrangers();
  await watched.register();
  const [live, again] = [await watched.digest(), await watched.rebuild()];
  return {
    forged_with_announcement: reason,
    control_forgery_counted: counted,
    then_stopped: Number(isStopped),
    started_again_stopped: Number(isStoppedAgain),
    control_digest_before_rebuild_equal: Number(wrong === rebuilt),
    counted_after_rebuild: left,
    digest_equal: Number(live === again),
  };
}
