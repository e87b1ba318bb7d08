import { FolderTaken } from '@tung-nha/sqlite';
import { Command, CommanderError } from 'commander';
import { Client, Refused, Unreachable } from './client.js';
import { addExport } from './export.command.js';
import { addFigures } from './figures.command.js';
import { Output } from './output.js';
import { addMembers } from './members.command.js';
import { addParked } from './parked.command.js';
import { addProgress } from './progress.command.js';
import type { Session } from './session.js';
import { addAccess } from './access.command.js';
import { addStores } from './stores.command.js';
import { addTopics } from './topics.command.js';
import { addUnits, FileRefused } from './units.command.js';

/** Exit codes: 0 done, 1 it failed, 2 the input was refused, 3 no server or its folder is in use. */
export const EXIT = { done: 0, failed: 1, refused: 2, unavailable: 3 } as const;

export function programOf(): Command {
  const program = new Command('tung-nha')
    .description('Từng Nhà: community digital technology teams, down to each household')
    .option('--url <address>', 'the server', process.env['TUNG_NHA_URL'] ?? 'http://127.0.0.1:3000')
    .option('--token <token>', 'an access token', process.env['TUNG_NHA_TOKEN'])
    .option('--user <name>', 'the demo user to sign in as', 'demo-province-admin')
    .option('--json', 'print JSON for programs')
    .exitOverride()
    .showHelpAfterError()
    .addHelpText('after', '\nExit codes: 0 done, 1 failed, 2 input refused, 3 no server, or its folder is in use');
  const session = (): Session => {
    const {
      url,
      token,
      user,
      json = false,
    } = program.opts<{ url: string; token?: string; user: string; json?: boolean }>();
    return { client: new Client({ url, user, ...(token ? { token } : {}) }), output: new Output(json), json };
  };
  addUnits(program, session);
  addMembers(program, session);
  addProgress(program, session);
  addParked(program, session);
  addExport(program, session);
  addFigures(program, session);
  addStores(program, session);
  addAccess(program, session);
  addTopics(program, session);
  return program;
}

/** Runs one command line. Returns its exit code. */
export async function run(args: readonly string[]): Promise<number> {
  const program = programOf();
  try {
    await program.parseAsync([...args], { from: 'user' });
    return EXIT.done;
  } catch (error) {
    return explained(error, new Output(args.includes('--json')));
  }
}

function explained(error: unknown, output: Output): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.done : EXIT.refused;
  if (error instanceof FileRefused) {
    output.faults(error.file, error.worded());
    return EXIT.refused;
  }
  if (error instanceof Refused) {
    const { errors = [] } = error.problem;
    process.stderr.write(`${error.message}\n`);
    if (errors.length > 0)
      output.faults(
        '',
        errors.map(({ pointer, row, messageEn }) => ({
          field: pointer,
          message: messageEn,
          ...(row === undefined ? {} : { row }),
        })),
      );
    return EXIT.refused;
  }
  process.stderr.write(
    `${error instanceof FolderTaken ? `${error.message}: stop the server first` : String((error as Error).message ?? error)}\n`,
  );
  return error instanceof Unreachable || error instanceof FolderTaken ? EXIT.unavailable : EXIT.failed;
}
