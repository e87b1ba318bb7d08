import { useEffect, useRef, useState, type FormEvent } from 'react';
import { isDay, monthsAfter } from '../format';
import { useLanguage } from '../language';
import type { Shown } from '../shown';
import { go, unitHref } from '../place';
import { DayField } from './day-field';
import { Link } from './link';
import { MapChooser, OneTotal } from './map-chooser';
import { UsualDays } from './usual-days';
import { useReadingDays, type DayName } from './reading-days';

/** The conditions under which the figures hold; on a phone they fold into one sentence. */
export function ReadingForm({ shown }: { shown: Shown }) {
  const { w, day } = useLanguage();
  const { unit, query, reading, defaults } = shown;
  const { texts, faults, type, checked } = useReadingDays(shown);
  const [unfolded, setUnfolded] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  useEffect(() => {
    form.current?.querySelector<HTMLElement>('[aria-invalid]')?.focus();
  }, [faults]);

  function submit(event: FormEvent) {
    event.preventDefault();
    const days = checked();
    if (!days) return;
    setUnfolded(false);
    go(unitHref(unit, query, days));
  }

  const field = (name: DayName, hint?: string) => (
    <DayField
      label={w.reading[name]}
      hint={hint}
      value={texts[name]}
      fault={faults[name]}
      onChange={(text) => type(name, text)}
    />
  );

  return (
    <form ref={form} className="reading" aria-label={w.reading.title} noValidate onSubmit={submit}>
      <p className="sentence">
        {w.reading.summary(day(reading.on), reading.known ? day(reading.known) : w.reading.now, day(reading.map))}{' '}
        <button
          type="button"
          className="plain"
          aria-expanded={unfolded}
          aria-controls="reading-fields"
          onClick={() => setUnfolded(!unfolded)}
        >
          {unfolded ? w.reading.fold : w.reading.change}
        </button>
      </p>
      <div id="reading-fields" className={unfolded ? 'fields' : 'fields foldable'}>
        <div className="days">
          {field('on')}
          {field('from', w.reading.fromHint)}
          {field('known', w.reading.knownHint)}
        </div>
        <UsualDays shown={shown} />
        <p className="acts">
          <button type="submit" className="btn main">
            {w.reading.apply}
          </button>
          {isDay(reading.on) && <MonthSteps shown={shown} />}
        </p>
        <MapChooser shown={shown} />
      </div>
      <OneTotal shown={shown} />
      <Standing shown={shown} />
      {defaults.simulated && <p className="simulated">{w.simulatedDay(day(defaults.on))}</p>}
    </form>
  );
}

function MonthSteps({ shown: { unit, query, reading, defaults } }: { shown: Shown }) {
  const { w } = useLanguage();
  const step = (months: number) => {
    const on = monthsAfter(reading.on, months);
    const end = on > defaults.today ? defaults.today : on;
    go(unitHref(unit, query, { on: end, ...(reading.from && reading.from > end && { from: null }) }));
  };
  return (
    <>
      <button type="button" className="btn" onClick={() => step(-1)}>
        ‹ {w.reading.before}
      </button>
      <button type="button" className="btn" disabled={reading.on >= defaults.today} onClick={() => step(1)}>
        {w.reading.after} ›
      </button>
    </>
  );
}

/** Whether the numbers may still change, and the way back to the reading the page opens with. */
function Standing({ shown: { unit, query, reading, view, waiting, figure } }: { shown: Shown }) {
  const { w, day, signed } = useLanguage();
  const later = figure && view?.recordedLater?.[figure.id];
  const changed = (['from', 'on', 'known', 'map', 'since'] as const).some((name) => query.has(name));
  return (
    <p className="hint steady">
      {view && !waiting && (
        <>
          {view.asked.final ? w.reading.final : w.reading.open}{' '}
          {reading.known !== null && w.reading.pastKnown(day(reading.known))}{' '}
          {later !== undefined && w.reading.later(signed(later))}{' '}
        </>
      )}
      {changed && (
        <Link href={unitHref(unit, query, { from: null, on: null, known: null, map: null, since: null })}>
          {w.reading.reset}
        </Link>
      )}
    </p>
  );
}
