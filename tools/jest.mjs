// The root jest run with the flag ESM needs; arguments go on to jest. From inside a project only that project's unit specs,
// so that `nx affected -t test` stays a matter of seconds: servers and journeys are `npm test`, or a path from the root.
import { spawnSync } from 'node:child_process';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const here = relative(root, process.cwd());
const flags = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];
const { status } = spawnSync(
  process.execPath,
  [
    ...flags,
    `${root}node_modules/jest/bin/jest.js`,
    ...(here ? ['--selectProjects', 'unit', '--testPathPatterns', `^${root}${here}/`, '--passWithNoTests'] : []),
    ...process.argv.slice(2),
  ],
  { cwd: root, stdio: 'inherit' },
);
process.exit(status ?? 1);
