import { useEffect, useRef } from 'react';
import type { UnitId, Why, WhyEvent } from '../api-types';
import { useLanguage } from '../language';
import { placeName } from '../place-name';

interface WhyEventsProps {
  why: Why;
  events: WhyEvent[];
  next: Why['next'];
  loading: boolean;
  onMore: () => void;
  /** What is looked at and what it lies in. */
  above: ReadonlySet<UnitId>;
}

/** Enough of an id to tell two apart by eye. */
const short = (id: string) => (id.length > 12 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id);

export function WhyEvents({ why, events, next, loading, onMore, above }: WhyEventsProps) {
  const { w, number, signed } = useLanguage();
  const count = useRef<HTMLParagraphElement>(null);
  const ended = next === null;
  const paged = useRef(false);
  useEffect(() => {
    // The button that had the focus is gone.
    if (ended && paged.current) count.current?.focus();
  }, [ended]);
  return (
    <section aria-labelledby="why-events">
      <h3 id="why-events">{w.why.events}</h3>
      <p>
        <b>{signed(why.added)}</b> {w.why.counted} <b>{signed(-why.takenBack)}</b> {w.why.takenBack} ={' '}
        <b>{number(why.total)}</b>
      </p>
      {events.length === 0 ? (
        <p className="hint">{w.why.noEvents}</p>
      ) : (
        <>
          <table className="events" aria-labelledby="why-events">
            <thead>
              <tr>
                <th scope="col" className="n wide">
                  {w.why.event}
                </th>
                <th scope="col">{w.why.happened}</th>
                <th scope="col">{w.why.recorded}</th>
                <th scope="col">{w.why.where}</th>
                <th scope="col">{w.why.subject}</th>
                <th scope="col" className="n">
                  {w.why.n}
                </th>
              </tr>
            </thead>
            <tbody>
              {events.map((event, index) => (
                <EventRow key={`${event.id} ${index}`} event={event} above={above} />
              ))}
            </tbody>
          </table>
          <p ref={count} tabIndex={-1} role="status" className="hint">
            {loading ? w.lead.waiting : ended ? w.why.end(number(events.length)) : w.why.shown(number(events.length))}
          </p>
          {!ended && (
            <p className="acts">
              <button
                type="button"
                className="btn"
                aria-disabled={loading}
                onClick={() => {
                  paged.current = true;
                  if (!loading) onMore();
                }}
              >
                {w.why.more}
              </button>
            </p>
          )}
          <p className="hint">{w.why.anonymous}</p>
        </>
      )}
    </section>
  );
}

function EventRow({ event, above }: { event: WhyEvent; above: ReadonlySet<UnitId> }) {
  const { w, number, signed, day } = useLanguage();
  const reference = event.stream.split('/').slice(1).join('/') || event.stream;
  return (
    <tr className={event.n < 0 ? 'fix' : undefined}>
      <td className="n wide">{number(event.version)}</td>
      <td className="nowrap">{day(event.happenedOn)}</td>
      <td className="nowrap">
        {day(event.recordedOn)}
        {event.lateDays > 0 && <span className="late">{w.why.late(number(event.lateDays))}</span>}
      </td>
      <td>{placeName(event.leaf, above, w.inside)}</td>
      <td>
        {w.why.types[event.type] ?? event.type} <span className="quiet">{short(reference)}</span>
      </td>
      <td className="n">{signed(event.n)}</td>
    </tr>
  );
}
