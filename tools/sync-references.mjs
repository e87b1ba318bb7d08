// Writes each project's tsconfig.json and the root's references from the `@tung-nha/*` dependencies in package.json.
// `--check` changes nothing and fails when a file is not what it should be.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const check = process.argv.includes('--check');
const scope = '@tung-nha/';
const folders = ['libs', 'apps', 'tools'].flatMap((top) => projectsBelow(top));
const manifests = folders.map((folder) => ({
  folder,
  ...JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')),
}));
const folderOf = new Map(manifests.map(({ name, folder }) => [name, folder]));
const compiled = manifests.filter(({ folder, exports }) => exports && existsSync(join(root, folder, 'src')));
let stale = 0;

for (const { folder, dependencies = {} } of compiled) {
  const up = relative(folder, '.');
  const references = Object.keys(dependencies)
    .filter((name) => name.startsWith(scope))
    .map((name) => ({ path: relative(folder, folderOf.get(name) ?? fail(`${folder}: no project ${name}`)) }));
  write(join(folder, 'tsconfig.json'), {
    extends: `${up}/tsconfig.base.json`,
    compilerOptions: { rootDir: 'src', outDir: 'dist', tsBuildInfoFile: 'dist/.tsbuildinfo' },
    include: ['src/**/*.ts'],
    exclude: [
      'src/**/*.spec.ts',
      'src/**/*.int-spec.ts',
      'src/**/*.e2e-spec.ts',
      'src/**/testing/**',
      'src/**/*.examples.ts',
    ],
    references,
  });
}
// Without the source condition a package's `dist`, yesterday's build, would be tested and linted in silence.
const withoutSource = compiled.filter(
  ({ exports }) => !Object.values(exports).every((entry) => entry['@tung-nha/source']),
);
if (withoutSource.length > 0)
  fail(`no @tung-nha/source condition: ${withoutSource.map(({ folder }) => folder).join(', ')}`);

write('tsconfig.json', { files: [], references: compiled.map(({ folder }) => ({ path: folder })) });
if (stale > 0) fail(`${stale} stale; run: node tools/sync-references.mjs`);

function projectsBelow(top) {
  const found = [];
  const visit = (folder) => {
    if (existsSync(join(root, folder, 'package.json'))) return found.push(folder);
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true }))
      if (entry.isDirectory() && entry.name !== 'node_modules') visit(`${folder}/${entry.name}`);
  };
  if (existsSync(join(root, top))) visit(top);
  return found.sort();
}
function write(file, content) {
  const text = `${JSON.stringify(content, null, 2)}\n`;
  const path = join(root, file);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  if (check) {
    stale += 1;
    console.error(`stale: ${file}`);
  } else writeFileSync(path, text);
}
function fail(message) {
  console.error(message);
  process.exit(1);
}
