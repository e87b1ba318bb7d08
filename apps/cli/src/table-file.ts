import { csvTable, type Table } from '@tung-nha/team-organisation-domain';
import { readSheet } from 'read-excel-file/node';
import { readFileSync } from 'node:fs';

/** A list of 50,000 members unfolds to 30 MB. */
const LARGEST_UNFOLDED_BYTES = 128 * 1024 * 1024;

/** The first sheet of a .xlsx file, or a CSV file, as cells of text. */
export async function readTableFile(path: string): Promise<Table> {
  const bytes = readFileSync(path);
  if (!path.toLowerCase().endsWith('.xlsx')) return csvTable(bytes.toString('utf8'));
  const refused: Table = { fault: { row: 1, field: '', rule: 'NotXlsx' } };
  const unfolded = unfoldedSizeOf(bytes);
  // The whole file is unfolded into memory: what would fill it is refused before.
  if (unfolded === undefined || unfolded > LARGEST_UNFOLDED_BYTES) return refused;
  try {
    const lines = await readSheet(bytes);
    return { lines: lines.map((cells) => cells.map(textOf)) };
  } catch {
    return refused;
  }
}

/** A day typed into a spreadsheet is a date cell, at midnight UTC. */
function textOf(cell: unknown): string {
  if (cell instanceof Date) return cell.toISOString().slice(0, 10);
  return typeof cell === 'string' || typeof cell === 'number' ? String(cell).trim() : '';
}

const END_OF_DIRECTORY = 0x06054b50;
const DIRECTORY_ENTRY = 0x02014b50;
const SHORTEST_END = 22;
const SHORTEST_ENTRY = 46;

/** What a ZIP archive says its files unfold to, in bytes; undefined where it is none. */
function unfoldedSizeOf(bytes: Buffer): number | undefined {
  let end = bytes.length - SHORTEST_END;
  while (end >= 0 && bytes.readUInt32LE(end) !== END_OF_DIRECTORY) end -= 1;
  if (end < 0) return undefined;
  let [at, left, size] = [bytes.readUInt32LE(end + 16), bytes.readUInt16LE(end + 10), 0];
  for (; left > 0; left -= 1) {
    if (at + SHORTEST_ENTRY > end || bytes.readUInt32LE(at) !== DIRECTORY_ENTRY) return undefined;
    size += bytes.readUInt32LE(at + 24);
    at += SHORTEST_ENTRY + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return size;
}
