import type { KeyboardEvent } from 'react';

/** Up and down go to the same column of the next row; Home and End to the first and last. */
export function moveInColumn(event: KeyboardEvent<HTMLTableElement>) {
  const cell = (event.target as HTMLElement).closest('td, th') as HTMLTableCellElement | null;
  const rows = [...event.currentTarget.rows].filter((row) => row.offsetParent !== null);
  const at = rows.indexOf(cell?.parentElement as HTMLTableRowElement);
  const to = { ArrowDown: [at + 1, 1], ArrowUp: [at - 1, -1], Home: [0, 1], End: [rows.length - 1, -1] }[event.key];
  if (!cell || !to || (event.target as HTMLElement).tagName === 'SELECT') return;
  const [begin, step] = to as [number, number];
  for (let index = begin; rows[index]; index += step) {
    const found = rows[index]!.cells[cell.cellIndex]?.querySelector<HTMLElement>('a, button');
    if (!found) continue;
    event.preventDefault();
    return found.focus();
  }
}
