import { describe, expect, it } from '@jest/globals';
import { readServiceEnvironment } from './environment.js';

const demo = {
  MONGODB_URI: 'mongodb://user:geheim@mongo:27017',
  KAFKA_BROKERS: 'kafka-0:9092,kafka-1:9092',
  ISSUER: 'local',
  ISSUER_JWKS_URL: 'http://team-organisation:3000/api/identity/jwks.json',
  TEAM_ORGANISATION_URL: 'http://team-organisation:3000',
};
const production = {
  ...demo,
  NODE_ENV: 'production',
  ISSUER: 'https://login.example.vn/realms/tinh',
  FEED_TOKEN_URL: 'https://login.example.vn/token',
  FEED_CLIENT_ID: 'field-activity',
  FEED_CLIENT_SECRET: 'geheim',
};
const faultsOf = (env: NodeJS.ProcessEnv) => {
  try {
    readServiceEnvironment(env, ['team-organisation']);
    return 'none';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the settings of a service', () => {
  it('are read from its environment, with their defaults', () => {
    expect(readServiceEnvironment(production, ['team-organisation'])).toMatchObject({
      PORT: 3_000,
      KAFKA_BROKERS: ['kafka-0:9092', 'kafka-1:9092'],
      DATABASE_PREFIX: 'tung-nha-',
      SHUTDOWN_WAIT_MS: 5_000,
      ACCEPT_RECORDED_TIME: false,
    });
  });

  it.each<[string, NodeJS.ProcessEnv, string]>([
    ['MONGODB_URI', { ...demo, MONGODB_URI: undefined }, 'MONGODB_URI: is missing'],
    ['an empty value', { ...demo, KAFKA_BROKERS: '' }, 'KAFKA_BROKERS: is missing'],
    ['brokers without a port', { ...demo, KAFKA_BROKERS: 'kafka' }, 'KAFKA_BROKERS: must read host:port,host:port'],
    ['a port that is none', { ...demo, PORT: '70000' }, 'PORT: '],
    ['a neighbour without address', { ...demo, TEAM_ORGANISATION_URL: undefined }, 'TEAM_ORGANISATION_URL: is missing'],
    ['keys of the issuer', { ...demo, ISSUER_JWKS_URL: undefined }, 'ISSUER_JWKS_URL: is missing'],
    ['credentials for the feeds', { ...production, FEED_CLIENT_SECRET: undefined }, 'FEED_CLIENT_SECRET: is missing'],
    ['a password-less issuer in production', { ...demo, NODE_ENV: 'production' }, 'ISSUER: local signs in without'],
    [
      'times of the client’s own in production',
      { ...production, ACCEPT_RECORDED_TIME: 'true' },
      'ACCEPT_RECORDED_TIME: ',
    ],
    ['a demo in production', { ...production, DEMO_DAY: '2025-12-31' }, 'DEMO_DAY: '],
  ])('%s: one line that names it and no value', (_, env, wanted) => {
    const said = faultsOf(env);
    expect(said).toContain(wanted);
    expect(said).not.toMatch(/\n|geheim/);
  });
});
