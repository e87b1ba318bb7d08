import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventsFor } from '@tung-nha/event-store/testing';
import { canonicalJson } from '@tung-nha/kernel';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { httpOwnerFeed } from './index.js';

const events = eventsFor('household/h-1', 0, 3, 'Tổ công nghệ số');

describe('the owner’s feed over HTTP', () => {
  let server: Server;
  let asked: string[];
  beforeEach(async () => {
    asked = [];
    server = createServer(({ url, headers }, response) => {
      asked.push(`${url} ${headers.authorization}`);
      response.statusCode = headers.authorization === 'Bearer good' ? 200 : 403;
      response.end(JSON.stringify({ events: events.map((event, n) => ({ position: n + 8, event })), head: 10 }));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  });
  afterEach(() => void server.close());

  const feed = (token: string) => {
    const { port } = server.address() as AddressInfo;
    return httpOwnerFeed({ addresses: { 'field-activity': `http://127.0.0.1:${port}` }, token: () => token });
  };

  it('gives the stored bytes again', async () => {
    const deliveries = await feed('good').read('field-activity', 7, 100);
    expect(deliveries.map(({ position, bytes }) => [position, bytes])).toEqual(
      events.map((event, n) => [n + 8, canonicalJson(event)]),
    );
    expect(asked).toEqual(['/api/field-activity/events?after=7&limit=100 Bearer good']);
  });

  it('is an error when the owner refuses, never an empty log', async () => {
    await expect(feed('bad').read('field-activity', 7, 100)).rejects.toThrow('answers 403');
    await expect(feed('good').read('team-organisation', 0, 1)).rejects.toThrow('no address of team-organisation');
  });
});
