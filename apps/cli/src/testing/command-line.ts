import { run } from '../index.js';

/** What a command line printed, and how it ended. */
export async function cli(...args: string[]) {
  const printed = { out: '', err: '' };
  const [out, err] = [process.stdout.write, process.stderr.write];
  process.stdout.write = (text: string) => ((printed.out += text), true);
  process.stderr.write = (text: string) => ((printed.err += text), true);
  try {
    return {
      code: await run(args),
      ...printed,
      ...{
        get out() {
          return printed.out;
        },
        get err() {
          return printed.err;
        },
      },
    };
  } finally {
    process.stdout.write = out;
    process.stderr.write = err;
  }
}
