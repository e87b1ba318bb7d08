import { describe, expect, it } from '@jest/globals';
import kafkajs from 'kafkajs';
import './client.js';
import { internalOf } from './client-internals.js';

interface Group {
  recoverFromFetch(error: Error): Promise<void>;
}

const { prototype } = internalOf<{ prototype: Group }>('consumer/consumerGroup.js');

/** A member of a group that has just failed to fetch. */
function failing() {
  let asked = 0;
  const cluster = {
    refreshMetadata: async () => {
      asked += 1;
      throw new Error('no broker answers');
    },
  };
  const group = Object.assign(Object.create(prototype) as Group, { cluster });
  return { group, asked: () => asked };
}

describe('a member of a group whose broker is dead', () => {
  it('asks who leads now instead of giving up, also when nobody answers', async () => {
    const { group, asked } = failing();
    await group.recoverFromFetch(new kafkajs.KafkaJSConnectionError('connect ECONNREFUSED'));
    expect(asked()).toBe(1);
  });

  it('leaves every other failure to the client', async () => {
    const { group, asked } = failing();
    const error = new kafkajs.KafkaJSRequestTimeoutError('request timed out');
    await expect(group.recoverFromFetch(error)).rejects.toBe(error);
    expect(asked()).toBe(0);
  });
});
