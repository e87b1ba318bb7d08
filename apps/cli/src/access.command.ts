import type { EventStore } from '@tung-nha/event-store';
import { dayOf, type LocalDate, subjectRef, systemClock, type UnitId } from '@tung-nha/kernel';
import { referenceOf } from '@tung-nha/platform';
import { openEventStore } from '@tung-nha/presets/distributed';
import { openEmbedded } from '@tung-nha/presets/embedded';
import { ownRequest, type Reference } from '@tung-nha/service-runtime';
import { grantId } from '@tung-nha/team-organisation-events';
import {
  ChangeAccess,
  ChangeAccessHandler,
  RecordUnitList,
  RecordUnitListHandler,
} from '@tung-nha/team-organisation-service';
import { hierarchyOn } from '@tung-nha/units';
import type { Command } from 'commander';
import { resolve } from 'node:path';
import type { Session } from './session.js';
import { day, listFrom } from './units.command.js';

interface Bootstrap {
  readonly subject: string;
  readonly unit: string;
  readonly units?: string;
  readonly on?: LocalDate;
  readonly source: string;
  readonly data: string;
  readonly mongodbUri?: string;
  readonly databasePrefix: string;
}

/** Whoever may grant must first be granted: these open the store of team-organisation themselves (X5). */
export function addAccess(program: Command, session: () => Session): void {
  program
    .command('access')
    .description('who may act where (X5)')
    .command('bootstrap')
    .description('the first units and the first grant of an empty system: a province administrator')
    .requiredOption('--subject <ref>', 'the subject of the token')
    .requiredOption('--unit <id or code>', 'the unit, with all below it')
    .option('--units <file>', 'the unit list to begin with, where there are no units yet (CSV, as for `units import`)')
    .option('--source <name>', 'where that list comes from', 'first-list')
    .option('--on <day>', 'from this day on', day)
    .option(
      '--data <folder>',
      'the folder of the stores; no server may be running on it',
      process.env['DATA'] ?? 'data',
    )
    .option('--mongodb-uri <uri>', 'the distributed shape: the stores are there, and not in a folder')
    .option('--database-prefix <text>', 'as the services have it', 'tung-nha-')
    .action(async (asked: Bootstrap) => {
      const { store, close } = await openTeamOrganisation(asked);
      try {
        const granted = await bootstrap(store, asked);
        session().output.result(
          granted,
          () => `${asked.subject} is province-admin of ${granted.unit} from ${granted.from}`,
        );
      } finally {
        await close();
      }
    });
}

async function openTeamOrganisation({ data, mongodbUri, databasePrefix }: Bootstrap) {
  if (mongodbUri === undefined) {
    const embedded = openEmbedded(resolve(data));
    return { store: embedded.stores['team-organisation'], close: () => embedded.close() };
  }
  const servers = { mongo: mongodbUri, databasePrefix, kafka: { brokers: [] } };
  const store = await openEventStore(servers, 'team-organisation');
  return { store, close: () => store.close() };
}

async function bootstrap(store: EventStore, { subject, unit, units, on, source }: Bootstrap) {
  const by = subjectRef.parse('bootstrap');
  const recordedTime = systemClock.now();
  const from = on ?? dayOf(recordedTime);
  let reference = await referenceOf({ stores: { 'team-organisation': store } });
  if (reference.register.units.size === 0 && units !== undefined) {
    const list = listFrom(units, source, from);
    await new RecordUnitListHandler(store).execute(
      new RecordUnitList(list, false, ownRequest(`units ${source} ${from}`, by, recordedTime)),
    );
    reference = await referenceOf({ stores: { 'team-organisation': store } });
  }
  const to = subjectRef.parse(subject);
  const id = unitNamed(reference, unit, from);
  const grant = {
    grant: grantId.parse(`${subject}-bootstrap`.slice(0, 64)),
    subject: to,
    role: 'province-admin',
    unit: id,
    from,
    to: null,
    reason: 'first-grant',
  } as const;
  const receipt = await new ChangeAccessHandler(store).execute(
    new ChangeAccess(to, { type: 'grant-access', grant }, ownRequest(`${subject} ${id}`, by, recordedTime)),
  );
  return { ...receipt, grant: grant.grant, unit: id, from };
}

/** By its id, or by the code a province bears that day. */
function unitNamed({ register }: Reference, unit: string, on: LocalDate): UnitId {
  if (register.units.has(unit as UnitId)) return unit as UnitId;
  const province = hierarchyOn(register, on).byCode('province', unit);
  if (!province) throw new Error(`no unit ${unit} in the register${register.units.size === 0 ? ': give --units' : ''}`);
  return province.id;
}
