import { useEffect, useLayoutEffect, useRef, useState, type MouseEvent } from 'react';
import type { Api } from '../api';
import type { UnitId, Why, WhyEvent } from '../api-types';
import { Problem } from '../problem';
import { useAnswer } from '../answer';
import { useLanguage } from '../language';
import type { Shown } from '../shown';
import { go, unitHref, type WhyAsked } from '../place';
import { ratioOf } from '../figures';
import { ProblemNotice } from './problem-notice';
import { ShareBar } from './share-bar';
import { WhyEvents } from './why-events';

interface WhyDrawerProps {
  api: Api;
  shown: Shown;
  asked: WhyAsked;
  names: ReadonlyMap<UnitId, string>;
}

interface Pages {
  key: string;
  events: WhyEvent[];
  next: Why['next'];
}

/** Later pages of events, kept only for the question they answer. */
function useMorePages(
  key: string,
  first: Why | undefined,
  load: (after: Why['next'], signal: AbortSignal) => Promise<Why>,
) {
  const [pages, setPages] = useState<Pages | null>(null);
  const [loading, setLoading] = useState(false);
  const [problem, setProblem] = useState<Problem | null>(null);
  const pending = useRef<AbortController | null>(null);
  useEffect(() => () => pending.current?.abort(), [key]);
  const shown: Pages = pages?.key === key ? pages : { key, events: first?.events ?? [], next: first?.next ?? null };

  async function more() {
    const controller = new AbortController();
    pending.current?.abort();
    pending.current = controller;
    setLoading(true);
    setProblem(null);
    try {
      const page = await load(shown.next, controller.signal);
      if (!controller.signal.aborted) setPages({ key, events: [...shown.events, ...page.events], next: page.next });
    } catch (error) {
      if (!controller.signal.aborted) setProblem(error instanceof Problem ? error : new Problem(0));
    } finally {
      if (pending.current === controller) setLoading(false);
    }
  }
  return { ...shown, more, loading, problem };
}

/** A modal dialog whose state is in the address; closing gives the focus back to the number. */
export function WhyDrawer({ api, shown, asked, names }: WhyDrawerProps) {
  const { w, text, number, day } = useLanguage();
  const { unit, query, reading, catalogue } = shown;
  const figure = catalogue.find(({ id }) => id === asked.figure);
  const key = [asked.unit, asked.figure, reading.from, reading.on, reading.known, reading.map].join(' ');
  const load = (after: Why['next'], signal: AbortSignal) => api.why(asked.unit, asked.figure, reading, after, signal);
  const answer = useAnswer(figure ? key : null, async (signal) => ({ key, why: await load(null, signal) }));
  const why = answer.value?.key === key ? answer.value.why : undefined;
  const events = useMorePages(key, why, load);
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
            {answer.problem && <ProblemNotice problem={answer.problem} onRetry={answer.retry} />}
            <p role="status" className="unseen">
              {answer.waiting ? w.lead.waiting : why ? w.lead.ready : ''}
            </p>
          </>
        )}
        {why && why.children.length > 0 && <Parts why={why} whole={names.get(asked.unit) ?? w.children.whole} />}
        {why && (
          <WhyEvents
            why={why}
            events={events.events}
            next={events.next}
            loading={events.loading}
            onMore={() => void events.more()}
            names={names}
          />
        )}
        {events.problem && <ProblemNotice problem={events.problem} />}
      </div>
    </dialog>
  );
}

function Parts({ why, whole }: { why: Why; whole: string }) {
  const { w, number } = useLanguage();
  const largest = Math.max(1, why.own, ...why.children.map(({ value }) => value));
  const parts = [
    ...why.children.map(({ unit, value }) => ({ id: unit.id, name: unit.fullName, value })),
    { id: 'own', name: w.children.own, value: why.own },
  ];
  return (
    <section aria-labelledby="why-parts">
      <h3 id="why-parts">{w.why.parts}</h3>
      <table className="parts" aria-labelledby="why-parts">
        <thead className="unseen">
          <tr>
            <th scope="col">{w.children.unit}</th>
            <td />
            <th scope="col">{w.why.value}</th>
          </tr>
        </thead>
        <tbody>
          {parts.map(({ id, name, value }) => (
            <tr key={id}>
              <th scope="row">{name}</th>
              <td className="bars">
                <ShareBar ratio={ratioOf(value, largest)} bare />
              </td>
              <td className="n">{number(value)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{whole}</th>
            <td />
            <td className="n">{number(why.total)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
