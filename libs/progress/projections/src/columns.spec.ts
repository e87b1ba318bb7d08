import { describe, expect, it } from '@jest/globals';
import { addDays, dayNumber, localDate, type LocalDate, unitId } from '@tung-nha/kernel';
import { isFlowColumn } from '@tung-nha/progress-figures';
import fc from 'fast-check';
import { Columns } from './columns.js';
import { SumTable } from './packed-rows.js';

const start = localDate.parse('2024-01-01');
const places = ['a', 'b'].map((id) => unitId.parse(id));

interface Fact {
  readonly place: number;
  readonly column: number;
  readonly happened: number;
  readonly late: number;
  readonly n: number;
}
const anyFact: fc.Arbitrary<Fact> = fc.record({
  place: fc.nat(1),
  column: fc.constantFrom(0, 2, 22, 23),
  happened: fc.nat(120),
  late: fc.integer({ min: -20, max: 60 }),
  n: fc.constantFrom(-1, 1, 1, 2),
});

const recordedOf = ({ happened, late }: Pick<Fact, 'happened' | 'late'>) => addDays(start, happened + late);
const documentOf = (fact: Fact) => `${places[fact.place]!} ${recordedOf(fact).slice(0, 7)}`;

/** Puts the document that a fact belongs to, as all facts so far leave it. */
function put(columns: Columns, facts: readonly Fact[], id: string): void {
  const table = new SumTable();
  const ofDocument = facts.filter((fact) => documentOf(fact) === id);
  for (const fact of ofDocument)
    table.add(fact.column, dayNumber(addDays(start, fact.happened)), dayNumber(recordedOf(fact)), fact.n);
  columns.put(id, { place: places[ofDocument[0]!.place]!, rows: table.text() });
}

function plainSum(
  facts: readonly Fact[],
  place: number,
  column: number,
  from: LocalDate,
  on: LocalDate,
  known: LocalDate,
) {
  return facts
    .filter((fact) => fact.place === place && fact.column === column && recordedOf(fact) <= known)
    .filter(
      ({ happened }) => addDays(start, happened) <= on && (!isFlowColumn[column] || addDays(start, happened) >= from),
    )
    .reduce((sum, { n }) => sum + n, 0);
}

describe('counters in memory', () => {
  it('answer as a plain sum does, whether loaded at once or changed fact by fact between two answers', () => {
    fc.assert(
      fc.property(
        fc.array(anyFact, { minLength: 1, maxLength: 400, size: 'max' }),
        fc.tuple(fc.nat(130), fc.nat(130), fc.nat(190)),
        (facts, [one, other, knownDay]) => {
          const [from, on] = [Math.min(one, other), Math.max(one, other)].map((number) => addDays(start, number));
          const asked = { from: from!, on: on!, known: addDays(start, knownDay) };
          const live = new Columns();
          const half = facts.slice(0, facts.length / 2);
          for (const id of new Set(half.map(documentOf))) put(live, half, id);
          const together = [0, 1, 0, 1, 0].map((number) => places[number]!);
          live.totals(asked).sumOf(together);
          for (let count = half.length + 1; count <= facts.length; count += 1)
            put(live, facts.slice(0, count), documentOf(facts[count - 1]!));
          const loaded = new Columns();
          for (const id of new Set(facts.map(documentOf))) put(loaded, facts, id);

          const periods = [
            { from: start, to: addDays(asked.from, -1) },
            { from: asked.from, to: asked.on },
          ].filter(({ from: begin, to }) => begin <= to);
          for (const columns of [live, loaded]) {
            const expectedOf = (number: number, column: number) =>
              plainSum(facts, number, column, asked.from, asked.on, asked.known);
            for (const column of [0, 2, 22, 23])
              expect(columns.totals(asked).sumOf(together)[column]).toBe(
                3 * expectedOf(0, column) + 2 * expectedOf(1, column),
              );
            for (const [number, place] of places.entries())
              for (const column of [0, 2, 22, 23]) {
                if (!columns.places.has(place)) continue;
                const expected = expectedOf(number, column);
                expect(columns.totals(asked).get(place)![column]).toBe(expected);
                expect(columns.series([column], periods, asked.known, [place]).get(place)!.at(-1)).toBe(expected);
                const { added, takenBack } = columns.gains(asked, column, [place]);
                expect(added - takenBack).toBe(expected);
              }
          }
        },
      ),
      { numRuns: 60, seed: 20_231_010 },
    );
  });

  it('answer anew what was not asked for long, also to who still holds the former answer', () => {
    const facts = Array.from({ length: 90 }, (_, day): Fact => ({ place: 0, column: 2, happened: day, late: 0, n: 1 }));
    const columns = new Columns();
    for (const id of new Set(facts.map(documentOf))) put(columns, facts, id);
    const askedOn = (day: number) => ({ from: start, on: addDays(start, day), known: addDays(start, 200) });
    const held = columns.totals(askedOn(9));
    const list = [0, 0, 0, 0, 0].map((number) => places[number]!);
    expect(held.sumOf(list)[2]).toBe(50);
    for (let day = 10; day < 60; day += 1) expect(columns.totals(askedOn(day)).get(places[0]!)![2]).toBe(day + 1);
    expect(held.get(places[0]!)![2]).toBe(10);
    expect(held.sumOf(list)[2]).toBe(50);
    expect(columns.totals(askedOn(9)).sumOf(list)[2]).toBe(50);
  });

  it('have a series from before there were days until after the last one, and none that ended before', () => {
    const columns = new Columns();
    const facts = [3, 3, 40].map((happened): Fact => ({ place: 0, column: 2, happened, late: 0, n: 1 }));
    for (const id of new Set(facts.map(documentOf))) put(columns, facts, id);
    const day = (text: string) => localDate.parse(text);
    const seriesOf = (periods: readonly { readonly from: LocalDate; readonly to: LocalDate }[]) =>
      [...columns.series([2], periods, addDays(start, 200), places.slice(0, 1)).values()].map((values) => [...values]);
    const old = { from: day('1900-01-01'), to: day('1950-12-31') };
    expect(seriesOf([old])).toEqual([[0]]);
    const until = { from: day('1951-01-01'), to: addDays(start, 10) };
    expect(seriesOf([old, until, { from: addDays(start, 11), to: day('9999-12-31') }])).toEqual([[0, 2, 3]]);
  });
});
