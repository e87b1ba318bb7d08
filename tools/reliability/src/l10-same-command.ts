import { CommandIdReused, type EventStore } from '@tung-nha/event-store';
import { addFact, command, digest, noteOf, part } from './events.js';
import { type Address, closeAll, openWriters } from './places.js';
import { above, exactly, type Figures, range, type Setting, sized, type Trial } from './report.js';
import { forgetsAnswers } from './twins.js';

const TIMES = 50;
const COMMANDS = 200;
const CONTROL_COMMANDS = 3;

type Twin = (store: EventStore, session: string) => EventStore;

/** A command id is stored once, however often, wherever and whenever it comes; with another body it is refused. */
export const l10: Trial = {
  name: 'L10',
  opens: ['event-store'],
  stores: ['sqlite', 'mongo'],
  demands: {
    stored: exactly(1),
    same_reply: exactly(TIMES),
    same_reply_after_restart: exactly(TIMES),
    refused: exactly(TIMES),
    control_stored_most: above(1),
  },
  async run({ place, scale, seed }: Setting): Promise<Figures> {
    const commands = sized(COMMANDS, scale);
    const real = await repeat(await place(), commands, seed, (store) => store);
    const control = await repeat(await place(), Math.min(commands, CONTROL_COMMANDS), seed, forgetsAnswers);
    return {
      commands,
      stored: range(real.stored),
      same_reply: range(real.atOnce),
      same_reply_after_restart: range(real.afterRestart),
      refused: range(real.refused),
      control_stored_most: Math.max(...control.stored),
    };
  },
};

async function repeat(address: Address, commands: number, seed: number, twin: Twin) {
  const keys = Array.from({ length: commands }, (_, n) => `${seed}-${n}`);
  const open = async (session: string) => (await openWriters(address)).map((store, n) => twin(store, `${session}${n}`));

  let stores = await open('first');
  const first = new Map<string, string>();
  const atOnce = await inTurn(keys, async (key) => {
    const replies = await Promise.all(times((n) => replyOf(stores[n % stores.length]!, key)));
    first.set(key, replies[0]!);
    // What came later must not show in the answer.
    await addFact(stores[0]!, { key: `${key}-later`, stream: `same/${key}` });
    return replies.filter((reply) => reply === replies[0]).length;
  });
  await closeAll(stores);

  stores = await open('second');
  const afterRestart = await inTurn(keys, async (key) => {
    const replies = await Promise.all(times((n) => replyOf(stores[n % stores.length]!, key)));
    return replies.filter((reply) => reply === first.get(key)).length;
  });
  const stored = await inTurn(keys, async (key) => {
    const events = await stores[0]!.readStream(`same/${key}`);
    return events.filter(({ envelope }) => noteOf(envelope) === key).length;
  });
  const refused = await inTurn(keys, async (key) => {
    const end = (await stores[0]!.readStream(`same/${key}`)).length;
    const outcomes = await Promise.all(times((n) => isRefused(stores[n % stores.length]!, key, end, n)));
    return outcomes.filter(Boolean).length;
  });
  await closeAll(stores);
  return { atOnce, afterRestart, stored, refused };
}

const replyOf = async (store: EventStore, key: string) =>
  String(await addFact(store, { key, stream: `same/${key}` }).catch((error: unknown) => error));

async function isRefused(store: EventStore, key: string, end: number, n: number): Promise<boolean> {
  const other = digest(`${key} with another body ${n}`);
  const refusals = await Promise.allSettled([
    store.answerTo(command(key), other),
    store.append(command(key), other, [part(`same/${key}`, end, 1, `${key}-other`)]),
  ]);
  return refusals.every((one) => one.status === 'rejected' && one.reason instanceof CommandIdReused);
}

const times = <Result>(call: (n: number) => Result): Result[] => Array.from({ length: TIMES }, (_, n) => call(n));

async function inTurn<Item, Result>(items: readonly Item[], call: (item: Item) => Promise<Result>) {
  const results: Result[] = [];
  for (const item of items) results.push(await call(item));
  return results;
}
