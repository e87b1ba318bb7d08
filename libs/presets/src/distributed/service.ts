import { type DynamicModule, Logger, type LoggerService, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { issuerAt, TokenVerifier } from '@tung-nha/access';
import type { Subscription } from '@tung-nha/event-bus';
import { checkTopics, type KafkaEventBus, type OwnerFeed, type Relay } from '@tung-nha/event-bus/kafka';
import type { EventStore } from '@tung-nha/event-store';
import { type Context, systemClock } from '@tung-nha/kernel';
import {
  createHttpApp,
  type ParkedCounts,
  Readiness,
  Reference,
  RuntimeModule,
  type RuleWords,
  shutDown,
} from '@tung-nha/service-runtime';
import { DEMO_FIRST_MAP, demoClock, placesOf } from '../demo-places.js';
import { LocalIdentityModule, localIdentityWords } from '../local-identity.module.js';
import { openLocalIssuer } from '../local-issuer.js';
import { openBus, openEventStore, openRelay, type Servers, serversOf } from './adapters.js';
import { addressesOf, type ServiceEnvironment } from './environment.js';
import { feedToken, rulesOf } from './feed-token.js';
import { neighbourLog } from './neighbour-log.js';

type Log = Pick<EventStore, 'readAll' | 'head' | 'readStream'>;

/** What a service is made from. */
export interface ServicePorts {
  readonly settings: ServiceEnvironment;
  readonly servers: Servers;
  readonly reference: Reference;
  /** Of the context the service owns. */
  readonly eventStore: EventStore | undefined;
  /** The log of any context it hears, its own or a neighbour's. */
  log(context: Context): Log;
}

export interface ServiceParts {
  readonly modules: readonly DynamicModule[];
  readonly words?: readonly RuleWords[];
  readonly subscriptions?: readonly Subscription[];
  readonly parked?: ParkedCounts;
  /** The bus that hands over to the subscriptions, once it is there. */
  onBus?(bus: KafkaEventBus): void;
  close?(): Promise<void>;
}

/** One `main.ts` of composition: what it owns, what it hears, its modules. */
export interface ServiceDefinition {
  readonly name: string;
  /** The context whose events it owns. */
  readonly owns?: Context;
  /** Every lane it listens to. */
  readonly hears: readonly Context[];
  compose(ports: ServicePorts): Promise<ServiceParts>;
}

export interface Service {
  readonly url: string;
  readonly app: NestFastifyApplication;
  readonly bus: KafkaEventBus;
  readonly relay: Relay | undefined;
  /** The context whose events it owns, and where they are. */
  readonly owns: Context | undefined;
  readonly eventStore: EventStore | undefined;
  /** Not ready, wait, drain, answer, close: nothing is lost and nobody left without an answer. */
  close(): Promise<void>;
}

interface Starting {
  readonly logger: LoggerService | false;
  /** A lane or the relay came to stand still: nothing but a new start helps. */
  onStopped(error: Error): void;
}

@Module({})
class ServiceModule {
  static with(imports: DynamicModule[]): DynamicModule {
    return { module: ServiceModule, imports };
  }
}

export const neighboursOf = ({ owns, hears }: ServiceDefinition) => hears.filter((context) => context !== owns);

/**
 * A context in a process of its own (ARCHITECTURE §2). Answers for its health at once; is ready when it has counted what
 * there was, or another replica is at work on it. @throws Error in one line when a topic, a handler or an address is missing
 */
export async function startService(
  definition: ServiceDefinition,
  settings: ServiceEnvironment,
  { logger, onStopped }: Starting,
): Promise<Service> {
  const { name, owns, hears } = definition;
  const servers = serversOf(settings);
  await checkTopics(servers.kafka, [...new Set([...hears, ...(owns ? [owns] : [])])]);
  const eventStore = owns && (await openEventStore(servers, owns));
  const reference = new Reference();
  const logs = logsOf(definition, settings, eventStore);
  const log = (context: Context): Log => {
    const found = logs.get(context);
    if (!found) throw new RangeError(`${name} does not hear ${context}`);
    return found;
  };
  const parts = await definition.compose({ settings, servers, reference, eventStore, log });
  const bus = openBus(servers, {
    service: name,
    subscriptions: [reference.subscription, ...(parts.subscriptions ?? [])],
    feed: { read: (lane, after, limit) => log(lane).readAll(after, limit) } satisfies OwnerFeed,
    acknowledgedForgeries: settings.ACKNOWLEDGED_FORGERIES,
    onStopped: ({ stopped }) => onStopped(stopped!),
  });
  parts.onBus?.(bus);
  const relay = owns && eventStore && openRelay(servers, owns, eventStore, onStopped);
  const readiness = new Readiness();
  const identity = await identityOf(settings, reference);
  const root = ServiceModule.with([
    RuntimeModule.with({
      clock: settings.DEMO_DAY ? demoClock({ to: settings.DEMO_DAY }) : systemClock,
      tokens: identity.tokens,
      reference,
      bus,
      readiness,
      service: name,
      acceptRecordedTime: settings.ACCEPT_RECORDED_TIME,
      ...(parts.parked ? { parked: parts.parked } : {}),
    }),
    ...identity.modules,
    ...parts.modules,
  ]);
  const app = await createHttpApp(root, { words: [...(parts.words ?? []), localIdentityWords], logger });
  await app.init();
  await app.startAllMicroservices();
  await relay?.start();
  await app.listen(settings.PORT, settings.HOST);
  void bus.untilServing().then(
    () => (readiness.phase = readiness.phase === 'stopping' ? 'stopping' : 'ready'),
    (error: unknown) => new Logger('bus').error(error),
  );
  return {
    url: await app.getUrl(),
    app,
    bus,
    relay,
    owns,
    eventStore,
    close: () =>
      shutDown({
        app,
        bus,
        readiness,
        waitMs: settings.SHUTDOWN_WAIT_MS,
        thenClose: [async () => relay?.close(), async () => parts.close?.(), async () => eventStore?.close()],
        onLate: (what) => new Logger('shutdown').warn(`${what} did not end in time`),
      }),
  };
}

function logsOf(definition: ServiceDefinition, settings: ServiceEnvironment, own: EventStore | undefined) {
  const token = feedToken(settings);
  const addresses = addressesOf(settings);
  const logs = new Map<Context, Log>();
  if (definition.owns && own) logs.set(definition.owns, own);
  for (const context of neighboursOf(definition))
    logs.set(context, neighbourLog(context, { address: addresses[context]!, token }));
  return logs;
}

/** The local issuer lives in the service that is given its key; the others know it by its public keys. */
async function identityOf(settings: ServiceEnvironment, reference: Reference) {
  const { ISSUER, ISSUER_KEY_FILE, ISSUER_JWKS_URL, DEMO_DAY } = settings;
  if (ISSUER !== 'local' || !ISSUER_KEY_FILE)
    return { tokens: new TokenVerifier(issuerAt(ISSUER_JWKS_URL!, rulesOf(settings))), modules: [] };
  const issuer = await openLocalIssuer(ISSUER_KEY_FILE);
  // Until the units of the demo's day are heard there are no places to have users in.
  const users = () =>
    DEMO_DAY && reference.register.changeDays.some((day) => day > DEMO_FIRST_MAP)
      ? placesOf(reference, DEMO_DAY).users
      : [];
  return { tokens: new TokenVerifier(issuer.rules), modules: [LocalIdentityModule.with({ issuer, users })] };
}
