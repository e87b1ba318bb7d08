import type { SequencedEvent } from '@tung-nha/event-store';
import type { Clock, Instant } from '@tung-nha/kernel';
import { type Ask, fillLog, serve, type Served, tellingsOf } from '@tung-nha/load';
import { cpSync } from 'node:fs';
import { type Chance, chanceOf } from './chance.js';
import { above, exactly, type Figures, type Setting, sized, type Trial } from './report.js';

const SIMULATED_HOUSEHOLDS = 300;
const COMMANDS = 1_000;
const HOUR_MS = 3_600_000;
/** Where 32 bits of seconds end. */
const IN_2038 = Date.parse('2038-01-19T03:14:08.000Z');

/** Order is what positions and versions say, whatever the clock does: nothing but the time recorded is different. */
export const l22: Trial = {
  name: 'L22',
  opens: ['event-store', 'read-store'],
  stores: ['sqlite'],
  demands: {
    order_violations: exactly(0),
    unaffected: exactly(1),
    equal: exactly(1),
    repeats_stored: exactly(0),
    refused: exactly(0),
    clock_went_back: above(0),
    control_order_violations: above(0),
  },
  async run({ place, scale, seed }: Setting): Promise<Figures> {
    const { folder } = (await place()) as { folder: string };
    const { folder: steadyFolder } = (await place()) as { folder: string };
    const { simulated } = await fillLog(folder, { households: SIMULATED_HOUSEHOLDS, events: 0 });
    cpSync(folder, steadyFolder, { recursive: true });
    const commands = sized(COMMANDS, scale, 40);
    const clock = new WildClock(chanceOf(seed));
    const wild = await tell(folder, simulated, commands, clock);
    const steady = await tell(steadyFolder, simulated, commands);
    const byTime = [...wild.events].sort((one, other) => (recorded(one) < recorded(other) ? -1 : 1));
    return {
      commands,
      events: wild.events.length,
      clock_went_back: clock.wentBack,
      in_2038: wild.events.filter((event) => recorded(event).startsWith('2038')).length,
      order_violations: violations(wild.events, simulated) + wild.answersOutOfOrder,
      unaffected: Number(wild.events.map(said).join('\n') === steady.events.map(said).join('\n')),
      equal: Number(wild.equal && steady.equal),
      repeats_stored: wild.repeatsStored + steady.repeatsStored,
      refused: wild.refused + steady.refused,
      control_order_violations: violations(byTime, simulated),
    };
  },
};

/** At each question another hour: an hour before or after, some minutes back, or 2038. */
class WildClock implements Clock {
  wentBack = 0;
  private last = 0;
  private asked = 0;

  constructor(private readonly chance: Chance) {}

  now(): Instant {
    this.asked += 1;
    const right = Date.parse('2025-12-31T03:00:00.000Z') + this.asked * 1_000;
    const now = [right, right + HOUR_MS, right - HOUR_MS, right - this.chance(600) * 1_000, IN_2038][this.chance(5)]!;
    if (now < this.last) this.wentBack += 1;
    this.last = now;
    return new Date(now).toISOString() as Instant;
  }
}

interface Told {
  readonly events: readonly SequencedEvent[];
  readonly answersOutOfOrder: number;
  readonly repeatsStored: number;
  readonly refused: number;
  readonly equal: boolean;
}

/** Visits over HTTP, one after the other; each tenth is sent again at the end. */
async function tell(folder: string, simulated: number, commands: number, clock?: Clock): Promise<Told> {
  const served = await serve(folder, clock);
  const store = served.embedded.stores['field-activity'];
  const { progress } = served.platform;
  try {
    const visits = await tellingsOf(store, commands, simulated);
    let [position, outOfOrder, refused] = [simulated, 0, 0];
    const send = async (n: number) => {
      const receipt = await post(served, visits[n % visits.length]!, `visit-${n}`);
      if (receipt === undefined) refused += 1;
      return receipt ?? 0;
    };
    for (let n = 0; n < commands; n += 1) {
      const given = await send(n);
      if (given <= position) outOfOrder += 1;
      position = given;
    }
    const before = await store.head();
    for (let n = 0; n < commands; n += 10) await send(n);
    const repeatsStored = (await store.head()) - before;
    await served.platform.settled();
    const live = await progress.current.store.digest();
    const rebuilt = await progress.rebuild();
    const events: SequencedEvent[] = [];
    for (let after = simulated; ; after = events.at(-1)!.position) {
      const page = await store.readAll(after, 1_000);
      if (page.length === 0) break;
      events.push(...page);
    }
    return { events, answersOutOfOrder: outOfOrder, repeatsStored, refused, equal: live === rebuilt.digest };
  } finally {
    await served.platform.close();
  }
}

/** The position given; undefined for a refusal. */
async function post({ url, token }: Served, { path, body }: Ask, visit: string): Promise<number | undefined> {
  const answer = await fetch(url + path, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'idempotency-key': visit,
    },
    body: JSON.stringify({ ...body, visit }),
  });
  const { position } = (await answer.json()) as { readonly position?: number };
  return answer.ok ? position : undefined;
}

/** In the order of reading: a position that is not the next, a version that does not follow its stream's last. */
function violations(events: readonly SequencedEvent[], after: number): number {
  const versions = new Map<string, number>();
  let [position, found] = [after, 0];
  for (const { position: next, envelope } of events) {
    const last = versions.get(envelope.subject);
    if (next !== position + 1 || (last !== undefined && envelope.streamversion !== last + 1)) found += 1;
    versions.set(envelope.subject, envelope.streamversion);
    position = next;
  }
  return found;
}

const recorded = ({ envelope }: SequencedEvent) => envelope.recordedtime;

/** All of an event but when it was recorded. */
const said = ({ position, envelope }: SequencedEvent) =>
  JSON.stringify({ position, ...envelope, recordedtime: undefined });
