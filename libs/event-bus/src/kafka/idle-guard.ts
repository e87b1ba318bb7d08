import { internalOf } from './client-internals.js';

interface RequestQueue {
  pending: unknown[];
  throttledUntil: number;
  scheduleCheckPendingRequests(): void;
}

/**
 * kafkajs 2.2.4 arms a timer of at most 1 ms for ever, even with nothing to send (tulios/kafkajs#1751): about 900
 * wake-ups a second for each broker connection. With this it rests while nothing is pending and nothing throttled.
 */
export function guardIdleTimer(): void {
  const queue = internalOf<{ prototype: RequestQueue }>('network/requestQueue/index.js').prototype;
  const original = queue.scheduleCheckPendingRequests;
  queue.scheduleCheckPendingRequests = function (this: RequestQueue) {
    if (this.pending.length === 0 && this.throttledUntil <= Date.now()) return;
    original.call(this);
  };
}
