import type { Figure, UnitId } from '../api-types';
import { useLanguage } from '../language';
import type { Shown } from '../pages/unit';
import { whyHref } from '../place';
import { Link } from './link';

interface CountProps {
  n: number | undefined;
  waiting: boolean;
}

export function Count({ n, waiting }: CountProps) {
  const { number, w } = useLanguage();
  if (waiting) return <span aria-hidden="true">···</span>;
  if (n === undefined) return <span title={w.none}>–</span>;
  return <>{number(n)}</>;
}

/** `n` of `of` as a share; nothing where there is nothing to have a share of. */
export const ratioOf = (n: number | undefined, of: number | undefined) =>
  n === undefined || of === undefined || of === 0 ? undefined : n / of;

export function Share({ ratio, waiting }: { ratio: number | undefined; waiting: boolean }) {
  const { percentage, percent } = useLanguage();
  if (waiting) return <span aria-hidden="true">···</span>;
  if (ratio === undefined) return <>–</>;
  return (
    <>
      {percentage(ratio)}
      {percent}
    </>
  );
}

interface ReasonedCountProps extends CountProps {
  figure: Figure;
  of: { id: UnitId; fullName: string };
  shown: Shown;
}

/** A number that leads to what it is made of. */
export function ReasonedCount({ n, waiting, figure, of, shown }: ReasonedCountProps) {
  const { w, number, text } = useLanguage();
  if (waiting || n === undefined) return <Count n={n} waiting={waiting} />;
  return (
    <Link
      className="why"
      href={whyHref({ figure: figure.id, unit: of.id }, shown.unit, shown.query)}
      state={{ opened: true }}
      aria-label={w.why.link(number(n), text(figure.name), of.fullName)}
    >
      {number(n)}
    </Link>
  );
}
