import type { EventStore } from '@tung-nha/event-store';
import type { StreamName } from '@tung-nha/kernel';
import fc from 'fast-check';
import { type Address, openStore } from './places.js';
import { above, exactly, type Figures, type Setting, sized, type Trial } from './report.js';
import { type Answer, digestOfRequest, idOf, partsOf, type Request, StoreModel, Subscriber } from './store-model.js';
import { partByPart } from './twins.js';

const RUNS = 2_000;
const CONTROL_RUNS = 200;
const DEADLINE_MS = 30_000;

interface Wish {
  readonly key: number;
  readonly body: number;
  /** By how much the expected version misses the end of the stream. */
  readonly parts: readonly { readonly stream: number; readonly miss: number; readonly count: number }[];
}
type Step =
  | { readonly do: 'append'; readonly wishes: readonly Wish[] }
  | { readonly do: 'ask'; readonly wish: Wish }
  | { readonly do: 'read'; readonly limit: number }
  | { readonly do: 'restart' };

const anyWish: fc.Arbitrary<Wish> = fc.record({
  key: fc.nat(7),
  body: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constant(1) }),
  parts: fc.uniqueArray(
    fc.record({
      stream: fc.nat(2),
      miss: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: fc.constantFrom(-1, 1) }),
      count: fc.integer({ min: 1, max: 3 }),
    }),
    { minLength: 1, maxLength: 2, selector: ({ stream }) => stream },
  ),
});
const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('append' as const),
        wishes: fc.array(anyWish, { minLength: 1, maxLength: 3 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('ask' as const), wish: anyWish }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('read' as const), limit: fc.integer({ min: 1, max: 9 }) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('restart' as const) }) },
  ),
  { minLength: 1, maxLength: 25 },
);

/** Any history of append, read, subscribe and restart gives what a model of some lines gives. */
export const l11: Trial = {
  name: 'L11',
  opens: ['event-store'],
  stores: ['sqlite', 'mongo'],
  demands: { failures: exactly(0), control_failures: above(0) },
  async run({ place, scale, seed }: Setting): Promise<Figures> {
    const runs = sized(RUNS, scale);
    const real = await check(await place(), (store) => store, runs, seed);
    if (real.failed) console.error(real.report);
    const control = await check(await place(), partByPart, CONTROL_RUNS, seed);
    return { runs, failures: Number(real.failed), control_failures: Number(control.failed) };
  },
};

async function check(address: Address, twin: (store: EventStore) => EventStore, runs: number, seed: number) {
  let run = 0;
  const open = async () => twin(await openStore(address));
  const property = fc.asyncProperty(anySteps, (steps) => oneRun(open, (run += 1), steps));
  const details = await fc.check(property, { numRuns: runs, seed });
  return { failed: details.failed, report: await fc.asyncDefaultReportMessage(details) };
}

/** Every run has streams and commands of its own, and begins where the one before ended. */
async function oneRun(open: () => Promise<EventStore>, run: number, steps: readonly Step[]): Promise<void> {
  let store = await open();
  try {
    const subscriber = new Subscriber(await store.head());
    let model = new StoreModel();
    for (const step of steps)
      switch (step.do) {
        case 'append':
          model = await appendTogether(
            store,
            model,
            step.wishes.map((wish) => requestOf(wish, model, run)),
          );
          break;
        case 'ask':
          await mustAnswer(store, model, requestOf(step.wish, model, run));
          break;
        case 'read':
          subscriber.take(await store.readAll(subscriber.position, step.limit), model);
          break;
        case 'restart':
          await store.close();
          store = await open();
      }
    await mustHaveStreams(store, model, run);
    await readToTheEnd(store, model, subscriber);
  } finally {
    await store.close();
  }
}

const streamOf = (run: number, stream: number): StreamName => `run-${run}/${stream}`;

function requestOf({ key, body, parts }: Wish, model: StoreModel, run: number): Request {
  return {
    key: `${run}-${key}`,
    body: String(body),
    parts: parts.map(({ stream, miss, count }) => {
      const name = streamOf(run, stream);
      return { stream: name, expectedVersion: Math.max(0, model.endOf(name) + miss), count };
    }),
  };
}

async function appendTogether(store: EventStore, model: StoreModel, requests: readonly Request[]) {
  const outcomes = await Promise.allSettled(
    requests.map((request) => store.append(idOf(request), digestOfRequest(request), partsOf(request))),
  );
  const next = model.after(
    requests,
    outcomes.map((one): Answer => (one.status === 'fulfilled' ? one.value.join() : (one.reason as Error).name)),
  );
  for (const { parts } of requests) for (const { stream } of parts) await mustHaveStream(store, next, stream);
  return next;
}

async function mustAnswer(store: EventStore, model: StoreModel, request: Request): Promise<void> {
  const answer = await store.answerTo(idOf(request), digestOfRequest(request)).then(
    (versions) => versions?.join(),
    (error: Error) => error.name,
  );
  if (answer !== model.answerTo(request)) throw new Error(`${request.key} is answered ${answer}`);
}

async function mustHaveStreams(store: EventStore, model: StoreModel, run: number): Promise<void> {
  for (const stream of [0, 1, 2]) await mustHaveStream(store, model, streamOf(run, stream));
}

async function mustHaveStream(store: EventStore, model: StoreModel, stream: StreamName): Promise<void> {
  const texts = (await store.readStream(stream)).map(({ bytes }) => bytes);
  if (texts.join('\n') !== (model.streams.get(stream) ?? []).join('\n')) throw new Error(`${stream} is not as stored`);
}

/** Reads whenever told to, as a bus does, until all has come; at the end each command's position is that of its last. */
async function readToTheEnd(store: EventStore, model: StoreModel, subscriber: Subscriber): Promise<void> {
  const ear = { told: false, wake: () => {} };
  const stop = store.onAppend(() => {
    ear.told = true;
    ear.wake();
  });
  const ids = new Set(model.owners.values());
  const positions = Promise.all([...ids].map(async (id) => [id, await store.positionOf(id, DEADLINE_MS)] as const));
  const late = setTimeout(() => ear.wake(), DEADLINE_MS);
  const begin = Date.now();
  while (subscriber.log.length < model.owners.size && Date.now() - begin < DEADLINE_MS) {
    ear.told = false;
    const page = await store.readAll(subscriber.position, 10);
    subscriber.take(page, model);
    if (page.length === 0 && !ear.told) await new Promise<void>((resolve) => (ear.wake = resolve));
  }
  clearTimeout(late);
  stop();
  subscriber.mustHave(model);
  for (const [id, position] of await positions) {
    const last = subscriber.log.findLast(({ bytes }) => model.owners.get(bytes) === id)?.position;
    if (position !== last) throw new Error(`a command's position is ${position}, its last event's ${last}`);
  }
}
