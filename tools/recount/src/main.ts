import { demoIn, fillDemo, newDemo } from '@tung-nha/platform';
import { openEmbedded } from '@tung-nha/presets/embedded';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { compare, type Comparison } from './compare.js';

const usage = `npm run recount -- [--questions 1000] [--seed 7] [--households 20000] [--data folder] [--plant record|counter]
  Counts every figure of households and citizens once more, from the exported records alone, and compares.
  --data: a finished demo, else one is made and removed again. --plant: puts in an error, which must be found.`;

/** Ends with 1 where the platform and the recount disagree, or where a planted error was not found. */
export async function main(args: readonly string[]): Promise<void> {
  const { values } = parseArgs({
    args: [...args],
    options: {
      questions: { type: 'string', default: '1000' },
      seed: { type: 'string', default: '7' },
      households: { type: 'string', default: '20000' },
      data: { type: 'string' },
      plant: { type: 'string' },
      help: { type: 'boolean' },
    },
  });
  const { plant } = values;
  if (values.help || (plant !== undefined && plant !== 'record' && plant !== 'counter')) return console.log(usage);
  // A planted counter spoils the read model: never in a folder that somebody keeps.
  if (plant === 'counter' && values.data) throw new Error('--plant counter spoils what it counts: leave out --data');
  const made = values.data === undefined ? mkdtempSync(join(tmpdir(), 'tung-nha-recount-')) : undefined;
  const folder = resolve(values.data ?? made!);
  try {
    await fill(folder, Number(values.households));
    const start = performance.now();
    const settings = { folder, questions: Number(values.questions), seed: Number(values.seed) };
    const found = await compare({ ...settings, ...(plant ? { plant } : {}) });
    report(found, settings.seed, (performance.now() - start) / 1_000);
    const agrees = found.agreed === found.asked;
    if (plant && agrees) console.log(`the planted ${plant} was not found`);
    else if (plant) console.log(`the planted ${plant} was found`);
    process.exitCode = agrees === (plant === undefined) ? 0 : 1;
  } finally {
    if (made) rmSync(made, { recursive: true, force: true });
  }
}

async function fill(folder: string, households: number): Promise<void> {
  const embedded = openEmbedded(folder);
  try {
    const demo = demoIn(folder) ?? newDemo(households);
    if (!demo.complete) await fillDemo(embedded, demo, () => {});
  } finally {
    await embedded.close();
  }
}

function report({ asked, agreed, figures, disagreements, events, notZero }: Comparison, seed: number, seconds: number) {
  console.log(`asked ${asked}, agreed ${agreed}, seed ${seed}`);
  console.log(
    `${figures.length} figures a question, ${notZero} answers not zero, ${events} events, ${seconds.toFixed(1)} s`,
  );
  for (const one of disagreements.slice(0, 20)) console.log(JSON.stringify(one));
  if (disagreements.length > 20) console.log(`and ${disagreements.length - 20} more`);
}
