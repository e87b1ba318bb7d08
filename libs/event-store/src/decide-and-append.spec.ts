import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type CommandId,
  defineEvent,
  DomainError,
  type EventOf,
  type Instant,
  readerOf,
  registryOf,
  type StreamName,
  subjectRef,
  unitId,
} from '@tung-nha/kernel';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { type Aggregate, decideAndAppend } from './decide-and-append.js';
import { digestOf } from './digest.js';
import { type EventStore, VersionConflict } from './event-store.js';
import { openSqliteEventStore } from './sqlite/index.js';
import { StreamMemory } from './stream-memory.js';

const said = defineEvent({
  type: 'field-activity.number-said',
  version: 1,
  about: 'A number larger than all before was said.',
  data: z.strictObject({ number: z.int() }),
});
/** Says each number once, rising; a smaller one is refused. */
const rising: Aggregate<number, number, EventOf<typeof said>> = {
  context: 'field-activity',
  decider: {
    initialState: 0,
    evolve: (_, { data }) => data.number,
    decide: (number, last) => {
      if (number < last) throw new DomainError('Falling');
      return number === last ? [] : [{ type: 'field-activity.number-said', data: { number } }];
    },
  },
  read: readerOf([said]),
  definitionOf: registryOf([said]),
  unitOf: () => unitId.parse('thon'),
};

describe('decideAndAppend with a memory', () => {
  const stream: StreamName = 'number/one';
  let folder: string;
  let store: EventStore;
  let reads: number;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'tung-nha-memory-'));
    store = openSqliteEventStore({ folder });
    reads = 0;
    const readStream = store.readStream.bind(store);
    store.readStream = (name) => ((reads += 1), readStream(name));
  });
  afterEach(async () => {
    await store.close();
    rmSync(folder, { recursive: true });
  });
  let commands = 0;
  const say = (
    number: number,
    memory?: StreamMemory<number>,
    expectedVersion?: number,
    mustAllow: (state: number) => void = () => undefined,
  ) => {
    const expected = expectedVersion === undefined ? {} : { expectedVersion };
    const commandId = `say-${(commands += 1)}` as CommandId;
    return decideAndAppend(
      store,
      rising,
      [{ stream, command: number, partitionKey: 'xa', mustAllow, ...expected }],
      {
        commandId,
        digest: digestOf({ commandId }),
        actor: subjectRef.parse('an'),
        recordedTime: '2024-01-01T00:00:00.000Z' as Instant,
        correlationId: 'c',
        causationId: 'c',
      },
      memory,
    );
  };
  const numbers = async () =>
    (await store.readStream(stream)).map(({ envelope }) => (envelope.data as { number: number }).number);

  it('reads a stream once, and writes what it would have written without', async () => {
    const memory = new StreamMemory<number>(10);
    for (const number of [1, 2, 3]) await say(number, memory);
    expect(reads).toBe(1);
    expect(await numbers()).toEqual([1, 2, 3]);
  });

  it('out of date, it costs one more try and nothing else', async () => {
    const [mine, theirs] = [new StreamMemory<number>(10), new StreamMemory<number>(10)];
    await say(1, mine);
    await say(5, theirs);
    // New facts on old knowledge: the append refuses, the second try knows better.
    expect(await say(7, mine)).toEqual({ versions: [3], changed: true });
    await say(9, theirs);
    // By the memory 8 would be a new fact, by the stream it is refused.
    await expect(say(8, mine)).rejects.toThrow(DomainError);
    expect(await numbers()).toEqual([1, 5, 7, 9]);
  });

  it('answers that nothing is new, and refuses, from the stream alone', async () => {
    const [mine, theirs] = [new StreamMemory<number>(10), new StreamMemory<number>(10)];
    await say(4, mine);
    await say(6, theirs);
    // The memory would say: nothing new.
    await expect(say(4, mine)).rejects.toThrow(DomainError);
    expect(await say(6, mine)).toEqual({ versions: [2], changed: false });
    await expect(say(3, mine)).rejects.toThrow(DomainError);
  });

  it('holds to the version its caller saw', async () => {
    const [mine, theirs] = [new StreamMemory<number>(10), new StreamMemory<number>(10)];
    await say(1, mine);
    await say(2, theirs);
    await expect(say(3, mine, 1)).rejects.toThrow(VersionConflict);
    expect(await say(3, mine, 2)).toEqual({ versions: [3], changed: true });
  });

  it('gives leave by the state that is decided on, never by what is out of date', async () => {
    const [mine, theirs] = [new StreamMemory<number>(10), new StreamMemory<number>(10)];
    const mustBe = (wanted: number) => (state: number) => {
      if (state !== wanted) throw new RangeError('no leave');
    };
    await say(1, mine);
    await say(5, theirs);
    // The memory would give leave; the append finds it out of date, and the stream refuses.
    await expect(say(7, mine, undefined, mustBe(1))).rejects.toThrow('no leave');
    await say(6, theirs);
    // The memory would refuse; the stream gives leave.
    mine.keep(stream, { version: 2, state: 5, partitionKey: 'xa' });
    expect(await say(7, mine, undefined, mustBe(6))).toEqual({ versions: [4], changed: true });
    expect(await numbers()).toEqual([1, 5, 6, 7]);
  });

  it('keeps no more than it may', async () => {
    const memory = new StreamMemory<number>(1);
    await say(1, memory);
    memory.keep('number/two', { version: 1, state: 1, partitionKey: 'xa' });
    expect(memory.recall(stream)).toBeUndefined();
    await say(2, memory);
    expect(await numbers()).toEqual([1, 2]);
  });
});
