import { describe, expect, it } from '@jest/globals';
import { householdAggregate } from '@tung-nha/field-activity-domain';
import { type HouseholdEvent, readHouseholdEvent } from '@tung-nha/field-activity-events';
import { type CommandId, DomainError, fold, type Instant, seal, storedDataOf, subjectRef } from '@tung-nha/kernel';
import { hierarchyOn } from '@tung-nha/units';
import fc from 'fast-check';
import { Columns, countedOf, type CounterDocument, COUNTERS, mutationsOf, Views } from '@tung-nha/progress-projections';

import { anyHistory, type Told } from './any-histories.js';
import { anyReorganisations, build, day, id, leavesIn, start } from './any-reorganisations.js';
import { recount, recountCitizens } from './counted-anew.js';

/** Through the rules and the projection, as the platform does it; keeps what was accepted, for the recount. */
function record(history: readonly Told[]) {
  const columns = new Columns();
  const documents = new Map<string, CounterDocument>();
  const past = new Map<number, HouseholdEvent[]>();
  const accepted: Told[] = [];
  let position = 0;
  for (const told of history) {
    const before = past.get(told.household) ?? [];
    const state = fold(householdAggregate.decider, before);
    let events: readonly HouseholdEvent[];
    try {
      events = householdAggregate.decider.decide(told.command, state);
    } catch (error) {
      if (error instanceof DomainError) continue;
      throw error;
    }
    if (events.length > 0) accepted.push(told);
    past.set(told.household, [...before, ...events]);
    const envelopes = seal(
      events,
      householdAggregate.definitionOf,
      {
        context: 'field-activity',
        stream: `household/${told.household}`,
        after: before.length,
        unit: id('v1'),
        partitionKey: 'c1',
      },
      {
        commandId: `c${position}` as CommandId,
        actor: subjectRef.parse('an'),
        recordedTime: `${told.recorded}T05:00:00.000Z` as Instant,
        correlationId: 'x',
        causationId: 'x',
      },
    );
    for (const envelope of envelopes) {
      position += 1;
      const counted = countedOf(envelope, readHouseholdEvent(storedDataOf(envelope)));
      for (const mutation of mutationsOf(position, counted))
        if (mutation.collection === COUNTERS)
          documents.set(mutation.id, mutation.fold(documents.get(mutation.id)) as CounterDocument);
    }
  }
  for (const [name, document] of documents) columns.put(name, document);
  return { columns, accepted };
}

describe('progress at every level (P1, P2, P3)', () => {
  it('agrees with a recount: any history, reorganisation, from, on, known and map; total = own + Σ children', () => {
    let compared = 0;
    fc.assert(
      fc.property(
        anyReorganisations,
        anyHistory,
        fc.tuple(fc.nat(100), fc.nat(100), fc.nat(120), fc.nat(100)),
        (merges, history, [fromDay, onDay, knownDay, mapDay]) => {
          const { register, maps } = build(merges);
          const { columns, accepted } = record(history);
          const views = new Views(columns, () => register);
          const asked = { from: day(fromDay), on: day(onDay), known: day(knownDay), map: day(mapDay) };
          const mapAt = maps.findLastIndex(({ on }) => on <= asked.map);
          for (const unit of register.units.keys()) {
            const view = views.view(unit, asked)!;
            const leaves = leavesIn(maps, mapAt, unit);
            expect({ unit, ...view.figures }).toMatchObject({
              unit,
              ...recount(accepted, (village) => leaves.includes(village), asked.on, asked.known, asked.from),
              ...recountCitizens(accepted, (village) => leaves.includes(village), asked.on, asked.known),
            });
            for (const [figure, total] of Object.entries(view.figures)) {
              const below = view.children.reduce((sum, child) => sum + child.figures[figure as 'visits.count'], 0);
              expect(view.own[figure as 'visits.count'] + below).toBe(total);
            }
            compared += 1;
          }
        },
      ),
      { numRuns: 150 },
    );
    expect(compared).toBeGreaterThan(1_000);
  });

  it('says the same of units further below, on maps with and without the unit; total = rest + Σ of them', () => {
    let whole = 0;
    let cut = 0;
    fc.assert(
      fc.property(
        anyReorganisations,
        anyHistory,
        fc.tuple(fc.nat(100), fc.nat(100)),
        (merges, history, [onDay, mapDay]) => {
          const { register } = build(merges);
          const { columns } = record(history);
          const views = new Views(columns, () => register);
          const asked = { from: start, on: day(onDay), known: day(200), map: day(mapDay) };
          for (const unit of register.units.keys())
            for (const level of ['commune', 'village'] as const) {
              const { shape, figures } = views.view(unit, asked)!;
              const { units, rest } = views.below(unit, level, asked)!;
              for (const [figure, total] of Object.entries(figures)) {
                const name = figure as 'visits.count';
                expect(units.reduce((sum, below) => sum + below.figures[name], rest[name])).toBe(total);
              }
              for (const below of units) {
                expect(below.unit.level).toBe(level);
                const alone = views.figures(below.unit.id, asked)!;
                if (shape.exists) expect(below.figures).toEqual(alone);
                else
                  for (const [figure, n] of Object.entries(below.figures))
                    expect(n).toBeLessThanOrEqual(alone[figure as 'visits.count']);
                if (shape.exists) whole += 1;
                else cut += 1;
              }
            }
        },
      ),
      { numRuns: 100 },
    );
    expect(whole).toBeGreaterThan(500);
    expect(cut).toBeGreaterThan(50);
  });

  it('is the same in sum on every map', () => {
    fc.assert(
      fc.property(anyReorganisations, anyHistory, fc.nat(100), (merges, history, onDay) => {
        const { register, maps } = build(merges);
        const { columns } = record(history);
        const views = new Views(columns, () => register);
        const sums = maps.map(({ on: map }) =>
          hierarchyOn(register, map).provinces.reduce(
            (sum, province) =>
              sum +
              views.figures(province.id, { from: start, on: day(onDay), known: day(200), map })!['households.total'],
            0,
          ),
        );
        expect(new Set(sums).size).toBe(1);
      }),
      { numRuns: 60 },
    );
  });
});
