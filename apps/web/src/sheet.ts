/** A table as it is shown, to be saved: title and conditions above the headings, numbers as numbers. */
export type Value = string | number | null;

export interface Sheet {
  title: string;
  /** Under which conditions the numbers hold, a line each. */
  conditions: string[];
  headings: string[];
  rows: Value[][];
}

const quoted = (value: Value) => {
  if (value === null) return '';
  // What a spreadsheet would take for a formula is text here.
  const text = typeof value === 'string' && /^[=+\-@]/.test(value) ? `'${value}` : String(value);
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** With a byte order mark, without which a spreadsheet reads Vietnamese letters wrongly. */
export function csvOf({ title, conditions, headings, rows }: Sheet): Blob {
  const lines: Value[][] = [[title], ...conditions.map((line) => [line]), headings, ...rows];
  return new Blob([`\uFEFF${lines.map((line) => line.map(quoted).join(',')).join('\r\n')}\r\n`], {
    type: 'text/csv;charset=utf-8',
  });
}

const percentFormat = '0.0%';

/** The writer is fetched when first asked for. Columns named in `shares` are written as percentages. */
export async function xlsxOf({ title, conditions, headings, rows }: Sheet, shares: readonly string[]): Promise<Blob> {
  const { default: write } = await import('write-excel-file/browser');
  const bold = (value: string) => ({ value, fontWeight: 'bold' as const });
  const cell = (value: Value, index: number) => {
    if (value === null) return null;
    if (typeof value !== 'number') return { value };
    return shares.includes(headings[index]!) ? { value, format: percentFormat } : { value };
  };
  const data = [
    [bold(title)],
    ...conditions.map((value) => [{ value }]),
    headings.map(bold),
    ...rows.map((row) => row.map(cell)),
  ];
  return write(data, { columns: headings.map((_, index) => ({ width: index === 0 ? 28 : 16 })) }).toBlob();
}

export function save(blob: Blob, name: string): void {
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), 1_000);
}
