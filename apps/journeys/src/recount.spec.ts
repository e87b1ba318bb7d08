import { describe, expect, it } from '@jest/globals';
import { householdAggregate, type HouseholdCommand } from '@tung-nha/field-activity-domain';
import { type HouseholdEvent, readHouseholdEvent, recordId } from '@tung-nha/field-activity-events';
import {
  addDays,
  type CommandId,
  DomainError,
  fold,
  type Instant,
  localDate,
  type LocalDate,
  seal,
  storedDataOf,
  subjectRef,
  teamId,
  type UnitId,
  unitId,
} from '@tung-nha/kernel';
import type { UnitRegisterEvent } from '@tung-nha/team-organisation-events';
import { emptyRegister, foldRegister, hierarchyOn, type UnitRegister } from '@tung-nha/units';
import fc from 'fast-check';
import { Columns, countedOf, type CounterDocument, COUNTERS, mutationsOf, Views } from '@tung-nha/progress-projections';

const id = (text: string) => unitId.parse(text);
const start = localDate.parse('2024-01-01');
const day = (number: number) => addDays(start, number);
const provinces = ['p1', 'p2'];
const villages = ['v1', 'v2', 'v3', 'v4', 'v5', 'v6'];

/** What the test believes, in its own words: commune → province and villages, on each map. */
type Model = Record<string, { province: string; villages: string[] }>;
interface Map_ {
  readonly on: LocalDate;
  readonly model: Model;
}

const style = (name: string) => ({ unit: id(name), name, fullName: name, kind: 'đơn vị' });
const first: Model = {
  c1: { province: 'p1', villages: ['v1', 'v2'] },
  c2: { province: 'p1', villages: ['v3', 'v4'] },
  c3: { province: 'p2', villages: ['v5', 'v6'] },
};

/** Two reorganisations: each merges two communes, found below either province, into a new one. */
const anyReorganisations = fc.array(
  fc.record({ one: fc.nat(9), other: fc.nat(9), province: fc.constantFrom(...provinces) }),
  { minLength: 0, maxLength: 2 },
);

function build(merges: readonly { one: number; other: number; province: string }[]) {
  const events: UnitRegisterEvent[] = [
    {
      type: 'team-organisation.unit-list-recorded',
      data: {
        source: 'test',
        on: start,
        units: [
          ...provinces.map((name) => ({ ...style(name), code: null, level: 'province' as const, parent: null })),
          ...Object.entries(first).map(([name, { province }]) => ({
            ...style(name),
            code: null,
            level: 'commune' as const,
            parent: id(province),
          })),
        ],
      },
    },
    ...Object.entries(first).map(([commune, { villages: below }]): UnitRegisterEvent => ({
      type: 'team-organisation.villages-founded',
      data: { on: start, commune: id(commune), simulated: true, villages: below.map(style) },
    })),
  ];
  const maps: Map_[] = [{ on: start, model: first }];
  merges.forEach(({ one, other, province }, index) => {
    const on = day(30 + index * 30);
    const { model } = maps.at(-1)!;
    const communes = Object.keys(model);
    const a = communes[one % communes.length]!;
    const b = communes[other % communes.length]!;
    const name = `n${index}`;
    const { [a]: fromA, [b]: fromB, ...rest } = model;
    const below = a === b ? fromA!.villages : [...fromA!.villages, ...fromB!.villages];
    maps.push({ on, model: { ...rest, [name]: { province, villages: below } } });
    const closed = [...new Set([a, b])].map(id);
    events.push({
      type: 'team-organisation.units-reorganised',
      data: {
        on,
        decision: null,
        opened: [{ ...style(name), code: null, level: 'commune', parent: id(province) }],
        renamed: [],
        moved: [],
        closed,
        links: closed.map((from) => ({ from, to: id(name), extent: 'full', seat: false })),
      },
    });
  });
  return { register: events.reduce<UnitRegister>(foldRegister, emptyRegister), maps };
}

interface Told {
  readonly household: number;
  readonly command: HouseholdCommand;
  readonly recorded: LocalDate;
}
const anyVillage = fc.constantFrom(...villages).map(id);
const anyTold = fc
  .record({
    household: fc.nat(3),
    kind: fc.constantFrom('register', 'visit', 'visit', 'move', 'withdraw'),
    on: fc.nat(80),
    late: fc.nat(40),
    village: anyVillage,
    record: fc.constantFrom('r1', 'r2', 'r3'),
  })
  .map(({ household, kind, on, late, village, record }): Told => {
    const recorded = day(on + late);
    const happened = { on: day(on), today: recorded };
    const command: HouseholdCommand =
      kind === 'register'
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

/** On a map without the unit, the villages it last had, or first had. */
function leavesIn(maps: readonly Map_[], mapAt: number, unit: UnitId): readonly string[] {
  if (villages.includes(unit)) return [unit];
  const at = (index: number) => {
    const model = maps[index]!.model;
    if (provinces.includes(unit)) return Object.values(model).flatMap((c) => (c.province === unit ? c.villages : []));
    return model[unit]?.villages;
  };
  for (let distance = 0; distance < maps.length; distance += 1) {
    const found = (maps[mapAt - distance] && at(mapAt - distance)) ?? (maps[mapAt + distance] && at(mapAt + distance));
    if (found) return found;
  }
  return [];
}
