import { describe, expect, it } from '@jest/globals';
import { householdAggregate, type HouseholdCommand } from '@tung-nha/field-activity-domain';
import { type HouseholdEvent, readHouseholdEvent, recordId } from '@tung-nha/field-activity-events';
import {
  type CommandId,
  DomainError,
  fold,
  type Instant,
  type LocalDate,
  seal,
  storedDataOf,
  subjectRef,
  teamId,
} from '@tung-nha/kernel';
import { hierarchyOn } from '@tung-nha/units';
import fc from 'fast-check';
import { Columns, countedOf, type CounterDocument, COUNTERS, mutationsOf, Views } from '@tung-nha/progress-projections';

import { anyReorganisations, build, day, id, leavesIn, start, villages } from './any-reorganisations.js';

interface Told {
  readonly household: number;
  readonly command: HouseholdCommand;
  readonly recorded: LocalDate;
}
const anyVillage = fc.constantFrom(...villages).map(id);
const anyTold = fc
  .record({
    household: fc.nat(3),
    kind: fc.constantFrom('register', 'visit', 'visit', 'move', 'withdraw', 'join', 'join', 'leave', 'card', 'card'),
    on: fc.nat(80),
    late: fc.nat(40),
    village: anyVillage,
    record: fc.constantFrom('r1', 'r2', 'r3'),
    citizen: fc.constantFrom('chi', 'dung', 'kid'),
    active: fc.boolean(),
  })
  .map(({ household, kind, on, late, village, record, citizen: name, active }): Told => {
    const recorded = day(on + late);
    const happened = { on: day(on), today: recorded };
    const citizen = subjectRef.parse(`${name}-${household}`);
    const command: HouseholdCommand =
      kind === 'join'
        ? { type: 'join-household', citizen, turns14: name === 'kid' ? 2_030 : 'earlier', ...happened }
        : kind === 'leave'
          ? { type: 'leave-household', citizen, reason: 'moved-away', ...happened }
          : kind === 'card'
            ? {
                type: 'state-account',
                statement: {
                  statement: recordId.parse(`${name}-${on}-${active}`),
                  on: day(on),
                  citizen,
                  account: 'chip-card',
                  state: active ? 'activated' : 'closed',
                  level: null,
                },
                today: recorded,
              }
            : kind === 'register'
              ? { type: 'register-household', village, ...happened }
              : kind === 'move'
                ? { type: 'move-household', to: village, ...happened }
                : kind === 'visit'
                  ? {
                      type: 'visit-household',
                      visit: {
                        visit: recordId.parse(record),
                        on: day(on),
                        team: teamId.parse('t'),
                        members: [subjectRef.parse('an')],
                        activities: [],
                      },
                      today: recorded,
                    }
                  : { type: 'withdraw-record', record: recordId.parse(record), reason: 'wrong-day' };
    return { household, command, recorded };
  });
const anyHistory = fc.array(anyTold, { maxLength: 40, size: 'max' }).map((told) => [
  ...[0, 1, 2, 3].map((household): Told => ({
    household,
    recorded: start,
    command: { type: 'register-household', village: id(villages[household]!), on: start, today: start },
  })),
  ...[...told].sort((one, other) => (one.recorded < other.recorded ? -1 : 1)),
]);

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

/** Straight from what was told, sharing nothing with standings, projection or units. */
function recount(
  accepted: readonly Told[],
  inUnit: (village: string) => boolean,
  on: LocalDate,
  known: LocalDate,
  from: LocalDate,
) {
  const told = accepted.filter(({ recorded }) => recorded <= known);
  let total = 0;
  let visited = 0;
  let visits = 0;
  for (const household of [0, 1, 2, 3]) {
    const mine = told.filter((one) => one.household === household).map(({ command }) => command);
    const gone = new Set(mine.flatMap((one) => (one.type === 'withdraw-record' ? [one.record] : [])));
    const homes = mine.flatMap((one) =>
      one.type === 'register-household'
        ? [[one.on, one.village]]
        : one.type === 'move-household'
          ? [[one.on, one.to]]
          : [],
    );
    const homeOn = (when: string) =>
      homes
        .filter(([since]) => since! <= when)
        .sort((a, b) => (a[0]! < b[0]! ? -1 : 1))
        .at(-1)?.[1];
    const made = mine.flatMap((one) =>
      one.type === 'visit-household' && !gone.has(one.visit.visit) ? [one.visit.on] : [],
    );
    const home = homeOn(on);
    if (home && inUnit(home)) {
      total += 1;
      if (made.some((when) => when <= on)) visited += 1;
    }
    visits += made.filter((when) => when >= from && when <= on && inUnit(homeOn(when) ?? '')).length;
  }
  return { 'households.total': total, 'households.visited': visited, 'visits.count': visits };
}

/** Adults at home on the day, and those of them whose last word by then is a card; two words of one day: the card. */
function recountCitizens(
  accepted: readonly Told[],
  inUnit: (village: string) => boolean,
  on: LocalDate,
  known: LocalDate,
) {
  let eligible = 0;
  let cards = 0;
  for (const household of [0, 1, 2, 3]) {
    const mine = accepted
      .filter((one) => one.household === household && one.recorded <= known)
      .map((one) => one.command);
    const home = mine
      .flatMap((one) => (one.type === 'register-household' ? [{ on: one.on, at: one.village }] : []))
      .concat(mine.flatMap((one) => (one.type === 'move-household' ? [{ on: one.on, at: one.to }] : [])))
      .filter((arrival) => arrival.on <= on)
      .sort((one, other) => (one.on < other.on ? 1 : -1))[0]?.at;
    if (!home || !inUnit(home)) continue;
    for (const name of ['chi', 'dung']) {
      const stays: { from: string; to: string }[] = [];
      const said: { on: string; active: boolean }[] = [];
      for (const one of mine) {
        if (one.type === 'join-household' && one.citizen.startsWith(name)) stays.push({ from: one.on, to: '9999' });
        if (one.type === 'leave-household' && one.citizen.startsWith(name))
          stays.find(({ from, to }) => from <= one.on && one.on < to)!.to = one.on;
        if (one.type === 'state-account' && one.statement.citizen.startsWith(name))
          said.push({ on: one.statement.on, active: one.statement.state === 'activated' });
      }
      if (!stays.some(({ from, to }) => from <= on && on < to)) continue;
      eligible += 1;
      const last = said.reduce((latest, one) => (one.on <= on && one.on > latest ? one.on : latest), '');
      if (said.some((one) => one.on === last && one.active)) cards += 1;
    }
  }
  return { 'citizens.eligible': eligible, 'citizens.chip-card': cards };
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
