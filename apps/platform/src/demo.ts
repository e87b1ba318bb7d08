import { localDate, type LocalDate } from '@tung-nha/kernel';
import { DEMO_FIRST_MAP, DEMO_PROVINCE_CODE, type DemoUser, placesOf } from '@tung-nha/presets';
import type { Embedded } from '@tung-nha/presets/embedded';
import { Reference } from '@tung-nha/service-runtime';
import { teamFactsOf } from '@tung-nha/field-activity-service';
import {
  playDeclarations,
  playTeams,
  Province,
  requestOf,
  simulate,
  simulatedSites,
  simulatedTerritory,
  type SimulationProgress,
} from '@tung-nha/simulator';
import { readUnitChanges, unitListOf } from '@tung-nha/team-organisation-domain';
import { grantId } from '@tung-nha/team-organisation-events';
import {
  ApplyUnitChanges,
  ApplyUnitChangesHandler,
  ChangeAccess,
  ChangeAccessHandler,
  FoundVillages,
  FoundVillagesHandler,
  RecordUnitList,
  RecordUnitListHandler,
} from '@tung-nha/team-organisation-service';
import { hierarchyOn } from '@tung-nha/units';
import { parse } from 'csv-parse/sync';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';

const dataFile = (name: string) => readFileSync(new URL(`../../../tools/data/${name}.csv`, import.meta.url), 'utf8');

/** What was asked for when the folder was first filled; kept, so that a stopped run is taken up as it was. */
const demoFile = z.strictObject({
  seed: z.number().int(),
  households: z.number().int().min(1).max(2_000_000),
  from: localDate,
  to: localDate,
  /** Parts of the run that are recorded for good. */
  chunksDone: z.number().int().min(0).default(0),
  complete: z.boolean(),
});
export type Demo = z.infer<typeof demoFile>;

export const newDemo = (households: number, seed = 20_231_010): Demo => ({
  seed,
  households,
  from: localDate.parse('2023-06-01'),
  to: localDate.parse('2025-12-31'),
  chunksDone: 0,
  complete: false,
});

/** What is filled, in either shape; the folder keeps what was asked for. */
export type DemoStores = Pick<Embedded, 'folder' | 'stores'>;

const path = (folder: string) => join(folder, 'demo.json');

/** The demo of a folder; undefined where real work is kept, or nothing yet. */
export function demoIn(folder: string): Demo | undefined {
  return existsSync(path(folder)) ? demoFile.parse(JSON.parse(readFileSync(path(folder), 'utf8'))) : undefined;
}

function keep(folder: string, demo: Demo): void {
  writeFileSync(`${path(folder)}.new`, JSON.stringify(demo, undefined, 2));
  renameSync(`${path(folder)}.new`, path(folder));
}

/** With fewer households teams are smaller, so that a small demo opens at once. */
const FULL_TEAMS_FROM = 20_000;

/** Fills an empty folder, or takes up a run that was stopped: real units, founded villages, grants, households. */
export async function fillDemo(
  place: DemoStores,
  demo: Demo,
  tell: (step: string, progress?: SimulationProgress) => void,
): Promise<Demo> {
  keep(place.folder, demo);
  const store = place.stores['team-organisation'];
  tell('units');
  await recordUnits(place, demo);
  const reference = await referenceOf(place);
  const province = hierarchyOn(reference.register, DEMO_FIRST_MAP).byCode('province', DEMO_PROVINCE_CODE)!.id;
  const communes = simulatedTerritory(reference.register, province, DEMO_FIRST_MAP, householdsByCode());
  tell('villages');
  await new FoundVillagesHandler(store).execute(
    new FoundVillages(DEMO_FIRST_MAP, true, communes, requestOf(`${demo.seed} villages`, DEMO_FIRST_MAP)),
  );
  const founded = await referenceOf(place, reference);
  const { users } = placesOf(founded, demo.to);
  for (const user of users) await grant(place, user, demo.from);
  const { seed, from, to, households } = demo;
  const sites = simulatedSites(founded.register, communes, DEMO_FIRST_MAP, households);
  const around = new Province({
    seed,
    ...sites,
    span: { from, to },
    teamSize: Math.min(1, households / FULL_TEAMS_FROM),
  });
  tell('teams');
  await playTeams(store, founded.register, around.teams, { seed, to });
  const fieldActivity = place.stores['field-activity'];
  await playDeclarations(fieldActivity, sites.villages, { seed, from, to });
  const teams = teamFactsOf(await referenceOf(place, reference));
  let kept = demo;
  const { chunksDone } = demo;
  const simulation = { seed, villages: sites.villages, around, teams, from, to, chunksDone };
  await simulate(fieldActivity, simulation, (progress) => {
    // Only what is durable is marked as done: a run that is killed looks at no more than one chunk again.
    if (progress.chunksDone > kept.chunksDone)
      keep(place.folder, (kept = { ...kept, chunksDone: progress.chunksDone }));
    tell('households', progress);
  });
  const complete = { ...kept, complete: true };
  keep(place.folder, complete);
  return complete;
}

async function recordUnits(place: DemoStores, { seed }: Demo): Promise<void> {
  const store = place.stores['team-organisation'];
  const list = unitListOf('gso-2023-04-10', DEMO_FIRST_MAP, dataFile('units-2023'));
  await new RecordUnitListHandler(store).execute(
    new RecordUnitList(list, false, requestOf(`${seed} units`, DEMO_FIRST_MAP)),
  );
  const lists = [
    unitListOf('gso-2025-03-01', '2025-03-01', dataFile('units-2025-03')),
    unitListOf('gso-2025-07-01', '2025-07-01', dataFile('units-2025-07')),
  ];
  const { rows } = readUnitChanges(dataFile('changes'));
  const request = requestOf(`${seed} changes`, localDate.parse('2025-07-01'));
  await new ApplyUnitChangesHandler(store).execute(new ApplyUnitChanges(rows, lists, false, request));
}

async function grant(place: DemoStores, { user, role, unit }: DemoUser, on: LocalDate): Promise<void> {
  const grant = {
    grant: grantId.parse(`${user}-first`),
    subject: user,
    role,
    unit,
    from: on,
    to: null,
    reason: 'demo',
  } as const;
  await new ChangeAccessHandler(place.stores['team-organisation']).execute(
    new ChangeAccess(user, { type: 'grant-access', grant }, requestOf(`grant ${user}`, on)),
  );
}

/** The reference as the log has it, folded at once, or on from where it was. */
export async function referenceOf(
  { stores }: { readonly stores: Pick<DemoStores['stores'], 'team-organisation'> },
  reference = new Reference(),
): Promise<Reference> {
  for (;;) {
    const deliveries = await stores['team-organisation'].readAll(reference.position, 10_000);
    if (deliveries.length === 0) return reference;
    reference.apply({ upTo: deliveries.at(-1)!.position, deliveries });
  }
}

function householdsByCode(): ReadonlyMap<string, number> {
  const rows = parse<Record<string, string>>(dataFile('population'), { columns: true, bom: true });
  const estimates = rows.filter(({ as_of, level }) => as_of === '2023-12-31' && level === '3');
  return new Map(estimates.map(({ code, households }) => [code ?? '', Number(households)]));
}
