import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { fillDemo, newDemo } from '@tung-nha/platform';
import { openEmbedded } from '@tung-nha/presets/embedded';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ask, compare, recountOf } from './compare.js';
import { PlatformAnswers } from './platform-answers.js';

const SEED = 11;
const QUESTIONS = 100;

/** Every program file but those that ask the platform. */
const counting = readdirSync(new URL('.', import.meta.url)).filter(
  (file) => !file.endsWith('.spec.ts') && !['compare.ts', 'main.ts', 'platform-answers.ts', 'index.ts'].includes(file),
);

describe('the recount from exported records', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tung-nha-recount-spec-'));
    const embedded = openEmbedded(folder);
    await fillDemo(embedded, newDemo(400, SEED), () => {});
    await embedded.close();
  }, 120_000);
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('shares no code with the platform', () => {
    expect(counting).toContain('household-on-a-day.ts');
    for (const file of counting)
      expect({ file, source: readFileSync(new URL(file, import.meta.url), 'utf8') }).toEqual({
        file,
        source: expect.not.stringMatching(/from '(?!\.\/)/),
      });
  });

  it('agrees with the platform, whatever is asked; a record that is not read is found', async () => {
    const recount = await recountOf(folder);
    const short = await recountOf(folder, true);
    const platform = await PlatformAnswers.of(openEmbedded(folder));
    const both = Promise.all([ask(recount, platform, QUESTIONS, SEED), ask(short, platform, QUESTIONS, SEED)]);
    const [{ disagreements, ...found }, { agreed }] = await both.finally(() => platform.close());
    expect(disagreements).toEqual([]);
    expect(found).toMatchObject({ asked: QUESTIONS, agreed: QUESTIONS });
    expect(found.figures.length).toBeGreaterThanOrEqual(29);
    expect(found.notZero).toBeGreaterThan(QUESTIONS * 3);
    expect(agreed).toBeLessThan(QUESTIONS);
  }, 120_000);

  it('finds a counter that is off by one', async () => {
    const { asked, agreed } = await compare({ folder, questions: 40, seed: SEED, plant: 'counter' });
    expect(agreed).toBeLessThan(asked);
  }, 120_000);
});
