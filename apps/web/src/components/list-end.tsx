import { useLanguage } from '../language';
import type { Pages } from '../use-pages';

interface ListEndProps {
  pages: Pick<Pages<unknown>, 'first' | 'next' | 'waiting' | 'loading' | 'more'>;
  count: number;
}

/** How many of the list are shown, and the way to more of them; or that there is nothing on it. */
export function ListEnd({ pages, count }: ListEndProps) {
  const { w, number } = useLanguage();
  const { first, next, waiting, loading, more } = pages;
  if (!first) return null;
  if (count === 0 && next === null && !waiting)
    return (
      <div className="note">
        <p className="empty">{w.lists.nothing}</p>
        <p>{w.lists.nothingHint}</p>
      </div>
    );
  const counted = loading && count === 0 ? w.lists.searching : next === null ? w.lists.end : w.lists.shown;
  return (
    <>
      <p role="status" className="hint">
        {typeof counted === 'string' ? counted : counted(number(count))}
      </p>
      {next !== null && (
        <p className="acts">
          <button type="button" className="btn" aria-disabled={loading} onClick={() => loading || more()}>
            {w.lists.more}
          </button>
        </p>
      )}
    </>
  );
}
