import { Kafka, type KafkaConfig, logLevel, type RetryOptions } from 'kafkajs';
import { guardIdleTimer } from './idle-guard.js';
import { keepMembership } from './steady-group.js';

guardIdleTimer();
keepMembership();

/** How a cluster is reached; every part of the adapter takes these settings among its own. */
export interface KafkaCluster {
  /** For example `['kafka-0:9092']`. */
  readonly brokers: readonly string[];
  /** Before every topic and group, so that several provinces share a cluster; with its own separator, or empty. */
  readonly prefix?: string;
  readonly security?: Pick<KafkaConfig, 'ssl' | 'sasl'>;
}

/** Shorter than kafkajs's 30 s, so that a half-open connection is given up well before the watchdog exits. */
const REQUEST_TIMEOUT_MS = 15_000;
const CONNECT_TIMEOUT_MS = 5_000;

/**
 * Soon and often: a new leader or coordinator is there some seconds after the old one died, and until then about one
 * question in three goes to the dead one. Longer than that in all: who gives up comes back as a stranger to its group.
 */
export const CONSUMER_RETRY = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 30 };

/** @param retry for consumers alone: it would take the idempotent producer's own from it */
export const kafkaOf = ({ brokers, security }: KafkaCluster, clientId: string, retry?: RetryOptions): Kafka =>
  new Kafka({
    clientId,
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    ...(retry ? { retry } : {}),
    ...security,
  });
