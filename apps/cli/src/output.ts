/** Output is for people, or with --json one JSON value for programs. Messages go to stderr. */
export class Output {
  constructor(private readonly json: boolean) {}

  /** The result: as JSON, or in the words given. */
  result(value: unknown, words: () => string): void {
    process.stdout.write(this.json ? `${JSON.stringify(value)}\n` : `${words()}\n`);
  }

  /** Every fault of a file, row by row. */
  faults(
    file: string,
    faults: readonly { readonly row?: number; readonly field: string; readonly message: string }[],
  ): void {
    if (this.json) process.stdout.write(`${JSON.stringify({ file, faults })}\n`);
    for (const { row, field, message } of faults)
      process.stderr.write(`${file}${row === undefined ? '' : `:${row}`}${field ? ` ${field}` : ''}: ${message}\n`);
    process.stderr.write(`${faults.length} ${faults.length === 1 ? 'fault' : 'faults'}; nothing was recorded\n`);
  }
}

/** Columns, numbers to the right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const text = (cell: string | number) => (typeof cell === 'number' ? cell.toLocaleString('en') : cell);
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => text(row[at]!).length)));
  const line = (cells: readonly (string | number)[]) =>
    cells
      .map((cell, at) =>
        typeof rows[0]?.[at] === 'number' ? text(cell).padStart(widths[at]!) : text(cell).padEnd(widths[at]!),
      )
      .join('  ')
      .trimEnd();
  return [line(head), ...rows.map(line)].join('\n');
}
