import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventBusServer } from '@tung-nha/event-bus';
import type { Readiness } from './readiness.js';

export interface Running {
  readonly app: NestFastifyApplication;
  readonly bus: EventBusServer;
  readonly readiness: Readiness;
  /** How long a load balancer may take to see that this process is no longer ready, in milliseconds. */
  readonly waitMs: number;
  /** What may be closed once nobody asks or writes any more, in this order. */
  readonly thenClose: readonly (() => Promise<void>)[];
}

/**
 * In the order in which nothing is lost and nobody is left without an answer (RELIABILITY): not ready, wait, stop
 * fetching, drain, commit, leave the group, close HTTP with its last answers, close the stores.
 */
export async function shutDown({ app, bus, readiness, waitMs, thenClose }: Running): Promise<void> {
  readiness.phase = 'stopping';
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  await bus.close();
  await app.close();
  for (const close of thenClose) await close();
}
