import { afterEach, describe, expect, it } from '@jest/globals';
import { digestOf, type EventStore } from '@tung-nha/event-store';
import { openSqliteEventStore } from '@tung-nha/event-store/sqlite';
import type { HouseholdCommand } from '@tung-nha/field-activity-domain';
import { assignmentId, householdId, householdStream } from '@tung-nha/field-activity-events';
import {
  commandIdOf,
  type Instant,
  localDate,
  registryOf,
  seal,
  subjectRef,
  teamId,
  type UnitId,
  unitId,
} from '@tung-nha/kernel';
import { openSqliteReadModels } from '@tung-nha/read-store/sqlite';
import { type TeamEvent, teamEvents, teamStream } from '@tung-nha/team-organisation-events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { AssignmentReactions } from './assignment-reactions.js';
import { CommandHouseholds, CommandHouseholdsHandler } from './households.handler.js';

const household = householdId.parse('h-1');
const team = teamId.parse('team-1');
const an = subjectRef.parse('an');
const [january, march, may] = ['2024-01-10', '2024-03-10', '2024-05-10'].map((day) => localDate.parse(day));
const assignment = { assignment: assignmentId.parse('care-1'), on: january!, member: an, team };

describe('who leaves a team is no longer in charge of a household (P1, .assigned)', () => {
  const cleanUps: (() => Promise<void>)[] = [];
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  });

  async function open() {
    const folder = mkdtempSync(join(tmpdir(), 'tung-nha-reactions-'));
    const store = openSqliteEventStore({ folder: join(folder, 'field-activity') });
    const teams = openSqliteEventStore({ folder: join(folder, 'team-organisation') });
    const models: ReturnType<typeof openSqliteReadModels>[] = [];
    let opened = 0;
    cleanUps.push(async () => {
      await Promise.all([...models, store, teams].map((one) => one.close()));
      rmSync(folder, { recursive: true });
    });
    /** With nothing remembered: as after a crash before the first checkpoint. */
    const reactions = () => {
      models.push(openSqliteReadModels({ folder: join(folder, `models-${(opened += 1)}`) }));
      return new AssignmentReactions(models.at(-1)!, store).open();
    };
    const tell = (command: HouseholdCommand) => told(store, command);
    await tell({ type: 'register-household', village: unitId.parse('lang-a'), on: january!, today: may! });
    await tell({ type: 'assign-member', assignment, today: may! });
    return { store, teams, reactions };
  }

  const released: TeamEvent = {
    type: 'team-organisation.member-released',
    data: { member: an, reason: 'moved-away', on: march! },
  };
  const decision = { number: null, date: null, office: null, capacity: null, issuingUnit: null };
  const dissolved: TeamEvent = { type: 'team-organisation.team-dissolved', data: { decision, on: march! } };

  it.each<[string, TeamEvent, boolean]>([
    ['a release that is heard of first', released, true],
    ['a release that is heard of second', released, false],
    ['a dissolution', dissolved, false],
  ])('%s ends the assignment, once', async (_, event, first) => {
    const { store, teams, reactions } = await open();
    await said(teams, event);
    const lanes = { 'team-organisation': teams, 'field-activity': store } as const;
    const order = first
      ? (['team-organisation', 'field-activity'] as const)
      : (['field-activity', 'team-organisation'] as const);
    const hear = async (reacting: AssignmentReactions) => {
      for (const lane of order) {
        const deliveries = await lanes[lane].readAll(0, 100);
        await reacting.apply({ lane, upTo: deliveries.at(-1)!.position, deliveries });
      }
    };
    const reacting = await reactions();
    await hear(reacting);
    const stream = await store.readStream(householdStream(household));
    const ended = stream.filter(({ envelope }) => envelope.type === 'field-activity.assignment-ended');
    expect(ended.map(({ envelope }) => envelope.data)).toEqual([
      { assignment: 'care-1', on: march, reason: 'member-left' },
    ]);
    const length = stream.length;
    await hear(reacting);
    await hear(await reactions());
    expect(await store.readStream(householdStream(household))).toHaveLength(length);
  });

  it('leaves alone who only leaves another team', async () => {
    const { store, teams, reactions } = await open();
    await said(teams, released, 'team-2');
    const reacting = await reactions();
    const before = (await store.readStream(householdStream(household))).length;
    for (const [lane, log] of [
      ['field-activity', store],
      ['team-organisation', teams],
    ] as const) {
      const deliveries = await log.readAll(0, 100);
      await reacting.apply({ lane, upTo: deliveries.at(-1)!.position, deliveries });
    }
    expect(await store.readStream(householdStream(household))).toHaveLength(before);
  });
});

const provenanceOf = (key: string) => {
  const actor = subjectRef.parse('test');
  const commandId = commandIdOf(actor, key);
  const recordedTime = `${may}T03:00:00.000Z` as Instant;
  return { commandId, actor, recordedTime, correlationId: commandId, causationId: commandId };
};

async function told(store: EventStore, command: HouseholdCommand): Promise<void> {
  const request = { ...provenanceOf(command.type), digest: digestOf(command), today: may! };
  await new CommandHouseholdsHandler(store).execute(new CommandHouseholds([{ household, command }], 'xa-a', request));
}

async function said(teams: EventStore, event: TeamEvent, of: string = team): Promise<void> {
  const stream = teamStream(teamId.parse(of));
  const to = { context: 'team-organisation', stream, after: 0, unit: 'xa-a' as UnitId, partitionKey: 'xa-a' } as const;
  const provenance = provenanceOf(stream);
  const events = seal([event], registryOf(teamEvents), to, provenance);
  await teams.append(provenance.commandId, digestOf({ stream }), [{ stream, expectedVersion: 0, events }]);
}
