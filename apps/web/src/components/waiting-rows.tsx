const rows = 8;

/** Rows in the place of those that are awaited. */
export function WaitingRows({ columns }: { columns: number }) {
  return Array.from({ length: rows }, (_, index) => (
    <tr key={index} aria-hidden="true">
      <td colSpan={columns}>···</td>
    </tr>
  ));
}
