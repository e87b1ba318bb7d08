import { existsSync, readFileSync } from 'node:fs';

const STATUS = '/proc/self/status';

/** Memory of the process' own; the kernel's pages of files mapped into it come and go as there is room. */
export function residentMb(): number {
  if (!existsSync(STATUS)) return process.memoryUsage.rss() / 1e6;
  const own = /RssAnon:\s+(\d+) kB/.exec(readFileSync(STATUS, 'utf8'))?.[1];
  return own === undefined ? process.memoryUsage.rss() / 1e6 : Number(own) / 1e3;
}
