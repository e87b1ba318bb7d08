import { exportedLines } from '@tung-nha/platform';
import { openEmbedded, openProjections } from '@tung-nha/presets/embedded';
import { openDatabase } from '@tung-nha/sqlite';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { PlatformAnswers } from './platform-answers.js';
import { questions } from './questions.js';
import { type Question, Recount, recounted } from './recount.js';
import type { Line } from './records.js';

export interface Comparison {
  readonly asked: number;
  readonly agreed: number;
  readonly figures: readonly string[];
  readonly disagreements: readonly Disagreement[];
  readonly events: number;
  /** How many answers were not zero: nothing agrees with nothing. */
  readonly notZero: number;
}

export interface Disagreement extends Question {
  readonly figure: string;
  readonly platform: number;
  readonly recount: number;
}

/** An error put in on purpose: in what the recount reads, or in what the platform counted. */
export type Planted = 'record' | 'counter';

export interface ComparisonSettings {
  /** Of a finished demo, on which no server runs. */
  readonly folder: string;
  readonly questions: number;
  readonly seed: number;
  readonly plant?: Planted;
}

/** Asks both the same, and shows where they differ. */
export async function compare({ folder, questions: howMany, seed, plant }: ComparisonSettings): Promise<Comparison> {
  const recount = await recountOf(folder, plant === 'record');
  if (plant === 'counter') await spoilACounter(folder);
  const platform = await PlatformAnswers.of(openEmbedded(folder));
  try {
    return await ask(recount, platform, howMany, seed);
  } finally {
    await platform.close();
  }
}

export async function ask(
  recount: Recount,
  platform: PlatformAnswers,
  howMany: number,
  seed: number,
): Promise<Comparison> {
  const disagreements: Disagreement[] = [];
  let [asked, agreed, notZero] = [0, 0, 0];
  let figures: string[] = [];
  for (const question of questions(seed, recount.maps, howMany)) {
    const answer = await platform.figures(question);
    figures = Object.keys(answer).filter((figure) => recounted.has(figure));
    const mine = recount.answer(question);
    const differ = figures.filter((figure) => answer[figure] !== (mine.get(figure) ?? 0));
    for (const figure of differ)
      disagreements.push({ ...question, figure, platform: answer[figure]!, recount: mine.get(figure) ?? 0 });
    notZero += figures.filter((figure) => answer[figure] !== 0).length;
    asked += 1;
    if (differ.length === 0) agreed += 1;
  }
  return { asked, agreed, figures, disagreements, events: recount.events, notZero };
}

/** Reads a finished demo, all of it or all but one visit. */
export async function recountOf(folder: string, spoiled = false): Promise<Recount> {
  const recount = new Recount();
  const embedded = openEmbedded(folder);
  let left = spoiled ? 1 : 0;
  try {
    for (const context of ['team-organisation', 'field-activity'] as const)
      for await (const text of exportedLines(embedded.stores[context], { after: 0 })) {
        const line = JSON.parse(text) as Line;
        // One first visit is not read.
        if (left > 0 && line.type === 'field-activity.household-visited') left -= 1;
        else recount.add(line);
      }
  } finally {
    await embedded.close();
  }
  return recount;
}

/** Of the packed rows of a counter document. */
const ROW_BYTES = 9;

/** One household more than there is, in one counter of the read model. */
export async function spoilACounter(folder: string): Promise<void> {
  const embedded = openEmbedded(folder);
  const { progress } = await openProjections(embedded);
  await progress.catchUp();
  await embedded.close();
  const models = readdirSync(join(folder, 'progress')).filter((file) => /^progress\.\d+\.sqlite$/.test(file));
  const database = openDatabase(join(folder, 'progress', models[0]!));
  const documents = database.prepare("SELECT id, data FROM documents WHERE collection = 'counters'").all();
  for (const { id, data } of documents) {
    const document = JSON.parse(String(data)) as { rows: string };
    const rows = Buffer.from(document.rows, 'base64');
    // Rows begin with their column, in order, and end with how many; the first column is that of `households.total`.
    if (rows[0] !== 0) continue;
    rows.writeInt32BE(rows.readInt32BE(ROW_BYTES - 4) + 1, ROW_BYTES - 4);
    const spoiled = JSON.stringify({ ...document, rows: rows.toString('base64') });
    database.prepare("UPDATE documents SET data = ? WHERE collection = 'counters' AND id = ?").run(spoiled, id!);
    break;
  }
  database.close();
}
