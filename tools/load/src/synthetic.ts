import { digestOf, type EventStore } from '@tung-nha/event-store';
import { skills } from '@tung-nha/field-activity-events';
import {
  addDays,
  type CommandId,
  dataSchemaOf,
  type Envelope,
  type EventId,
  type Instant,
  localDate,
  type LocalDate,
  startOf,
  type StreamName,
  type SubjectRef,
  type UnitId,
} from '@tung-nha/kernel';

const START = localDate.parse('2023-06-01');
const DAYS = 940;
const EVENTS_PER_APPEND = 500;
/** Of one household: five records, and six restatements and flows that are counted. */
export const EVENTS_PER_HOUSEHOLD = 11;

/** A small linear congruence: the same events every time, without the cost of the rules that would decide them. */
function chance(seed: number): (below: number) => number {
  let state = (seed * 2_654_435_761) % 2_147_483_647 || 1;
  return (below) => (state = (state * 48_271) % 2_147_483_647) % below;
}

/** What a household's rules would have said, shaped and sized as they say it; month after month, as a province records. */
export function* syntheticEvents(villages: readonly UnitId[], households: number): Generator<readonly Envelope[]> {
  const days = new Map<number, { household: number; step: number }[]>();
  for (let household = 0; household < households; household += 1) {
    const next = chance(household + 1);
    const first = next(200);
    for (let step = 0; step < 4; step += 1) {
      const day = step === 0 ? first : Math.min(DAYS - 1, first + step * (20 + next(200)));
      const ofDay = days.get(day);
      if (ofDay) ofDay.push({ household, step });
      else days.set(day, [{ household, step }]);
    }
  }
  const versions = new Uint16Array(households);
  for (let day = 0; day < DAYS; day += 1)
    for (const { household, step } of days.get(day) ?? [])
      yield commandOf(villages[household % villages.length]!, household, step, addDays(START, day), versions);
}

function commandOf(
  village: UnitId,
  household: number,
  step: number,
  on: LocalDate,
  versions: Uint16Array,
): readonly Envelope[] {
  const next = chance(household * 7 + step);
  const recorded = addDays(on, next(4) === 0 ? next(20) : 0);
  const held = [{ village, from: on, to: null }];
  const restated = (standing: string) => ['household-standing-restated', { is: held, standing, was: [] }] as const;
  const team = `team-${village}`;
  const record = `${household}-${step}-0000-0000-000000000000`;
  const flow = (kind: string) =>
    ['household-record-restated', { is: village, kind, on, record, team, was: null }] as const;
  const visit = ['household-visited', { activities: ['explained'], members: ['an'], on, team, visit: record }] as const;
  const skill = skills[next(5)]!;
  const told = [
    [['household-registered', { on, village }] as const, restated('total')],
    [visit, restated('visited'), flow('visit')],
    [visit, restated(`skill.${skill}.guided`), flow('guidance')],
    [
      ['proficiency-confirmed', { citizen: 'an', confirmation: record, on, skill }] as const,
      restated(`skill.${skill}.proficient`),
      visit,
    ],
  ][step]!;
  return told.map(([name, data], index) =>
    envelopeOf(`field-activity.${name}`, data, household, (versions[household]! += 1), recorded, on, village, index),
  );
}

function envelopeOf(
  type: string,
  data: unknown,
  household: number,
  version: number,
  recorded: LocalDate,
  on: LocalDate,
  village: UnitId,
  index: number,
): Envelope {
  const id = `${String(household).padStart(8, '0')}-0000-4000-8000-${String(version * 10 + index).padStart(12, '0')}`;
  const command = `${String(household).padStart(8, '0')}-0000-4000-9000-${recorded.replaceAll('-', '').padStart(12, '0')}`;
  return {
    actor: 'bench' as SubjectRef,
    causationid: command,
    correlationid: command,
    data,
    datacontenttype: 'application/json',
    dataschema: dataSchemaOf(type, 1),
    id: id as EventId,
    partitionkey: village,
    recordedtime: `${recorded}T05:00:00.000Z` as Instant,
    source: '/field-activity',
    specversion: '1.0',
    streamversion: version,
    subject: `household/${String(household).padStart(8, '0')}-0000-4000-a000-000000000000` as StreamName,
    time: startOf(on),
    type,
    unit: village,
  };
}

/** Straight into a store, many commands in one append. Returns how many events. */
export async function fillSynthetic(
  store: EventStore,
  villages: readonly UnitId[],
  households: number,
): Promise<number> {
  let waiting: Envelope[] = [];
  let appends: Promise<unknown>[] = [];
  let events = 0;
  const append = () => {
    const streams = byStream(waiting);
    const parts = [...streams].map(([stream, ofStream]) => ({
      stream,
      expectedVersion: ofStream[0]!.streamversion - 1,
      events: ofStream,
    }));
    const commandId = `bench-${events}` as CommandId;
    appends.push(store.append(commandId, digestOf({ commandId }), parts));
    waiting = [];
  };
  for (const command of syntheticEvents(villages, households)) {
    waiting.push(...command);
    events += command.length;
    if (waiting.length < EVENTS_PER_APPEND - 10) continue;
    append();
    if (appends.length === 20) await Promise.all(appends.splice(0));
  }
  if (waiting.length > 0) append();
  await Promise.all(appends);
  appends = [];
  return events;
}

function byStream(events: readonly Envelope[]): ReadonlyMap<StreamName, Envelope[]> {
  const streams = new Map<StreamName, Envelope[]>();
  for (const event of events) {
    const known = streams.get(event.subject);
    if (known) known.push(event);
    else streams.set(event.subject, [event]);
  }
  return streams;
}
