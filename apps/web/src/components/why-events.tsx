import { useEffect } from 'react';
import { eventChoices, type EventChoice, type UnitId, type Why, type WhyEvent } from '../api-types';
import { useLanguage } from '../language';
import { unitHref } from '../place';
import type { Shown } from '../shown';
import type { Pages } from '../use-pages';
import { ListChooser } from './list-chooser';
import { MorePages } from './more-pages';
import { PlaceLabel } from './unit-label';

interface WhyEventsProps {
  why: Why;
  pages: Pages<Why>;
  choice: EventChoice;
  shown: Shown;
  /** What is looked at and what it lies in. */
  above: ReadonlySet<UnitId>;
}

/** What is rare is looked for in so many pages by itself, before the reader is asked to go on. */
const pagesByItself = 40;
const enough = 10;

/** Enough of an id to tell two apart by eye. */
const short = (id: string) => (id.length > 12 ? `${id.slice(0, 4)}…${id.slice(-4)}` : id);

export function WhyEvents({ why, pages, choice, shown, above }: WhyEventsProps) {
  const { w, number, signed } = useLanguage();
  const { unit, query } = shown;
  const events = pages.pages.flatMap((page) => page.events);
  const { first, next, loading, problem, more } = pages;
  const searching = first !== undefined && events.length < enough && next !== null && !problem;
  useEffect(() => {
    if (searching && !loading && pages.pages.length < pagesByItself) more();
  });
  const none = choice === 'all' ? w.why.noEvents : w.why.noneChosen;
  return (
    <section aria-labelledby="why-events">
      <h3 id="why-events">{w.why.events}</h3>
      <p>
        <b>{signed(why.added)}</b> {w.why.counted} <b>{signed(-why.takenBack)}</b> {w.why.takenBack} ={' '}
        <b>{number(why.total)}</b>
      </p>
      <ListChooser
        label={w.why.choose}
        chosen={choice}
        replace
        lists={eventChoices.map((one) => ({
          id: one,
          name: w.why.choices[one],
          href: unitHref(unit, query, { only: one === 'all' ? null : one }),
        }))}
      />
      {events.length === 0 ? (
        <p role="status" className="hint">
          {!first ? w.lead.waiting : next === null ? none : w.why.searching}
        </p>
      ) : (
        <EventTable events={events} above={above} />
      )}
      {first && (events.length > 0 || next !== null) && (
        <MorePages
          pages={pages}
          more={w.why.more}
          said={(ended) => (ended ? w.why.end : w.why.shown)(number(events.length))}
        />
      )}
      {events.length > 0 && <p className="hint">{w.why.anonymous}</p>}
    </section>
  );
}

function EventTable({ events, above }: { events: WhyEvent[]; above: ReadonlySet<UnitId> }) {
  const { w } = useLanguage();
  return (
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
      <td>
        <PlaceLabel place={event.leaf} above={above} />
      </td>
      <td>
        {w.why.types[event.type] ?? event.type} <span className="quiet">{short(reference)}</span>
      </td>
      <td className="n">{signed(event.n)}</td>
    </tr>
  );
}
