import { afterEach, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { neighbourLog } from './neighbour-log.js';

describe('the log of a neighbour', () => {
  let server: Server | undefined;
  afterEach(() => new Promise<void>((done) => (server ? server.close(() => done()) : done())));

  /** Answers with one status after the other, and goes on with the last. */
  async function neighbour(...statuses: number[]) {
    let asked = 0;
    server = createServer((_, reply) => {
      reply.statusCode = statuses[Math.min(asked, statuses.length - 1)]!;
      asked += 1;
      reply.setHeader('content-type', 'application/json').end(JSON.stringify({ events: [], head: 7 }));
    });
    await new Promise<void>((up) => server!.listen(0, '127.0.0.1', up));
    const address = new URL(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    return {
      log: (patienceMs: number) => neighbourLog('field-activity', { address, token: async () => 't', patienceMs }),
      asked: () => asked,
    };
  }

  it('is asked again while the neighbour is only beginning', async () => {
    const { log, asked } = await neighbour(403, 503, 200);
    expect(await log(10_000).head()).toBe(7);
    expect(asked()).toBe(3);
  });

  it('is given up when the time is over, or at once when the answer will not change', async () => {
    const { log } = await neighbour(403);
    await expect(log(0).head()).rejects.toThrow('answers 403');
    await new Promise<void>((done) => server!.close(() => done()));
    const refusing = await neighbour(400);
    await expect(refusing.log(10_000).head()).rejects.toThrow('answers 400');
    expect(refusing.asked()).toBe(1);
  });

  it('that nobody serves is named', async () => {
    const log = neighbourLog('field-activity', {
      address: new URL('http://127.0.0.1:1'),
      token: async () => 't',
      patienceMs: 0,
    });
    await expect(log.head()).rejects.toThrow('does not answer');
  });
});
