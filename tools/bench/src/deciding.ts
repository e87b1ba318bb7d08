import { household, householdAggregate, type HouseholdCommand } from '@tung-nha/field-activity-domain';
import { type HouseholdEvent, recordId, skills } from '@tung-nha/field-activity-events';
import { addDays, fold, localDate, subjectRef, teamId, unitId } from '@tung-nha/kernel';
import { type Line, quantiles } from './report.js';

const start = localDate.parse('2014-01-01');
const today = localDate.parse('2025-12-31');
const byTeam = { team: teamId.parse('team-1'), members: [subjectRef.parse('an')] };
const people = Array.from({ length: 4 }, (_, n) => subjectRef.parse(`citizen-${n}`));

const visitOn = (day: number, id: string): HouseholdCommand => ({
  type: 'visit-household',
  visit: { visit: recordId.parse(id), on: addDays(start, day), ...byTeam, activities: ['explained'] },
  today,
});

/** A household of four with so many records, a visit and a guidance in turn, spread over its years. */
function historyOf(records: number, years: number): HouseholdEvent[] {
  const commands: HouseholdCommand[] = [
    { type: 'register-household', village: unitId.parse('lang-a'), on: start, today },
    ...people.map((citizen): HouseholdCommand => ({
      type: 'join-household',
      citizen,
      turns14: 'earlier',
      on: start,
      today,
    })),
    ...Array.from({ length: records }, (_, n): HouseholdCommand => {
      const day = 1 + Math.floor((n * years * 365) / records);
      if (n % 2 === 0) return visitOn(day, `visit-${n}`);
      const [citizen, skill] = [people[n % people.length]!, skills[n % skills.length]!];
      const guidance = recordId.parse(`guidance-${n}`);
      return {
        type: 'guide-citizen',
        guidance: { guidance, on: addDays(start, day), citizen, skill, mode: 'in-person', ...byTeam },
        today,
      };
    }),
  ];
  const events: HouseholdEvent[] = [];
  for (const command of commands) events.push(...household.decide(command, fold(household, events)));
  return events;
}

/** What one more visit costs the rules: folding the history and deciding, and reading it with every schema checked. */
export function measureDeciding(): Line[] {
  return [
    { what: 'typical', records: 6, years: 2 },
    { what: 'ten years', records: 120, years: 10 },
    { what: 'ten years, a record a week', records: 520, years: 10 },
  ].map(({ what, records, years }) => {
    const events = historyOf(records, years);
    const stored = events.map(({ type, data }) => JSON.stringify({ type, schemaVersion: 1, data }));
    const command = visitOn(years * 365 + 10, 'visit-new');
    const decide = () => void household.decide(command, fold(household, events));
    const read = () => stored.forEach((text) => void householdAggregate.read(JSON.parse(text)));
    const [deciding, reading] = [quantiles(samplesOf(decide)), quantiles(samplesOf(read))];
    const inMicroseconds = ({ p50, p99 }: typeof deciding) =>
      `p50 ${(p50 * 1_000).toFixed(0)} µs, p99 ${(p99 * 1_000).toFixed(0)} µs`;
    return {
      what: `fold and decide, ${what} (${events.length} events)`,
      figure: inMicroseconds(deciding),
      yardstick: `reading them by schema: ${inMicroseconds(reading)}`,
      ratio: (reading.p50 / deciding.p50).toFixed(2),
    };
  });
}

function samplesOf(work: () => void): number[] {
  for (let warm = 0; warm < 300; warm += 1) work();
  return Array.from({ length: 1_000 }, () => {
    const began = performance.now();
    work();
    return performance.now() - began;
  });
}
