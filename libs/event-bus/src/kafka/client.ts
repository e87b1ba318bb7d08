import { Kafka, type KafkaConfig, logLevel } from 'kafkajs';
import { guardIdleTimer } from './idle-guard.js';

guardIdleTimer();

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

/** Soon and often: a new leader is there some seconds after the old one died. */
export const CONSUMER_RETRY = { initialRetryTime: 100, maxRetryTime: 1_000, retries: 12 };

/** No `retry` here: it would take the idempotent producer's own from it. */
export const kafkaOf = ({ brokers, security }: KafkaCluster, clientId: string): Kafka =>
  new Kafka({
    clientId,
    brokers: [...brokers],
    logLevel: logLevel.NOTHING,
    requestTimeout: REQUEST_TIMEOUT_MS,
    connectionTimeout: CONNECT_TIMEOUT_MS,
    ...security,
  });
