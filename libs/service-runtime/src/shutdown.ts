import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { EventBusServer } from '@tung-nha/event-bus';
import type { Readiness } from './readiness.js';

export interface Running {
  readonly app: Pick<NestFastifyApplication, 'close'>;
  readonly bus: Pick<EventBusServer, 'close'>;
  readonly readiness: Pick<Readiness, 'phase'>;
  /** How long a load balancer may take to see that this process is no longer ready, in milliseconds. */
  readonly waitMs: number;
  /** What may be closed once nobody asks or writes any more, in this order. */
  readonly thenClose: readonly (() => Promise<void>)[];
  /** Told of what did not end in its time. */
  readonly onLate?: (what: string) => void;
}

/**
 * While Kafka or the store is away, leaving a group, a last announcement or a commit has no end. Nothing rests on them: the
 * checkpoints are with the effects. With a wait of 5 s all of it stays below the 30 s that Kubernetes gives.
 */
const BUS_WITHIN_MS = 10_000;
const OTHERS_WITHIN_MS = 5_000;

/**
 * In the order in which nothing is lost and nobody is left without an answer (RELIABILITY): not ready, wait, stop
 * fetching, drain, commit, leave the group, close HTTP with its last answers, close the stores.
 */
export async function shutDown({ app, bus, readiness, waitMs, thenClose, onLate }: Running): Promise<void> {
  const within = async (ms: number, what: string, step: () => Promise<void>) => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timer = setTimeout(() => resolve(onLate?.(what)), ms);
    });
    await Promise.race([step(), late]).finally(() => clearTimeout(timer));
  };
  readiness.phase = 'stopping';
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  await within(BUS_WITHIN_MS, 'event bus', () => bus.close());
  await within(OTHERS_WITHIN_MS, 'HTTP', () => app.close());
  for (const close of thenClose) await within(OTHERS_WITHIN_MS, 'stores', close);
}
