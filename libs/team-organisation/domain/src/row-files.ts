import { parse } from 'csv-parse/sync';
import { type RowFault, RowReader } from './unit-rows.js';

export interface ReadFile<Row> {
  readonly rows: readonly Row[];
  /** Every fault of every row; with one of them nothing of the file may be applied (X7). */
  readonly faults: readonly RowFault[];
}

/** The cells of a file, its header first; or where it is no table. */
export type Table = { readonly lines: readonly (readonly string[])[] } | { readonly fault: RowFault };

export function csvTable(text: string): Table {
  try {
    return { lines: parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true }) };
  } catch (error) {
    return { fault: { row: lineOf(error), field: '', rule: 'NotCsv' } };
  }
}

export function readTable<Row>(
  table: Table,
  columns: readonly string[],
  read: (reader: RowReader, record: Readonly<Record<string, string>>) => Row,
): ReadFile<Row> {
  if ('fault' in table) return { rows: [], faults: [table.fault] };
  const [header = [], ...body] = table.lines;
  const missing = columns.filter((column) => !header.includes(column));
  if (missing.length > 0)
    return { rows: [], faults: missing.map((field) => ({ row: 1, field, rule: 'ColumnMissing' })) };

  const faults: RowFault[] = [];
  const rows = body.map((cells, index) => {
    const record = Object.fromEntries(header.map((column, at) => [column, cells[at] ?? '']));
    // The header is line 1: the number an editor or a spreadsheet shows.
    const reader = new RowReader(record, index + 2);
    const row = read(reader, record);
    faults.push(...reader.faults);
    return row;
  });
  return { rows, faults };
}

function lineOf(error: unknown): number {
  return typeof error === 'object' && error !== null && 'lines' in error ? Number(error.lines) : 1;
}
