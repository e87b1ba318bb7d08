import { dropDatabases, filledDatabases } from '@tung-nha/event-store/mongo/filled-databases';
import { fieldActivityService } from '@tung-nha/field-activity-app';
import type { Context } from '@tung-nha/kernel';
import { prepareDistributed, referenceOf, startGateway } from '@tung-nha/platform';
import { placesOf } from '@tung-nha/presets';
import {
  neighboursOf,
  openEventStore,
  readServiceEnvironment,
  type Service,
  type ServiceDefinition,
  type Servers,
  startService,
} from '@tung-nha/presets/distributed';
import { progressService } from '@tung-nha/progress-app';
import { teamOrganisationService } from '@tung-nha/team-organisation-app';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { appendTo } from './append-envelopes.js';
import type { Running } from './running.js';

const SETTLED_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 10;
const FILLED = ['team-organisation', 'field-activity'];

const env = (name: string) => process.env[name] ?? '';

export const hasServers = () => env('KAFKA_BROKERS') !== '' && env('MONGODB_URI') !== '';

/** The three services and the gateway, each with its own port, on real servers; topics and databases of their own. */
export async function startDistributed(folder: string, households: number, seed: number): Promise<Running> {
  const prefix = `t${randomBytes(4).toString('hex')}-`;
  const servers: Servers = {
    mongo: env('MONGODB_URI'),
    databasePrefix: prefix,
    kafka: { brokers: env('KAFKA_BROKERS').split(','), prefix },
  };
  const filling = { folder, households, seed };
  await fill(servers, filling);
  const { demo, opensAt } = await prepareDistributed(servers, filling, () => {});
  const store = await openEventStore(servers, 'team-organisation');
  const { register } = await referenceOf({ stores: { 'team-organisation': store } });
  await store.close();

  const failures: Error[] = [];
  const services: Record<string, Service> = {};
  const startedWith = new Map<string, { definition: ServiceDefinition; settings: Record<string, string> }>();
  const start = async (definition: ServiceDefinition, own: Record<string, string>) => {
    const settings = {
      PORT: '0',
      HOST: '127.0.0.1',
      MONGODB_URI: servers.mongo,
      DATABASE_PREFIX: prefix,
      KAFKA_BROKERS: env('KAFKA_BROKERS'),
      TOPIC_PREFIX: prefix,
      ISSUER: 'local',
      ACCEPT_RECORDED_TIME: 'true',
      SHUTDOWN_WAIT_MS: '0',
      DEMO_DAY: demo!.to,
      OPENS_AT: opensAt!,
      ...own,
    };
    startedWith.set(definition.name, { definition, settings });
    services[definition.name] = await startService(
      definition,
      readServiceEnvironment(settings, neighboursOf(definition)),
      { logger: false, onStopped: (error) => failures.push(error) },
    );
    return services[definition.name]!.url;
  };
  const restart = async (name: string, changed: Readonly<Record<string, string>>) => {
    const before = services[name]!;
    const { definition, settings } = startedWith.get(name)!;
    await before.close();
    failures.length = 0;
    await start(definition, { ...settings, ...changed, PORT: new URL(before.url).port });
  };
  const team = await start(teamOrganisationService, { ISSUER_KEY_FILE: join(folder, 'local-issuer.json') });
  const known = { TEAM_ORGANISATION_URL: team, ISSUER_JWKS_URL: `${team}/api/identity/jwks.json` };
  const field = await start(fieldActivityService, known);
  await start(progressService, { ...known, FIELD_ACTIVITY_URL: field });
  const urls = Object.fromEntries(Object.entries(services).map(([name, { url }]) => [name, url]));
  const gateway = await startGateway({ services: urls, identity: 'team-organisation', port: 0, host: '127.0.0.1' });

  const settled = () => untilCounted(Object.values(services), failures);
  await settled();
  return {
    url: gateway.url,
    register,
    province: placesOf({ register }, demo!.to).province,
    append: appendTo(services['field-activity']!.eventStore!),
    settled,
    distribution: {
      cluster: servers.kafka,
      settingsOf: (name) => startedWith.get(name)!.settings,
      stopped: () => failures,
      restart,
    },
    stop: async () => {
      await gateway.close();
      for (const service of Object.values(services).reverse()) await service.close();
      await dropDatabases(
        servers.mongo,
        [...FILLED, 'progress'].map((name) => prefix + name),
      );
    },
  };
}

interface Filling {
  readonly folder: string;
  readonly households: number;
  readonly seed: number;
}

/** What the demo keeps in its folder goes with its databases. */
async function fill({ mongo: uri, databasePrefix: prefix, kafka }: Servers, filling: Filling): Promise<void> {
  const template = `filled-${env('TUNG_NHA_RUN')}-${filling.households}-${filling.seed}-`;
  const file = join(filling.folder, 'demo.json');
  const demo = await filledDatabases({ uri, template, prefix, stores: FILLED }, async () => {
    await prepareDistributed({ mongo: uri, databasePrefix: template, kafka }, filling, () => {});
    return readFileSync(file, 'utf8');
  });
  if (!existsSync(file)) writeFileSync(file, demo);
}

/** Every lane of every service has reached what the owners' logs hold now. */
async function untilCounted(services: readonly Service[], failures: readonly Error[]): Promise<void> {
  const heads = new Map<Context, number>();
  for (const { owns, eventStore } of services) if (owns && eventStore) heads.set(owns, await eventStore.head());
  const behind = () =>
    services.flatMap(({ bus }) => bus.laneStates()).filter(({ lane, position }) => position < (heads.get(lane) ?? 0));
  const until = performance.now() + SETTLED_WITHIN_MS;
  while (behind().length > 0) {
    if (failures[0]) throw failures[0];
    if (performance.now() > until) throw new Error(`still behind: ${JSON.stringify(behind())}`);
    await new Promise((again) => setTimeout(again, LOOK_AGAIN_MS));
  }
}
