import { useEffect, useState } from 'react';
import type { Day } from '../api-types';
import { firstOfYear, isDay, parsedDay } from '../format';
import { useLanguage } from '../language';
import type { Shown } from '../shown';

export type DayName = 'on' | 'from' | 'known';
type Texts = Record<DayName, string>;

const names: DayName[] = ['on', 'from', 'known'];

/** The days as typed, and what is wrong with them. They follow the address whenever that changes. */
export function useReadingDays({ reading, defaults }: Shown) {
  const { w, day } = useLanguage();
  const from = reading.from ?? (isDay(reading.on) ? firstOfYear(reading.on) : '');
  const asked: Texts = { on: day(reading.on), from: day(from), known: reading.known ? day(reading.known) : '' };
  const [texts, setTexts] = useState(asked);
  const [faults, setFaults] = useState<Partial<Texts>>({});

  useEffect(() => {
    setTexts(asked);
    setFaults({});
  }, [asked.on, asked.from, asked.known]);

  function faultOf(name: DayName, typed: Day | undefined): string | undefined {
    if (typed === undefined) return name === 'known' && texts.known.trim() === '' ? undefined : w.reading.badDay;
    return typed > defaults.today ? w.reading.tooLate(day(defaults.today)) : undefined;
  }

  /** The days to ask for, once all of them make sense together; else nothing, and the faults are shown. */
  function checked(): { on: Day; from: Day | null; known: Day | null } | undefined {
    const typed = { on: parsedDay(texts.on), from: parsedDay(texts.from), known: parsedDay(texts.known) };
    // A first day that was never chosen moves along with the year of the last.
    const fromMoves = reading.from === null && texts.from === asked.from;
    const found: Partial<Texts> = {};
    for (const name of names) {
      const fault = name === 'from' && fromMoves ? undefined : faultOf(name, typed[name]);
      if (fault !== undefined) found[name] = fault;
    }
    const first = fromMoves ? null : (typed.from ?? null);
    if (!found.on && first !== null && typed.on && first > typed.on) found.from = w.reading.fromAfterOn;
    setFaults(found);
    if (Object.keys(found).length > 0 || typed.on === undefined) return undefined;
    return { on: typed.on, from: first, known: typed.known ?? null };
  }

  const type = (name: DayName, text: string) => setTexts((before) => ({ ...before, [name]: text }));
  return { texts, faults, type, checked };
}
