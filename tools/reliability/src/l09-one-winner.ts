import { type EventStore, VersionConflict } from '@tung-nha/event-store';
import { command, digest, part } from './events.js';
import { closeAll, openWriters } from './places.js';
import { above, exactly, type Figures, range, type Setting, sized, type Trial } from './report.js';
import { checksThenWrites } from './twins.js';

const CLIENTS = 64;
const ROUNDS = 2_000;
const CONTROL_ROUNDS = 5;

/** Of all who expect the same version, one appends and the others are told. */
export const l09: Trial = {
  name: 'L09',
  opens: ['event-store'],
  stores: ['sqlite', 'mongo'],
  demands: {
    winners_per_round: exactly(1),
    wrong_refusals: exactly(0),
    stored_beyond_winners: exactly(0),
    control_winners_most: above(1),
  },
  async run({ place, scale, seed }: Setting): Promise<Figures> {
    const rounds = sized(ROUNDS, scale);
    const stores = await openWriters(await place());
    const real = await race(stores, rounds, seed);
    await closeAll(stores);
    const others = await openWriters(await place());
    const control = await race(others.map(checksThenWrites), Math.min(rounds, CONTROL_ROUNDS), seed);
    await closeAll(others);
    return {
      clients: CLIENTS,
      rounds,
      winners_per_round: range(real.winners),
      wrong_refusals: real.wrongRefusals,
      stored_beyond_winners: real.storedBeyond,
      control_winners_most: Math.max(...control.winners),
    };
  },
};

async function race(stores: readonly EventStore[], rounds: number, seed: number) {
  const stream = `race/${seed}` as const;
  const winners: number[] = [];
  let wrongRefusals = 0;
  let end = 0;
  for (let round = 0; round < rounds; round += 1) {
    const outcomes = await Promise.allSettled(
      Array.from({ length: CLIENTS }, async (_, client) => {
        const key = `${seed}/${round}/${client}`;
        return stores[client % stores.length]!.append(command(key), digest(key), [part(stream, end, 1, key)]);
      }),
    );
    const refused = outcomes.filter((one) => one.status === 'rejected');
    wrongRefusals += refused.filter(({ reason }) => !(reason instanceof VersionConflict)).length;
    winners.push(outcomes.length - refused.length);
    end += outcomes.length - refused.length;
  }
  const stored = (await stores[0]!.readStream(stream)).length;
  return { winners, wrongRefusals, storedBeyond: stored - winners.reduce((sum, count) => sum + count, 0) };
}
