import { startSystem } from './start-system.js';
import type { Answer, Client, Shape, System } from './system.js';

interface Compared {
  readonly seed: number;
  readonly commands: number;
  readonly households: number;
}

interface Command {
  readonly path: string;
  readonly body: object;
  readonly headers: Readonly<Record<string, string>>;
}

/** What one shape answered, and what it came to. */
interface Played {
  readonly system: System;
  readonly admin: Client;
  readonly answers: readonly string[];
  readonly documents: readonly string[];
  readonly digest: string;
  readonly parked: number;
}

const HOUSEHOLDS = 60;
const CLIENTS = 8;
const FIRST_DAY = Date.UTC(2024, 0, 10);
const DAYS = 690;
const DAY_MS = 86_400_000;

/**
 * The same random commands, with the same ids and recorded times, on top of the same demo in both shapes: they must be
 * answered alike and come to the same figures. The control says one thing more to one of them.
 */
export async function compareShapes({ seed, commands, households }: Compared) {
  const [one, other] = [
    await play('embedded', { seed, commands, households }),
    await play('distributed', { seed, commands, households }),
  ];
  try {
    const accepted = one.answers.filter((answer) => answer.startsWith('20')).length;
    const differing = one.answers.filter((answer, at) => answer !== other.answers[at]).length;
    const figures = {
      commands: one.answers.length,
      accepted,
      refused: one.answers.length - accepted,
      answers_differing: differing,
      documents: one.documents.length,
      documents_differing: one.documents.filter((document, at) => document !== other.documents[at]).length,
      parked: one.parked + other.parked,
      readmodel_equal: Number(one.digest === other.digest),
    };
    const { system, admin } = other;
    const village = system.places.villages[0];
    await admin.post('/api/field-activity/households', { household: 'one-more', village, on: '2024-01-10' });
    await system.settled();
    return { ...figures, control_readmodel_equal: Number((await digestOf(admin)) === one.digest) };
  } finally {
    await other.system.stop();
    await one.system.stop();
  }
}

async function play(shape: Shape, { seed, commands, households }: Compared): Promise<Played> {
  const system = await startSystem({ households, shape });
  const admin = await system.as('demo-province-admin');
  const queues = commandsOf(seed, commands, system.places.villages);
  const answers = new Map<Command, Answer>();
  // What is said of one household stays in order; households go side by side.
  const waiting = [...queues.values()];
  const client = async () => {
    for (let queue = waiting.pop(); queue; queue = waiting.pop())
      for (const command of queue) answers.set(command, await admin.post(command.path, command.body, command.headers));
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  await system.settled();
  const { province, commune, villages } = system.places;
  const paths = [
    ...[...queues.keys()].sort().map((household) => `/api/field-activity/households/${household}`),
    ...[province, commune, ...villages].map((unit) => `/api/progress/units/${unit}`),
  ];
  const documents: string[] = [];
  for (const path of paths) documents.push(documentOf(await admin.get(path)));
  return {
    system,
    admin,
    answers: [...queues.values()].flat().map((command) => outcomeOf(answers.get(command)!)),
    documents,
    digest: await digestOf(admin),
    parked: await parkedOf(admin),
  };
}

/** Positions may differ: across streams the order is not promised. */
const outcomeOf = ({ status, body }: Answer) =>
  [status === 202 ? 201 : status, body.type, body.id, body.version, body.currentVersion].join(' ');

const documentOf = ({ status, body }: Answer) => {
  const { freshness: _, ...said } = body as Record<string, unknown>;
  return `${status} ${JSON.stringify(said)}`;
};

const digestOf = async (admin: Client) => (await admin.get('/api/progress/digest')).body.digest as string;

async function parkedOf(admin: Client): Promise<number> {
  const text = (await admin.get('/metrics')).body as string;
  const counts = [...text.matchAll(/^tung_nha_parked_streams\{[^}]*\} (\d+)$/gm)].map(([, count]) => Number(count));
  if (counts.length === 0) throw new Error('no metric tells how many streams are parked');
  return counts.reduce((sum, count) => sum + count, 0);
}

/** By household. About a third cannot be done: too early, twice, unknown, on an old version, another body for an old key. */
function commandsOf(seed: number, count: number, villages: readonly string[]): Map<string, Command[]> {
  let state = (seed % 2_147_483_646) + 1;
  const below = (most: number) => (state = (state * 48_271) % 2_147_483_647) % most;
  const dayOf = (number: number) => new Date(FIRST_DAY + number * DAY_MS).toISOString().slice(0, 10);
  const queues = new Map<string, Command[]>();
  for (let n = 0; n < count; n += 1) {
    const household = `random-${below(Math.max(1, Math.min(HOUSEHOLDS, Math.ceil(count / 8))))}`;
    const recorded = Math.floor((n / count) * DAYS);
    const on = dayOf(Math.max(0, recorded - below(40) + 2));
    const village = below(20) === 0 ? 'no-such-village' : villages[below(villages.length)];
    const path = `/api/field-activity/households/${household}`;
    const record = `record-${household}-${below(12)}`;
    const visit = { visit: record, on, team: 'team-1', members: ['an'], activities: ['explained'] };
    const kinds: readonly (() => Pick<Command, 'path' | 'body'>)[] = [
      () => ({ path: '/api/field-activity/households', body: { household, village, on: dayOf(0) } }),
      () => ({ path: `${path}/visits`, body: visit }),
      () => ({ path: `${path}/visits`, body: visit }),
      () => ({ path: `${path}/moves`, body: { to: village, on } }),
      () => ({ path: `${path}/records/${record}/withdrawal`, body: { reason: 'wrong-household' } }),
    ];
    const queue = queues.get(household) ?? [];
    queues.set(household, queue);
    const before = queue.at(-1);
    const again = before && below(12) === 0;
    queue.push({
      ...(again ? before : kinds[queue.length === 0 ? 0 : below(kinds.length)]!()),
      headers: {
        'idempotency-key': before && below(12) === 0 ? before.headers['idempotency-key']! : `${seed}-${n}`,
        'recorded-time': `${dayOf(recorded)}T05:00:00.000Z`,
        ...(below(6) === 0 ? { 'if-match': `"${below(12)}"` } : {}),
      },
    });
  }
  return queues;
}
