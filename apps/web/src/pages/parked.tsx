import { useRef, useState } from 'react';
import type { ParkedStream } from '../api-types';
import { DiscardForm } from '../components/discard-form';
import { ListEnd } from '../components/list-end';
import { parkedId, ParkedRows, streamName } from '../components/parked-rows';
import { ProblemNotice } from '../components/problem-notice';
import { useLanguage } from '../language';
import { go, parkedHref } from '../place';
import { useDoing } from '../use-doing';
import { usePages } from '../use-pages';
import { ListFrame, type PageProps } from './list-frame';

/** The streams that cannot be counted, why, and what is done about each of them. */
export function ParkedPage(props: PageProps) {
  const { api, query, defaults } = props;
  const { w, number } = useLanguage();
  const settles = defaults.may.includes('parked.settle');
  const pages = usePages('parked', (after, signal) => api.parked(after === null ? null : String(after), signal));
  const parked = pages.pages.flatMap((page) => page.parked);
  const doing = useDoing();
  const [said, setSaid] = useState('');
  const status = useRef<HTMLParagraphElement>(null);
  const busy = doing.now !== null;
  const { problem } = doing;

  /** The button or the form that was used may be gone with its row. */
  function tell(sentence: string) {
    setSaid(sentence);
    pages.retry();
    status.current?.focus({ preventScroll: true });
  }

  function retry(which: Partial<Pick<ParkedStream, 'lane' | 'stream'>>) {
    void doing.run(w.parked.retrying, async (signal) => {
      setSaid('');
      const { free } = await api.retryParked(which, signal);
      tell(free.length === 0 ? w.parked.stillHeld : w.parked.freed(number(free.length)));
    });
  }

  function discard(which: ParkedStream, reason: string) {
    const discarded = doing.run(w.parked.discarding, async (signal) => {
      setSaid('');
      await api.discardParked(which, reason, signal);
      go(parkedHref(query), { replace: true });
      tell(w.parked.discarded(streamName(w, which.stream)));
    });
    // Refused: more may be held by now than was seen.
    void discarded.then((done) => done || pages.retry());
  }

  const asking = (which: ParkedStream) =>
    settles && query.get('stream') === parkedId(which) ? (
      <DiscardForm
        parked={which}
        reasons={pages.first?.reasons ?? []}
        busy={busy}
        onDiscard={(reason) => discard(which, reason)}
        onCancel={() => go(parkedHref(query), { replace: true })}
      />
    ) : null;

  return (
    <ListFrame
      {...props}
      title={w.parked.title}
      under={w.parked.lede}
      done={said}
      waiting={pages.waiting}
      ready={pages.first !== undefined}
      problem={pages.problem}
      onRetry={pages.retry}
    >
      {settles && parked.length > 0 && (
        <p className="acts">
          <button type="button" className="btn" aria-disabled={busy} onClick={() => busy || retry({})}>
            {w.parked.retryAll}
          </button>
        </p>
      )}
      <p ref={status} tabIndex={-1} role="status" className="steady">
        {doing.now ?? said}
      </p>
      {problem && <ProblemNotice problem={problem} onRetry={pages.retry} />}
      {pages.first && parked.length === 0 ? (
        <div className="note">
          <p className="empty">{w.parked.none}</p>
          <p>{w.parked.noneHint}</p>
        </div>
      ) : (
        <>
          <ParkedRows
            parked={parked}
            waiting={!pages.first && !pages.problem}
            query={query}
            busy={busy}
            onRetry={settles ? ({ lane, stream }) => retry({ lane, stream }) : undefined}
            asking={asking}
          />
          <ListEnd pages={pages} count={parked.length} />
        </>
      )}
    </ListFrame>
  );
}
