import { describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
// @ts-expect-error plain module
import { leadingNowhere, namesIn } from '../named-in-docs.mjs';

interface Named {
  readonly places: readonly string[];
  readonly scripts: readonly { readonly script: string; readonly words: readonly string[] }[];
}

const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => file !== '');
const { scripts } = JSON.parse(readFileSync('package.json', 'utf8')) as { scripts: Record<string, string> };
const scenarios = files
  .filter((file) => /^tools\/reliability\/src\/l\d\d/.test(file))
  .flatMap((file) => /name: '(.*)'/.exec(readFileSync(file, 'utf8'))?.[1] ?? []);

describe('what the documents name', () => {
  it.each([
    ['README.md', 5],
    ['docs/requirements.md', 50],
    ['docs/behaviours.md', 50],
    ['docs/performance.md', 0],
    ['docs/deployment.md', 0],
  ])('%s: every file, test, script and scenario exists', (page, least) => {
    const named = namesIn(readFileSync(page, 'utf8')) as Named;
    expect(named.places.length).toBeGreaterThanOrEqual(least);
    expect(leadingNowhere(named.places, files)).toEqual([]);
    expect(named.scripts.filter(({ script }) => !(script in scripts))).toEqual([]);
    const run = named.scripts.filter(({ script }) => script === 'reliability').flatMap(({ words }) => words);
    expect(run.filter((word) => /^L\d\d/.test(word) && !scenarios.includes(word))).toEqual([]);
  });

  it('is found missing: a file that went, one of several, a folder, a link', () => {
    const { places } = namesIn(
      'Of `libs/a/src/{one,two}.ts` and `three.spec.ts`, in `libs/gone`, [there](docs/b.md), not [here](docs/c.md).',
    ) as Named;
    const there = ['libs/a/src/one.ts', 'libs/a/src/three.spec.ts', 'docs/b.md'];
    expect(leadingNowhere(places, there)).toEqual(['libs/a/src/two.ts', 'libs/gone', 'docs/c.md']);
    expect(leadingNowhere(['libs/a', 'o*.ts', 'ree.spec.ts'], there)).toEqual(['ree.spec.ts']);
  });
});
