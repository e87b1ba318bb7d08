import { describe, expect, it } from '@jest/globals';
import {
  addDays,
  type CommandId,
  type Instant,
  type LocalDate,
  localDate,
  registryOf,
  seal,
  subjectRef,
  teamId,
  type UnitId,
} from '@tung-nha/kernel';
import { fieldActivityEvents, recordId } from '@tung-nha/field-activity-events';
import {
  Columns,
  countedOf,
  type CounterDocument,
  COUNTERS,
  mutationsOf,
  type TeamDocument,
  TeamLedger,
  TEAMS,
  Views,
} from '@tung-nha/progress-projections';
import { type UnitInterval, type TeamEvent, teamEvents } from '@tung-nha/team-organisation-events';
import { emptyRegister, foldRegister } from '@tung-nha/units';
import type { FieldActivityEvent } from '@tung-nha/field-activity-events';
import fc from 'fast-check';
import { anyReorganisations, build, day, id, type Map_, start } from './any-reorganisations.js';

/** Where each team of this test is: two in villages, one in a commune. */
const seats = ['v1', 'v4', 'c1'].map(id);
const DORMANT_AFTER = 30;

/** What was told of a team, in the test's own words. */
interface Told {
  readonly team: number;
  readonly recorded: number;
  /** Stands from, to (or for good); or worked on a day; or that work is taken back. */
  readonly what:
    | { readonly kind: 'stands'; readonly from: number; readonly to: number | null }
    | { readonly kind: 'leaderless'; readonly from: number; readonly to: number | null }
    | { readonly kind: 'works'; readonly record: string; readonly on: number }
    | { readonly kind: 'withdraws'; readonly record: string };
}

const anySpan = fc.record({ from: fc.nat(60), length: fc.option(fc.integer({ min: 1, max: 60 })) });
const anyWhat = fc.oneof(
  ...(['stands', 'leaderless'] as const).map((kind) =>
    anySpan.map(({ from, length }) => ({ kind, from, to: length === null ? null : from + length })),
  ),
  fc.record({ kind: fc.constant('works' as const), record: fc.constantFrom('a', 'b', 'c', 'd'), on: fc.nat(90) }),
  fc.record({ kind: fc.constant('withdraws' as const), record: fc.constantFrom('a', 'b', 'c', 'd') }),
);
const anyHistory = fc
  .array(fc.record({ team: fc.nat(2), recorded: fc.nat(100), what: anyWhat }), { maxLength: 30, size: 'max' })
  .map((told): Told[] => [
    ...[0, 1, 2].map((team): Told => ({ team, recorded: 0, what: { kind: 'stands', from: 0, to: null } })),
    ...[...told].sort((one, other) => one.recorded - other.recorded),
  ]);

