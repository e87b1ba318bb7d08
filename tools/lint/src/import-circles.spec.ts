import { describe, expect, it } from '@jest/globals';
// @ts-expect-error plain module
import { circlesIn, importsOf, sourcesBelow } from '../import-circles.mjs';

describe('import circles', () => {
  it('no two files need each other', () => {
    const files = ['libs', 'apps', 'tools'].flatMap((folder) => sourcesBelow(folder) as string[]);
    const imports = new Map(files.map((file) => [file, importsOf(file) as string[]]));
    expect([...imports.values()].flat().length).toBeGreaterThan(500);
    expect(circlesIn(imports)).toEqual([]);
  });

  it('are found through any number of files, by types too, and by a file that imports itself', () => {
    const texts: Readonly<Record<string, string>> = {
      'a/one.ts': "import { two } from './two.js';",
      'a/two.ts': "export { three } from '../b/three.js';",
      'b/three.ts': "import type { One } from '../a/one.js';\nimport z from 'zod';",
      'b/alone.ts': "import { three } from './three.js';",
      'b/self.tsx': "import { self } from './self.js';",
    };
    const imports = new Map(
      Object.entries(texts).map(([file, text]) => [file, importsOf(file, text, (path: string) => path in texts)]),
    );
    expect(circlesIn(imports)).toEqual([['a/one.ts', 'a/two.ts', 'b/three.ts'], ['b/self.tsx']]);
  });
});
