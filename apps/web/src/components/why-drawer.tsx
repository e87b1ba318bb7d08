import { useLayoutEffect, useRef, type MouseEvent } from 'react';
import type { Api } from '../api';
import { eventChoices, type HolderPage, type UnitId, type Why } from '../api-types';
import { usePages } from '../use-pages';
import { useLanguage } from '../language';
import { aboveOf } from '../place-name';
import type { Shown } from '../shown';
import { go, whyHref, withoutWhy, type WhyAsked } from '../place';
import { ProblemNotice } from './problem-notice';
import { UnitLabel } from './unit-label';
import { WhyEvents } from './why-events';
import { WhyHolders } from './why-holders';
import { WhyParts } from './why-parts';

interface WhyDrawerProps {
  api: Api;
  shown: Shown;
  asked: WhyAsked;
  names: Map<UnitId, string>;
}

/** What makes the number: the first page of all events with it, those of a choice, and those who hold it. */
function useWhy({ api, shown, asked }: Omit<WhyDrawerProps, 'names'>, known: boolean) {
  const { reading, query } = shown;
  const { unit, figure } = asked;
  const key = [unit, figure, reading.from, reading.on, reading.known, reading.map].join(' ');
  const choice = eventChoices.find((one) => one === query.get('only')) ?? 'all';
  const all = usePages(known ? key : null, (after, signal) => api.why(unit, figure, 'all', reading, after, signal));
  const chosen = usePages(known && choice !== 'all' ? `${key} ${choice}` : null, (after, signal) =>
    api.why(unit, figure, choice, reading, after, signal),
  );
  const why = all.first;
  const holders = usePages<HolderPage>(why ? key : null, async (after, signal) =>
    after === null ? firstHolders(why!) : api.holders(unit, figure, reading, String(after), signal),
  );
  return { why, all, choice, events: choice === 'all' ? all : chosen, holders };
}

const firstHolders = ({ holders, nextHolder }: Why): HolderPage => ({
  holders: holders ?? [],
  next: nextHolder ?? null,
});

/** A modal dialog whose state is in the address; closing gives the focus back to the number. */
export function WhyDrawer({ api, shown, asked, names }: WhyDrawerProps) {
  const { w, text, number, day } = useLanguage();
  const { unit, query, reading, catalogue } = shown;
  const figure = catalogue.find(({ id }) => id === asked.figure);
  const { why, all, choice, events, holders } = useWhy({ api, shown, asked }, figure !== undefined);
  const above = aboveOf(shown.view);
  for (const part of why?.children ?? []) names.set(part.unit.id, part.unit.fullName);
  const name = names.get(asked.unit);
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
    else go(withoutWhy(unit, query), { replace: true });
  }
  const onPress = (event: MouseEvent) => event.target === event.currentTarget && dialog.current?.close();
  const problem = all.problem ?? events.problem ?? holders.problem;

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
          {name !== undefined && (
            <>
              , <UnitLabel unit={{ fullName: name }} />
            </>
          )}
        </h3>
        {figure && (
          <>
            <p className="big">{why ? number(why.total) : <span className="wait">···</span>}</p>
            <p className="hint">
              {w.why.conditions(day(reading.on), reading.known ? day(reading.known) : w.reading.now, day(reading.map))}
            </p>
            {problem && !why && <ProblemNotice problem={problem} onRetry={all.retry} />}
            <p role="status" className="unseen">
              {all.waiting ? w.lead.waiting : why ? w.lead.ready : ''}
            </p>
          </>
        )}
        {figure?.note && <p>{text(figure.note)}</p>}
        {why && why.children.length > 0 && (
          <WhyParts
            why={why}
            whole={name ?? w.children.whole}
            hrefOf={(part) => whyHref({ figure: asked.figure, unit: part }, unit, query)}
          />
        )}
        {why && <WhyHolders key={`${asked.unit} ${asked.figure}`} holders={holders} query={query} above={above} />}
        {why && <WhyEvents why={why} pages={events} choice={choice} shown={shown} above={above} />}
        {problem && why && <ProblemNotice problem={problem} />}
      </div>
    </dialog>
  );
}
