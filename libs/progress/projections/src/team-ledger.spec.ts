import { describe, expect, it } from '@jest/globals';
import { addDays, dayNumber, localDate, unitId } from '@tung-nha/kernel';
import { figureOf } from '@tung-nha/progress-figures';
import fc from 'fast-check';
import { ACTIVITY, type TeamDocument } from './documents.js';
import { SumTable } from './packed-rows.js';
import { TeamLedger } from './team-ledger.js';

const start = localDate.parse('2024-01-01');
const established = figureOf('teams.established')!.column!;
const unit = unitId.parse('xa-a');
const days = [20, 60, 90].map((day) => addDays(start, day));

const anyFact = fc.record({
  team: fc.constantFrom('t1', 't2', 't3'),
  column: fc.constantFrom(established, established, ACTIVITY),
  happened: fc.nat(80),
  n: fc.constantFrom(1, 1, 1, -1),
});
type Fact = { team: string; column: number; happened: number; n: number };

function documentOf(team: string, facts: readonly Fact[]): TeamDocument {
  const [activity, standing] = [new SumTable(), new SumTable()];
  for (const { column, happened, n } of facts.filter((fact) => fact.team === team)) {
    const day = dayNumber(addDays(start, happened));
    (column === ACTIVITY ? activity : standing).add(column, day, day, n);
  }
  return { team, units: { [unit]: standing.text() }, activity: activity.text() };
}

describe('the ledger of teams', () => {
  it('answers after each change as one that was loaded at once', () => {
    fc.assert(
      fc.property(fc.array(anyFact, { minLength: 1, maxLength: 40, size: 'max' }), (facts) => {
        const live = new TeamLedger();
        facts.forEach(({ team }, index) => {
          const so = facts.slice(0, index + 1);
          live.put(team, documentOf(team, so));
          const loaded = new TeamLedger();
          for (const one of new Set(so.map((fact) => fact.team))) loaded.put(one, documentOf(one, so));
          for (const day of days) expect(live.teamsOn(day, day)).toEqual(loaded.teamsOn(day, day));
        });
      }),
      { numRuns: 50, seed: 20_231_010 },
    );
  });

  it('gives the same list for as long as nothing else is known', () => {
    const ledger = new TeamLedger();
    const founded = { team: 't1', column: established, happened: 1, n: 1 };
    ledger.put('t1', documentOf('t1', [founded]));
    const before = ledger.teamsOn(days[2]!, days[2]!);
    ledger.put('t1', documentOf('t1', [founded]));
    expect(ledger.teamsOn(days[2]!, days[2]!)).toBe(before);
    ledger.put('t1', documentOf('t1', [founded, { ...founded, column: ACTIVITY, happened: 9 }]));
    expect(ledger.teamsOn(days[2]!, days[2]!)[0]!.lastActivityOn).toBe('2024-01-10');
  });
});
