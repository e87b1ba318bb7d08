import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Envelope } from '@tung-nha/kernel';
import { type Client, ofNewerRelease, onEachShape, startSystem, type System } from '@tung-nha/testing';

const TYPE = 'field-activity.household-standing-restated';
const lane = 'field-activity';

/** What cannot be counted, seen and settled over HTTP (X7). */
onEachShape('parked streams (X7)', (shape) => {
  let system: System;
  let admin: Client;
  let auditor: Client;
  let village: string;
  const at = (day: string) => ({ 'recorded-time': `${day}T03:00:00.000Z` });
  beforeAll(async () => {
    system = await startSystem({ households: 500, shape });
    admin = await system.as('demo-province-admin');
    auditor = await system.as('demo-auditor');
    village = system.places.villages[0]!;
  }, 300_000);
  afterAll(() => system.stop());

  const streamOf = (household: string) => `household/${household}`;
  const parked = async (who = admin) => (await who.get('/api/progress/parked')).body.parked;
  const discard = (body: object, headers = {}) => admin.post('/api/progress/parked/discard', body, headers);
  const households = async () => {
    await system.settled();
    return (await admin.get(`/api/progress/units/${village}`)).body.figures['households.total'] as number;
  };
  const register = async (household: string) => {
    const body = { household, village, on: '2024-01-10' };
    expect((await admin.post('/api/field-activity/households', body, at('2024-01-10'))).status).toBe(201);
  };
  /** A newer release was here and was taken back. Returns the position of what it said. */
  const saidByNewerRelease = async (household: string): Promise<number> => {
    const { body } = await admin.get(`/api/field-activity/streams?stream=${streamOf(household)}`);
    await system.append([ofNewerRelease((body.events as Envelope[]).at(-1)!, TYPE)]);
    await system.settled();
    const { lanes } = (await admin.get('/api/progress/freshness')).body;
    return lanes.find((one: { lane: string }) => one.lane === lane).position;
  };

  it('names what is set aside, with reason and positions, and goes on counting the others', async () => {
    await register('parked-a');
    const before = await households();
    const position = await saidByNewerRelease('parked-a');
    expect(await parked(auditor)).toEqual([
      {
        lane,
        stream: streamOf('parked-a'),
        reason: `cannot read ${TYPE} version 99`,
        first: position,
        last: position,
        events: 1,
        since: expect.stringMatching(/^2024-01-10T/),
      },
    ]);
    await register('parked-b');
    expect(await households()).toBe(before + 1);
    const { body } = await admin.get('/api/progress/parked?limit=1');
    expect(body.next).toBe(`${lane} ${streamOf('parked-a')}`);
    expect(body.reasons).toContainEqual({ reason: 'forged', name: { vi: 'Giả mạo', en: 'Forged' } });
    expect((await admin.get(`/api/progress/parked?after=${encodeURIComponent(body.next)}`)).body).toMatchObject({
      parked: [],
      next: null,
    });
  });

  it('tries again and says what came free: nothing, as long as nobody can read it', async () => {
    for (const body of [{}, { lane }, { lane, stream: streamOf('parked-a') }]) {
      const { status, body: answer } = await admin.post('/api/progress/parked/retry', body);
      expect([status, answer]).toEqual([200, { free: [] }]);
    }
    expect(await parked()).toHaveLength(1);
  });

  it('lets nobody else settle it, and refuses each wrong discard by its rule, storing nothing', async () => {
    const [held] = await parked();
    const { stream, last: upTo } = held;
    const sound = { lane, stream, upTo, reason: 'test-data' };
    const officer = await system.as('demo-commune-officer');
    expect((await officer.get('/api/progress/parked')).status).toBe(403);
    for (const who of [officer, auditor]) {
      expect((await who.post('/api/progress/parked/discard', sound)).status).toBe(403);
      expect((await who.post('/api/progress/parked/retry', {})).status).toBe(403);
    }
    const refused = async (body: object, headers = {}) => {
      const answer = await discard(body, headers);
      return [answer.status, answer.body.type];
    };
    const problem = (name: string) => `urn:tung-nha:problem:${name}`;
    expect(await refused({ ...sound, upTo: upTo - 1 })).toEqual([409, problem('not-the-last-held')]);
    expect(await refused({ ...sound, stream: streamOf('parked-b') })).toEqual([422, problem('nothing-parked-there')]);
    expect(await refused({ ...sound, reason: 'because' })).toEqual([400, problem('request-invalid')]);
    expect(await refused({ ...sound, stream: 'household/Nguyễn Văn An' })).toEqual([400, problem('request-invalid')]);
    expect(await refused(sound, { 'idempotency-key': ' ' })).toEqual([400, problem('idempotency-key-missing')]);
    expect((await admin.get('/api/progress/events')).body).toEqual({ events: [], head: 0 });
    expect(await parked()).toHaveLength(1);
  });

  it('discards once and for good, on record; the stream goes on with its next event; a rebuild says the same', async () => {
    const [{ stream, last: upTo }] = await parked();
    const before = await households();
    const body = { lane, stream, upTo, reason: 'unreadable-for-good' };
    const key = { 'idempotency-key': 'discard-once' };
    const first = await discard(body, { ...key, ...at('2025-06-01') });
    expect([first.status, first.body]).toEqual([201, { id: expect.any(String), version: 1, position: 1 }]);
    const again = await discard(body, { ...key, ...at('2025-06-01') });
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await discard({ ...body, reason: 'forged' }, key)).body.type).toContain('idempotency-key-reused');
    expect((await discard(body)).status).toBe(200);
    expect((await discard({ ...body, reason: 'forged' })).body.type).toContain('discarded-for-another-reason');
    expect(await parked()).toEqual([]);
    expect(await households()).toBe(before);

    const { events } = (await auditor.get('/api/progress/events')).body;
    expect(events).toEqual([
      {
        position: 1,
        event: expect.objectContaining({
          type: 'progress.parked-stream-discarded',
          source: '/progress',
          actor: 'demo-province-admin',
          data: {
            consumer: 'progress.projection',
            lane,
            stream,
            first: upTo,
            upTo,
            events: 1,
            reason: 'unreadable-for-good',
          },
        }),
      },
    ]);

    // Its next event can be read: the stream is counted on.
    const told = (await admin.get(`/api/${lane}/streams?stream=${stream}`)).body.events as Envelope[];
    const registered = told.find(({ type }) => type === TYPE)!;
    const { was, is } = registered.data as { was: unknown[]; is: unknown[] };
    const closed = {
      ...registered,
      ...placeAfter(told.at(-1)!),
      data: { ...(registered.data as object), was: is, is: was },
    };
    await system.append([closed]);
    expect(await households()).toBe(before - 1);
    expect(await parked()).toEqual([]);

    const live = (await admin.get('/api/progress/digest')).body.digest;
    expect((await admin.post('/api/progress/rebuild', {})).body.digest).toBe(live);
    expect(await households()).toBe(before - 1);
  });
});

/** The id and version of the event that follows. */
function placeAfter(before: Envelope) {
  const { id, streamversion } = ofNewerRelease(before, TYPE);
  return { id, streamversion };
}
