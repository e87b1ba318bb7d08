import { useState } from 'react';
import type { Counts, Figure } from '../api-types';
import type { Row } from '../children-rows';
import { standingIn } from '../figures';
import { useLanguage } from '../language';
import { plainName } from '../place-name';
import { csvOf, save, xlsxOf, type Sheet, type Value } from '../sheet';
import type { Shown } from '../shown';

interface ExportLinksProps {
  shown: Shown;
  figure: Figure;
  rows: Row[];
  /** What is counted in no row. */
  rest: Counts | undefined;
}

/** The table as it stands, every row of it, with the conditions under which it holds. */
export function ExportLinks({ shown, figure, rows, rest }: ExportLinksProps) {
  const { w } = useLanguage();
  const [failed, setFailed] = useState(false);
  const sheet = useSheet({ shown, figure, rows, rest });
  const name = `${shown.view?.unit.code ?? shown.unit}-${figure.id}-${shown.reading.on}`;

  async function saveXlsx() {
    setFailed(false);
    try {
      save(await xlsxOf(sheet, [w.children.share]), `${name}.xlsx`);
    } catch {
      setFailed(true);
    }
  }
  return (
    <span className="exports" role="group" aria-label={w.exports.label}>
      {w.exports.label}
      <button
        type="button"
        className="plain"
        disabled={shown.waiting}
        onClick={() => save(csvOf(sheet), `${name}.csv`)}
      >
        CSV
      </button>
      <button type="button" className="plain" disabled={shown.waiting} onClick={() => void saveXlsx()}>
        XLSX
      </button>
      {failed && <span role="alert">{w.exports.failed}</span>}
    </span>
  );
}

function useSheet({ shown, figure, rows, rest }: ExportLinksProps): Sheet {
  const { w, text, day } = useLanguage();
  const { view, reading, catalogue, defaults, since } = shown;
  const isDeeper = shown.level !== undefined;
  const base = catalogue.find(({ id }) => id === figure.shareOf);
  const line = (name: string, code: string | null, rank: number | null, row: Partial<Row>): Value[] => [
    name,
    ...(isDeeper ? [row.within ?? null] : []),
    code,
    rank,
    row.n ?? null,
    ...(base ? [row.base ?? null, row.share ?? null] : []),
    ...(figure.kind === 'stock' ? [row.change ?? null] : []),
  ];
  const zero = { [figure.id]: 0, ...(base && { [base.id]: 0 }) };
  return {
    title: `${text(figure.name)}, ${view ? plainName(view.unit, w.naming) : ''}`,
    conditions: [
      w.why.conditions(day(reading.on), reading.known ? day(reading.known) : w.reading.now, day(reading.map)),
      ...(defaults.simulated ? [w.simulated] : []),
    ],
    headings: [
      w.children.unit,
      ...(isDeeper ? [w.exports.within] : []),
      w.exports.code,
      w.children.rank,
      text(figure.name),
      ...(base ? [text(base.name), w.children.share] : []),
      ...(figure.kind === 'stock' ? [w.changeSince(since.name, day(since.day))] : []),
    ],
    rows: [
      ...rows.map((row) => line(plainName(row.unit, w.naming), row.unit.code ?? null, row.rank ?? null, row)),
      ...(view
        ? [
            line(w.children.own, null, null, standingIn({ ...zero, ...rest }, figure)),
            line(w.children.whole, view.unit.code ?? null, null, standingIn(view.figures, figure)),
          ]
        : []),
    ],
  };
}
