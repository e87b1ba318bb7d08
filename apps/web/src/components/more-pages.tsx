import { useEffect, useRef } from 'react';
import { useLanguage } from '../language';
import type { Pages } from '../use-pages';

interface MorePagesProps {
  pages: Pick<Pages<unknown>, 'next' | 'loading' | 'more'>;
  /** What the button that fetches the next page says. */
  more: string;
  /** How much is shown, with the last page or before it. */
  said: (ended: boolean) => string;
}

/** How much of a list is shown, and the way to more; with the last page the focus goes from the button to the count. */
export function MorePages({ pages: { next, loading, more: fetchMore }, more, said }: MorePagesProps) {
  const { w } = useLanguage();
  const count = useRef<HTMLParagraphElement>(null);
  const pressed = useRef(false);
  const ended = next === null;
  useEffect(() => {
    // The button that had the focus is gone.
    if (ended && pressed.current) count.current?.focus();
  }, [ended]);
  return (
    <>
      <p ref={count} tabIndex={-1} role="status" className="hint">
        {loading ? w.lead.waiting : said(ended)}
      </p>
      {!ended && (
        <p className="acts">
          <button
            type="button"
            className="btn"
            aria-disabled={loading}
            onClick={() => {
              pressed.current = true;
              if (!loading) fetchMore();
            }}
          >
            {more}
          </button>
        </p>
      )}
    </>
  );
}
