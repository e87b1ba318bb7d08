import type { Figure, UnitId } from '../api-types';
import { useLanguage } from '../language';
import type { Shown } from '../shown';
import { whyHref } from '../place';
import { plainName, type Called } from '../place-name';
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

/** What changed; nothing is said before it is known. */
export function Change({ n, waiting }: CountProps) {
  const { signed } = useLanguage();
  return <>{waiting || n === undefined ? <span aria-hidden="true">·</span> : signed(n)}</>;
}

interface ReasonedCountProps extends CountProps {
  figure: Figure;
  /** In place of the number itself: its share. */
  as?: string | undefined;
  of: { id: UnitId } & Called;
  shown: Shown;
}

/** A number that leads to what it is made of. */
export function ReasonedCount({ n, as, waiting, figure, of, shown }: ReasonedCountProps) {
  const { w, number, text } = useLanguage();
  if (waiting || n === undefined) return <Count n={n} waiting={waiting} />;
  return (
    <Link
      className="why"
      href={whyHref({ figure: figure.id, unit: of.id }, shown.unit, shown.query)}
      state={{ opened: true }}
      aria-label={w.why.link(as ?? number(n), text(figure.name), plainName(of, w.naming))}
    >
      {as ?? number(n)}
    </Link>
  );
}
