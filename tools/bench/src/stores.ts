import { type EventStore, LIMITS } from '@tung-nha/event-store';
import { canonicalJson } from '@tung-nha/kernel';
import { commandOf, digestFor, eventsOf, partOf, textsOf } from './events.js';
import { type Line, perSecond, quantiles, ratio, timed } from './report.js';
import { bareInserts, fdatasyncs } from './yardsticks.js';

export interface Sizes {
  readonly single: number;
  readonly concurrent: number;
  readonly imported: number;
  readonly reads: number;
}

const STREAMS_READ = 200;

/** Every line for one store, each beside its yardstick measured in the same minute. */
export async function measureStore(store: EventStore, sizes: Sizes): Promise<Line[]> {
  const lines: Line[] = [];
  const yardstick = textsOf(sizes.concurrent);

  const synced = await fdatasyncs(yardstick.slice(0, sizes.single));
  const alone = await timed(async () => {
    for (let n = 0; n < sizes.single; n += 1) await appendOne(store, 'alone', n);
  });
  const perAppend = (alone / sizes.single) * 1_000;
  const perSync = (synced / sizes.single) * 1_000;
  lines.push({
    what: 'durable append, 1 caller',
    figure: `${perSecond(sizes.single, alone)}, ${perAppend.toFixed(0)} µs`,
    yardstick: `fdatasync ${perSync.toFixed(0)} µs`,
    ratio: `+ ${(perAppend - perSync).toFixed(0)} µs`,
  });

  const bare = await bareInserts(yardstick);
  const together = await timed(() =>
    Promise.all(
      Array.from({ length: 64 }, async (_, caller) => {
        for (let n = 0; n < sizes.concurrent / 64; n += 1) await appendOne(store, `caller-${caller}`, n);
      }),
    ),
  );
  lines.push({
    what: 'durable append, 64 callers',
    figure: perSecond(sizes.concurrent, together),
    yardstick: `bare inserts, 512 a commit: ${perSecond(sizes.concurrent, bare)}`,
    ratio: ratio(bare, together),
  });

  const batches = Array.from({ length: sizes.imported / 500 }, (_, n) =>
    Array.from({ length: 25 }, (_unused, stream) => partOf(`import/${n}-${stream}`, 0, 20)),
  );
  const canonical = await timed(() => batches.flat().forEach(({ events }) => events.forEach(canonicalJson)));
  const imported = await timed(async () => {
    for (const [n, parts] of batches.entries()) await store.append(commandOf('import', n), digestFor(n), parts);
  });
  lines.push({
    what: 'import, 500 events an append',
    figure: perSecond(sizes.imported, imported),
    yardstick: `canonical JSON alone: ${perSecond(sizes.imported, canonical)}`,
    ratio: ratio(canonical, imported),
  });

  await store.positionOf(commandOf('import', batches.length - 1), 60_000);
  for (let n = 0; n < STREAMS_READ; n += 1)
    await store.append(commandOf('twenty', n), digestFor(n), [partOf(`twenty/${n}`, 0, 20)]);
  const samples: number[] = [];
  for (let n = 0; n < sizes.reads; n += 1) {
    samples.push(await timed(() => store.readStream(`twenty/${(n * 7) % STREAMS_READ}`)));
  }
  const { p50, p99 } = quantiles(samples);
  const parse = await timed(() =>
    eventsOf('household/parse', 0, 20)
      .map((event) => JSON.stringify(event))
      .forEach((text) => void JSON.parse(text)),
  );
  lines.push({
    what: 'stream of 20',
    figure: `p50 ${(p50 * 1_000).toFixed(0)} µs, p99 ${(p99 * 1_000).toFixed(0)} µs`,
    yardstick: `20 × stringify and parse ${(parse * 1_000).toFixed(0)} µs`,
    ratio: ratio(parse, p50),
  });

  const texts: string[] = [];
  let read = 0;
  const replay = await timed(async () => {
    for (let after = 0; ;) {
      const page = await store.readAll(after, Math.min(5_000, LIMITS.eventsPerPage));
      if (page.length === 0) break;
      read += page.length;
      if (texts.length < 50_000) texts.push(...page.map(({ bytes }) => bytes));
      after = page.at(-1)!.position;
    }
  });
  const parsed = await timed(() => texts.forEach((text) => void JSON.parse(text)));
  lines.push({
    what: `replay of ${read.toLocaleString('en')}, parsed`,
    figure: perSecond(read, replay),
    yardstick: `JSON.parse: ${perSecond(texts.length, parsed)}`,
    ratio: ratio(parsed / texts.length, replay / read),
  });
  return lines;
}

function appendOne(store: EventStore, stream: string, version: number) {
  return store.append(commandOf(stream, version), digestFor(version), [partOf(`household/${stream}`, version, 1)]);
}