/** As the owners say it: each time in place of what was said before, and nothing where nothing changes. */
function record(history: readonly Told[]) {
  const columns = new Columns();
  const teams = new TeamLedger();
  const documents = new Map<string, Readonly<Record<string, unknown>>>();
  const said = new Map<string, readonly UnitInterval[]>();
  const works = new Map<string, { on: LocalDate; stands: boolean }>();
  history.forEach(({ team, recorded, what }, index) => {
    const unit = seats[team]!;
    const tell = (event: TeamEvent | FieldActivityEvent, stream: `${string}/${string}`) => {
      const [envelope] = seal(
        [event],
        registryOf([...teamEvents, ...fieldActivityEvents]),
        { context: 'team-organisation', stream, after: index, unit, partitionKey: 'c' },
        {
          commandId: `c${index}` as CommandId,
          actor: subjectRef.parse('an'),
          recordedTime: `${day(recorded)}T05:00:00.000Z` as Instant,
          correlationId: 'x',
          causationId: 'x',
        },
      );
      for (const { collection, id: document, fold } of mutationsOf(index + 1, countedOf(envelope!, event)))
        documents.set(`${collection}\n${document}`, fold(documents.get(`${collection}\n${document}`)));
    };
    if (what.kind === 'stands' || what.kind === 'leaderless') {
      const standing = what.kind === 'stands' ? 'established' : 'leaderless';
      const is = [{ unit, from: day(what.from), to: what.to === null ? null : day(what.to) }];
      const was = said.get(`${team} ${standing}`) ?? [];
      said.set(`${team} ${standing}`, is);
      tell(
        { type: 'team-organisation.team-standing-restated', data: { standing, was: [...was], is } },
        `team/t${team}`,
      );
      return;
    }
    const key = `${team} ${what.record}`;
    const known = works.get(key);
    if (what.kind === 'works' ? known : !known?.stands) return;
    const on = what.kind === 'works' ? day(what.on) : known!.on;
    works.set(key, { on, stands: what.kind === 'works' });
    const [was, is] = what.kind === 'works' ? [null, id('v6')] : [id('v6'), null];
    const data = {
      record: recordId.parse(what.record),
      kind: 'visit' as const,
      on,
      team: teamId.parse(`t${team}`),
      was,
      is,
    };
    tell({ type: 'field-activity.household-record-restated', data }, `household/h${team}`);
  });
  for (const [key, document] of documents) {
    const [collection, name] = key.split('\n') as [string, string];
    if (collection === COUNTERS) columns.put(name, document as CounterDocument);
    if (collection === TEAMS) teams.put(name, document as TeamDocument);
  }
  return { columns, teams };
}

/** Straight from what was told, sharing nothing with edges, documents or columns. */
function recount(history: readonly Told[], has: (seat: UnitId) => boolean, on: number, known: number) {
  const counts = { 'teams.established': 0, 'teams.leaderless': 0, 'teams.dormant': 0 };
  seats.forEach((seat, team) => {
    if (!has(seat)) return;
    const told = history.filter((one) => one.team === team && one.recorded <= known).map(({ what }) => what);
    const last = (kind: 'stands' | 'leaderless') => {
      const span = told.flatMap((one) => (one.kind === kind ? [one] : [])).at(-1);
      return span && span.from <= on && (span.to === null || on < span.to) ? span : undefined;
    };
    const stands = last('stands');
    if (last('leaderless')) counts['teams.leaderless'] += 1;
    if (!stands) return;
    counts['teams.established'] += 1;
    // Told once more after it was taken back, it stays taken back; taken back before it was told, it counts.
    const worked = ['a', 'b', 'c', 'd'].flatMap((name) => {
      const first = told.findIndex((one) => one.kind === 'works' && one.record === name);
      const work = told[first];
      const gone = told.some((one, at) => at > first && one.kind === 'withdraws' && one.record === name);
      return work?.kind === 'works' && !gone && work.on <= on ? [work.on] : [];
    });
    if (on - Math.max(stands.from, ...worked) > DORMANT_AFTER) counts['teams.dormant'] += 1;
  });
  return counts;
}

/** Whether a team's seat lies in a unit on a map: the villages as the maps say, a commune's business with its successor. */
function holds(
  maps: readonly Map_[],
  mapDay: LocalDate,
  unit: UnitId,
  seat: UnitId,
  lived: { from: string; to: string | null },
) {
  const at =
    mapDay < lived.from
      ? lived.from
      : lived.to !== null && mapDay >= lived.to
        ? addDays(lived.to as LocalDate, -1)
        : mapDay;
  const { model } = maps.findLast(({ on }) => on <= at) ?? maps[0]!;
  let commune: string = seat;
  if (seat.startsWith('v')) commune = Object.entries(model).find(([, { villages }]) => villages.includes(seat))![0];
  else
    for (const [index, { on, model: next }] of maps.entries())
      if (on <= at && !(commune in next)) commune = `n${index - 1}`;
  return unit === seat || unit === commune || model[commune]!.province === unit;
}

