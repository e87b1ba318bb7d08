import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type Appending, keyOf, readAck } from './appending.js';
import { startChild } from './child.js';
import type { Address } from './places.js';
import { above, exactly, type Figures, type Setting, sized, type Trial } from './report.js';

const CLIENTS = 64;
const COMMANDS = 20;
/** More than a page of SQLite and the header of its frame. */
const BYTES_SHOWN = 8_192;

/** kill -9 never shows a missing sync, only the order of system calls does: bytes, sync, answer. */
export const l02: Trial = {
  name: 'L02',
  opens: ['event-store'],
  stores: ['sqlite'],
  program: 'strace',
  demands: { acks: above(0), acks_before_sync: exactly(0), never_written: exactly(0), control: exactly('all') },
  async run({ place, scale }: Setting): Promise<Figures> {
    const commands = sized(COMMANDS, scale);
    const real = await trace(await place(), commands);
    const control = await trace(await place(), Math.min(commands, 5), 'never-syncs');
    return {
      acks: real.acks,
      acks_before_sync: real.beforeSync,
      never_written: real.neverWritten,
      control: control.beforeSync === control.acks && control.acks > 0 ? 'all' : control.beforeSync,
    };
  },
};

async function trace(address: Address, commands: number, twin?: Appending['twin']) {
  if (address.adapter !== 'sqlite') throw new RangeError('what a server syncs is traced there');
  const file = join(address.folder, 'strace.txt');
  const settings: Appending = {
    address,
    streams: 16,
    next: Array.from({ length: CLIENTS }, () => 0),
    commands,
    ...(twin ? { twin } : {}),
  };
  const options = ['-f', '-y', '-s', String(BYTES_SHOWN), '-e', 'trace=write,pwrite64,fdatasync,fsync', '-o', file];
  const { code } = await startChild({ program: 'appender', settings, under: ['strace', ...options] }).ended;
  if (code !== 0) throw new Error(`strace ended with ${code}`);

  const order = new SyncOrder();
  for await (const line of createInterface({ input: createReadStream(file) })) order.see(line);
  if (order.acks !== CLIENTS * commands) throw new Error(`${order.acks} acknowledgements in the trace`);
  return order;
}

/** Follows each key from the bytes that hold it, over the sync of their file, to the answer. */
class SyncOrder {
  acks = 0;
  beforeSync = 0;
  neverWritten = 0;
  private readonly unsynced = new Map<string, Set<string>>();
  private readonly written = new Set<string>();
  private readonly synced = new Set<string>();
  /** A call that another thread's line has cut in two, by thread. */
  private readonly unfinished = new Map<string, string>();

  see(line: string): void {
    const [, thread = '', text = ''] = /^(\d+)\s+(.*)$/.exec(line) ?? [];
    if (text.endsWith('<unfinished ...>')) {
      this.begin(text);
      this.unfinished.set(thread, text);
    } else if (text.startsWith('<...')) {
      this.end(this.unfinished.get(thread) ?? '', text);
      this.unfinished.delete(thread);
    } else {
      this.begin(text);
      this.end(text, text);
    }
  }

  /** Bytes count as unsynced and answers as given from the moment the call begins. */
  private begin(call: string): void {
    const [, name, path = '', rest = ''] = /^(\w+)\(\d+<([^>]*)>(.*)/.exec(call) ?? [];
    if (name === 'pwrite64' || (name === 'write' && path.endsWith('.sqlite-wal'))) {
      for (const [key] of rest.matchAll(/key-\d+-\d+\./g)) {
        if (this.written.has(key)) continue;
        this.written.add(key);
        if (!this.unsynced.has(path)) this.unsynced.set(path, new Set());
        this.unsynced.get(path)!.add(key);
      }
      return;
    }
    const [, said] = /^, "(.*)\\n", \d+/.exec(rest) ?? [];
    const ack = name === 'write' && said ? readAck(said) : undefined;
    if (!ack) return;
    const key = keyOf(...ack);
    this.acks += 1;
    if (!this.written.has(key)) this.neverWritten += 1;
    if (!this.synced.has(key)) this.beforeSync += 1;
  }

  /** A sync counts once it has returned, and only if it succeeded. */
  private end(call: string, result: string): void {
    const [, path] = /^f(?:data)?sync\(\d+<([^>]*)>/.exec(call) ?? [];
    if (path === undefined || !/= 0$/.test(result)) return;
    for (const key of this.unsynced.get(path) ?? []) this.synced.add(key);
    this.unsynced.delete(path);
  }
}
