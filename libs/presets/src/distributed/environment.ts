import { contexts, type Context, localDate, unitId } from '@tung-nha/kernel';
import { logLevels } from '@tung-nha/service-runtime';
import { z } from 'zod';
import { readSettings } from '../read-settings.js';

const missing = { error: (issue: { input?: unknown }) => (issue.input === undefined ? 'is missing' : 'is not valid') };
const flag = z.enum(['true', 'false'], missing).transform((value) => value === 'true');
const address = z.url({ protocol: /^https?$/, ...missing }).transform((text) => new URL(text));
const name = z.string().regex(/^[a-z0-9][a-z0-9._-]{0,60}$|^$/, 'is not valid');

/** What every service takes from its environment; README and docs/deployment.md list the same. */
const environment = z.object({
  PORT: z.coerce.number(missing).int().min(0).max(65_535).default(3_000),
  HOST: z.string().min(1).default('0.0.0.0'),
  NODE_ENV: z.string().default('development'),
  LOG_LEVEL: z.enum(logLevels, missing).default('info'),
  /** Of a replica set. Write concern, read concern and journal are set in code. */
  MONGODB_URI: z.string(missing).regex(/^mongodb(\+srv)?:\/\/./, 'is not valid'),
  /** Before the name of every database: several provinces on one server. */
  DATABASE_PREFIX: name.default('tung-nha-'),
  KAFKA_BROKERS: z
    .string(missing)
    .regex(/^[^\s,:]+:\d{1,5}(,[^\s,:]+:\d{1,5})*$/, 'must read host:port,host:port')
    .transform((text) => text.split(',')),
  /** Before the name of every topic and group. */
  TOPIC_PREFIX: name.default(''),
  /** Of the other contexts: where a position that Kafka lost is read. */
  TEAM_ORGANISATION_URL: address.optional(),
  FIELD_ACTIVITY_URL: address.optional(),
  /** `local` signs demo users in without a password; else the issuer as its tokens name it. */
  ISSUER: z.string(missing).min(1),
  AUDIENCE: z.string().min(1).default('tung-nha'),
  /** Where the public keys of the issuer are; not needed where the local issuer lives. */
  ISSUER_JWKS_URL: address.optional(),
  /** File of the local issuer's key, made when it is not there; makes this service the local issuer. */
  ISSUER_KEY_FILE: z.string().min(1).optional(),
  /** Client credentials (OAuth 2) with which this service reads the other contexts' feeds. */
  FEED_TOKEN_URL: address.optional(),
  FEED_CLIENT_ID: z.string().min(1).optional(),
  FEED_CLIENT_SECRET: z.string().min(1).optional(),
  /** The day on which a demo stands still. */
  DEMO_DAY: localDate.optional(),
  /** Where the pages of those begin who see a whole province and more. */
  OPENS_AT: unitId.optional(),
  /** Tests and the simulator say when a command was recorded. */
  ACCEPT_RECORDED_TIME: flag.default(false),
  /** Until a load balancer has seen that this process is no longer ready. */
  SHUTDOWN_WAIT_MS: z.coerce.number(missing).int().min(0).max(60_000).default(5_000),
  /** `<topic>-<partition>@<offset>,…` that an operator has looked into. */
  ACKNOWLEDGED_FORGERIES: z
    .string()
    .default('')
    .transform((text) => text.split(',').filter(Boolean)),
});

export type ServiceEnvironment = z.output<typeof environment>;

const AUTHORISATION_CODES = ['FEED_TOKEN_URL', 'FEED_CLIENT_ID', 'FEED_CLIENT_SECRET'] as const;

/** @param hears the contexts of others whose lanes the service listens to. @throws Error in one line naming each fault */
export function readServiceEnvironment(env: NodeJS.ProcessEnv, hears: readonly Context[]): ServiceEnvironment {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const settings = readSettings(environment, given);
  const local = settings.ISSUER === 'local';
  const needed = [
    ...hears.map((context) => addressSetting[context]),
    ...(local && settings.ISSUER_KEY_FILE ? [] : (['ISSUER_JWKS_URL'] as const)),
    ...(local || hears.length === 0 ? [] : AUTHORISATION_CODES),
    ...(local && hears.length > 0 ? (['TEAM_ORGANISATION_URL'] as const) : []),
  ];
  const faults = [...new Set(needed)].filter((key) => settings[key] === undefined).map((key) => `${key}: is missing`);
  if (settings.NODE_ENV === 'production') {
    if (local) faults.push('ISSUER: local signs in without a password, which NODE_ENV=production refuses');
    if (settings.ACCEPT_RECORDED_TIME) faults.push('ACCEPT_RECORDED_TIME: refused with NODE_ENV=production');
    if (settings.DEMO_DAY) faults.push('DEMO_DAY: refused with NODE_ENV=production');
  }
  if (faults.length > 0) throw new Error(`settings: ${faults.join('; ')}`);
  return settings;
}

const addressSetting = {
  'team-organisation': 'TEAM_ORGANISATION_URL',
  'field-activity': 'FIELD_ACTIVITY_URL',
} as const satisfies Record<Context, keyof ServiceEnvironment>;

/** Of each context that has one. */
export const addressesOf = (settings: ServiceEnvironment): Readonly<Partial<Record<Context, URL>>> =>
  Object.fromEntries(
    contexts.flatMap((context) => {
      const url = settings[addressSetting[context]];
      return url ? [[context, url]] : [];
    }),
  );
