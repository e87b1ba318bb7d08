import kafkajs from 'kafkajs';
import { internalOf } from './client-internals.js';

interface ConsumerGroup {
  readonly cluster: { refreshMetadata(): Promise<void> };
  heartbeat(options: { interval: number }): Promise<void>;
  recoverFromFetch(error: Error): Promise<void>;
}

/** While a dead leader has no successor yet. */
const ASK_AGAIN_MS = 250;

const CONNECTION_ERRORS = new Set(['KafkaJSConnectionError', 'KafkaJSConnectionClosedError']);

/**
 * A member of a group lives through the death of a broker. As it comes, kafkajs 2.2.4 takes a refused connection for one
 * of its twelve failures and asks neither who leads now nor who coordinates: it gives up, and comes back under another
 * member id, which the group lets in only after the session timeout of the old one. With this it asks, and goes on under
 * the id it has.
 */
export function keepMembership(): void {
  const group = internalOf<{ prototype: ConsumerGroup }>('consumer/consumerGroup.js').prototype;
  const { heartbeat, recoverFromFetch } = group;
  group.heartbeat = async function (this: ConsumerGroup, options) {
    try {
      await heartbeat.call(this, options);
    } catch (error) {
      if (!CONNECTION_ERRORS.has((error as Error).name)) throw error;
      throw coordinatorMoved(error);
    }
  };
  group.recoverFromFetch = async function (this: ConsumerGroup, error) {
    if (error.name !== 'KafkaJSConnectionError') return recoverFromFetch.call(this, error);
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
    // Where nobody answers, the heartbeat says so.
    await this.cluster.refreshMetadata().catch(() => undefined);
  };
}

/** What a living broker would have said: kafkajs then looks for the coordinator and joins again. */
const coordinatorMoved = (cause: unknown) =>
  Object.assign(
    new kafkajs.KafkaJSProtocolError(
      Object.assign(new Error('the coordinator does not answer'), { type: 'NOT_COORDINATOR_FOR_GROUP', code: 16 }),
    ),
    { cause },
  );
