import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export interface Child {
  readonly process: ChildProcess;
  /** How it ended, after its last whole line was heard. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

interface Start {
  /** Of `children/`. */
  readonly program: string;
  readonly settings: object;
  /** A line is what the child surely said: one cut short by its death is not heard. */
  readonly onLine?: (line: string, child: ChildProcess) => void;
  /** A program that runs it, with its options. */
  readonly under?: readonly string[];
}

export function startChild({ program, settings, onLine, under = [] }: Start): Child {
  const file = fileURLToPath(new URL(`./children/${program}.js`, import.meta.url));
  const [first, ...others] = [...under, process.execPath, file, JSON.stringify(settings)];
  const child = spawn(first, others, { stdio: ['ignore', 'pipe', 'inherit'] });
  const killWithUs = () => child.kill('SIGKILL');
  process.once('exit', killWithUs);

  let rest = '';
  child.stdout.on('data', (chunk: Buffer) => {
    const lines = (rest + chunk.toString('utf8')).split('\n');
    rest = lines.pop()!;
    for (const line of lines) onLine?.(line, child);
  });
  const ended = new Promise<{ code: number | null; signal: NodeJS.Signals | null }>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => {
      process.off('exit', killWithUs);
      resolve({ code, signal });
    });
  });
  return { process: child, ended };
}

/** What the parent gave to a child. */
export const childSettings = <Settings>(): Settings => JSON.parse(process.argv[2]!) as Settings;