describe('figures of teams (P1, T9)', () => {
  it('agree with a recount, dormant ones included: any history, reorganisation, on, known and map', () => {
    let dormant = 0;
    fc.assert(
      fc.property(
        anyReorganisations,
        anyHistory,
        fc.tuple(fc.nat(120), fc.nat(120), fc.nat(100)),
        (merges, history, [on, known, map]) => {
          const { register, maps } = build(merges);
          const { columns, teams } = record(history);
          const views = new Views(columns, () => register, teams);
          const asked = { from: start, on: day(on), known: day(known), map: day(map) };
          for (const [unit, lived] of register.units) {
            if (!unit.startsWith('p') && !unit.startsWith('v') && !(lived.from <= asked.map)) continue;
            const view = views.view(unit, asked)!;
            const expected = recount(history, (seat) => holds(maps, asked.map, unit, seat, lived), on, known);
            expect({ unit, ...view.figures }).toMatchObject({ unit, ...expected });
            dormant += expected['teams.dormant'];
            for (const figure of ['teams.established', 'teams.dormant'] as const)
              expect(view.own[figure] + view.children.reduce((sum, { figures }) => sum + figures[figure], 0)).toBe(
                view.figures[figure],
              );
          }
        },
      ),
      { numRuns: 200, seed: 20_231_010 },
    );
    expect(dormant).toBeGreaterThan(100);
  });

  it('asks for one team in each commune and village of the day, placed on the map asked for', () => {
    const style = (unit: string) => ({ unit: id(unit), name: unit, fullName: unit, kind: 'đơn vị' });
    const listed = localDate.parse('2023-04-10');
    const merged = localDate.parse('2025-01-01');
    const register = [
      {
        type: 'team-organisation.unit-list-recorded' as const,
        data: {
          source: 'test',
          on: listed,
          units: [
            { ...style('p'), code: '24', level: 'province' as const, parent: null },
            ...['c1', 'c2'].map((name) => ({
              ...style(name),
              code: `0${name.slice(1)}`,
              level: 'commune' as const,
              parent: id('p'),
            })),
          ],
        },
      },
      ...(['c1', 'c2'] as const).map((commune) => ({
        type: 'team-organisation.villages-founded' as const,
        data: {
          on: listed,
          commune: id(commune),
          simulated: true,
          villages: [style(`${commune}-a`), style(`${commune}-b`)],
        },
      })),
      {
        type: 'team-organisation.units-reorganised' as const,
        data: {
          on: merged,
          decision: null,
          opened: [{ ...style('n'), code: '03', level: 'commune' as const, parent: id('p') }],
          renamed: [],
          moved: [],
          closed: [id('c1'), id('c2')],
          links: ['c1', 'c2'].map((from) => ({ from: id(from), to: id('n'), extent: 'full' as const, seat: false })),
        },
      },
    ].reduce(foldRegister, emptyRegister);
    const views = new Views(new Columns(), () => register);
    const required = (unit: string, on: string, map: string) => {
      const asked = { from: listed, on: localDate.parse(on), known: localDate.parse(on), map: localDate.parse(map) };
      const { figures, own } = views.view(id(unit), asked)!;
      return [figures['teams.required'], own['teams.required']];
    };
    expect(required('p', '2024-05-01', '2024-05-01')).toEqual([6, 0]);
    expect(required('c1', '2024-05-01', '2024-05-01')).toEqual([3, 1]);
    expect(required('p', '2025-05-01', '2025-05-01')).toEqual([5, 0]);
    expect(required('n', '2025-05-01', '2025-05-01')).toEqual([5, 1]);
    // Six of 2024 on the map of 2025: both communes' own business went to the one that took them over.
    expect(required('n', '2024-05-01', '2025-05-01')).toEqual([6, 2]);
    // Five of 2025 on the map of 2024: no commune of then holds all villages of the new one, so it is the province's own.
    expect(required('p', '2025-05-01', '2024-05-01')).toEqual([5, 1]);
    expect(required('c1', '2025-05-01', '2024-05-01')).toEqual([2, 0]);
    expect(required('p', '2022-05-01', '2024-05-01')).toEqual([0, 0]);
  });
});
