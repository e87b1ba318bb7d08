import { useLayoutEffect, useRef, type MouseEvent } from 'react';
import type { Api } from '../api';
import type { UnitId } from '../api-types';
import { aboveOf } from '../place-name';
import { usePages } from '../use-pages';
import { useLanguage } from '../language';
import type { Shown } from '../shown';
import { go, unitHref, type WhyAsked } from '../place';
import { ProblemNotice } from './problem-notice';
import { WhyEvents } from './why-events';
import { WhyHolders } from './why-holders';
import { WhyParts } from './why-parts';

interface WhyDrawerProps {
  api: Api;
  shown: Shown;
  asked: WhyAsked;
  names: ReadonlyMap<UnitId, string>;
}

/** A modal dialog whose state is in the address; closing gives the focus back to the number. */
export function WhyDrawer({ api, shown, asked, names }: WhyDrawerProps) {
  const { w, text, number, day } = useLanguage();
  const { unit, query, reading, catalogue } = shown;
  const figure = catalogue.find(({ id }) => id === asked.figure);
  const key = [asked.unit, asked.figure, reading.from, reading.on, reading.known, reading.map].join(' ');
  const answer = usePages(figure ? key : null, (after, signal) =>
    api.why(asked.unit, asked.figure, reading, after, signal),
  );
  const why = answer.first;
  const above = aboveOf(shown.view);
  const dialog = useRef<HTMLDialogElement>(null);

  useLayoutEffect(() => {
    const element = dialog.current;
    element?.showModal();
    return () => element?.close();
  }, []);

  function onClosed() {
    // The event comes late: the dialog may have been opened again by then.
    if (!dialog.current || dialog.current.open) return;
    if ((history.state as { opened?: boolean } | null)?.opened) history.back();
    else go(unitHref(unit, query, { why: null }), { replace: true });
  }
  const onPress = (event: MouseEvent) => event.target === event.currentTarget && dialog.current?.close();

  return (
    <dialog ref={dialog} className="drawer" aria-labelledby="why-title" onClose={onClosed} onClick={onPress}>
      <div>
        <div className="top">
          <h2 id="why-title">{w.why.title}</h2>
          <button type="button" className="btn" onClick={() => dialog.current?.close()}>
            {w.why.close}
          </button>
        </div>
        <h3 className="subject">
          {figure ? text(figure.name) : w.why.unknownFigure}
          {names.has(asked.unit) && `, ${names.get(asked.unit)}`}
        </h3>
        {figure && (
          <>
            <p className="big">{why ? number(why.total) : <span className="wait">···</span>}</p>
            <p className="hint">
              {w.why.conditions(day(reading.on), reading.known ? day(reading.known) : w.reading.now, day(reading.map))}
            </p>
            {answer.problem && !why && <ProblemNotice problem={answer.problem} onRetry={answer.retry} />}
            <p role="status" className="unseen">
              {answer.waiting ? w.lead.waiting : why ? w.lead.ready : ''}
            </p>
          </>
        )}
        {figure?.note && <p>{text(figure.note)}</p>}
        {why && why.children.length > 0 && <WhyParts why={why} whole={names.get(asked.unit) ?? w.children.whole} />}
        {why?.holders && why.holders.length > 0 && (
          <WhyHolders holders={why.holders} query={query} total={why.total} above={above} />
        )}
        {why && (
          <WhyEvents
            why={why}
            events={answer.pages.flatMap(({ events }) => events)}
            next={answer.next}
            loading={answer.loading}
            onMore={answer.more}
            above={above}
          />
        )}
        {answer.problem && why && <ProblemNotice problem={answer.problem} />}
      </div>
    </dialog>
  );
}
