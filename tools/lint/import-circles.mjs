import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import ts from 'typescript';

/** @returns {string[]} every source file below the folder, with paths that begin with it. */
export function sourcesBelow(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return ['node_modules', 'dist'].includes(entry.name) ? [] : sourcesBelow(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

/** What each file imports from its own project; types too, for two files that need each other's types are one. */
export function importsOf(file, text = readFileSync(file, 'utf8'), exists = existsSync) {
  return ts
    .preProcessFile(text, true, true)
    .importedFiles.map(({ fileName }) => fileName)
    .filter((name) => name.startsWith('.'))
    .flatMap((name) => {
      const path = normalize(join(dirname(file), name)).replace(/\.js$/, '');
      return [`${path}.ts`, `${path}.tsx`].filter((found) => exists(found)).slice(0, 1);
    });
}

/**
 * Files that import each other by whatever way (strongly connected, after Tarjan).
 * @param {ReadonlyMap<string, readonly string[]>} imports
 * @returns {string[][]} each circle in order of names
 */
export function circlesIn(imports) {
  const [index, low, waiting, circles] = [new Map(), new Map(), [], []];
  const visit = (file) => {
    index.set(file, index.size);
    low.set(file, index.get(file));
    waiting.push(file);
    for (const next of imports.get(file) ?? []) {
      if (!index.has(next)) visit(next);
      if (waiting.includes(next)) low.set(file, Math.min(low.get(file), low.get(next)));
    }
    if (low.get(file) !== index.get(file)) return;
    const circle = waiting.splice(waiting.indexOf(file));
    if (circle.length > 1 || (imports.get(file) ?? []).includes(file)) circles.push(circle.sort());
  };
  for (const file of imports.keys()) if (!index.has(file)) visit(file);
  return circles;
}
