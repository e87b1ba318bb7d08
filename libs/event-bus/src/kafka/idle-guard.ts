import { createRequire } from 'node:module';

interface RequestQueue {
  pending: unknown[];
  throttledUntil: number;
  scheduleCheckPendingRequests(): void;
}

const SEEN = '2.2.4';

/**
 * kafkajs 2.2.4 arms a timer of at most 1 ms for ever, even with nothing to send (tulios/kafkajs#1751): about 900
 * wake-ups a second for each broker connection. With this it rests while nothing is pending and nothing throttled.
 * @throws Error with another version of kafkajs
 */
export function guardIdleTimer(): void {
  const load = createRequire(import.meta.url);
  const { version } = load('kafkajs/package.json') as { version: string };
  if (version !== SEEN) throw new Error(`kafkajs ${version}: look at the idle guard again`);
  const queue = (load('kafkajs/src/network/requestQueue/index.js') as { prototype: RequestQueue }).prototype;
  const original = queue.scheduleCheckPendingRequests;
  queue.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length === 0 && this.throttledUntil <= Date.now()) return;
    original.call(this);
  };
}
