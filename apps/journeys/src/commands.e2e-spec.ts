import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, onEachShape, startSystem, type System } from '@tung-nha/testing';
import { readFileSync } from 'node:fs';

onEachShape('commands over HTTP (X5, X6, X7)', (shape) => {
  let system: System;
  let admin: Client;
  let village: string;
  beforeAll(async () => {
    system = await startSystem({ households: 500, shape });
    admin = await system.as('demo-province-admin');
    village = system.places.villages[0]!;
  }, 300_000);
  afterAll(() => system.stop());

  const register = (household: string, on = '2024-01-10', headers = {}) =>
    admin.post('/api/field-activity/households', { household, village, on }, headers);

  it('answers with id, version and position, in body and headers', async () => {
    const { status, body, headers } = await register('command-first');
    expect([status, body]).toEqual([201, { id: 'command-first', version: 2, position: expect.any(Number) }]);
    expect([headers.get('etag'), headers.get('seen')]).toEqual(['"2"', `field-activity=${body.position}`]);
  });

  it('takes over a correlation id into the events, and no other words', async () => {
    const id = '0f8fad5b-d9cb-469f-a165-70867728950e';
    const { headers } = await register('command-traced', '2024-01-10', { 'x-correlation-id': id });
    expect(headers.get('x-correlation-id')).toBe(id);
    await register('command-untraced', '2024-01-10', { 'x-correlation-id': 'nguyen-van-a' });
    const kept = async (household: string) =>
      (await admin.get(`/api/field-activity/streams?stream=household/${household}`)).body.events[0].correlationid;
    expect([await kept('command-traced'), await kept('command-untraced')]).toEqual([
      id,
      expect.not.stringMatching(/nguyen/),
    ]);
  });

  it('the same key twice: one effect, one answer; with another body it is refused', async () => {
    const key = { 'idempotency-key': 'once' };
    const first = await register('command-once', '2024-01-10', key);
    const again = await register('command-once', '2024-01-10', key);
    expect([again.status, again.body]).toEqual([first.status, first.body]);
    const other = await register('command-once', '2024-01-11', key);
    expect([other.status, other.body.type]).toEqual([422, 'urn:tung-nha:problem:idempotency-key-reused']);
    expect((await admin.get('/api/field-activity/households/command-once')).body.version).toBe(2);
  });

  it('two people edit the same household: one 409 with the present version', async () => {
    await register('command-both');
    const edit = (day: string) =>
      admin.post(
        '/api/field-activity/households/command-both/moves',
        { to: system.places.villages[1], on: day },
        { 'if-match': '"2"' },
      );
    const answers = await Promise.all([edit('2024-02-01'), edit('2024-03-01')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    const refused = answers.find(({ status }) => status === 409)!;
    const { version } = (await admin.get('/api/field-activity/households/command-both')).body;
    expect([refused.body.currentVersion, refused.headers.get('etag')]).toEqual([version, `"${version}"`]);
  });

  it('registers the households of a village all or none', async () => {
    const path = `/api/field-activity/villages/${village}/households`;
    const households = Array.from({ length: 200 }, (_, index) => `bulk-${index}`);
    expect((await admin.post(path, { on: '2024-01-10', households })).status).toBe(201);
    const half = await admin.post(path, { on: '2024-02-02', households: ['bulk-new', 'bulk-1'] });
    expect([half.status, half.body.type]).toEqual([422, 'urn:tung-nha:problem:household-already-registered']);
    expect((await admin.get('/api/field-activity/households/bulk-new')).status).toBe(403);
  });

  it('tells foreign and unknown apart by nothing', async () => {
    const member = await system.as('demo-team-member');
    const foreign = await member.get(`/api/progress/units/${system.places.province}`);
    const unknown = await member.get('/api/progress/units/no-such-unit');
    expect([foreign.status, foreign.body]).toEqual([403, unknown.body]);
    const write = await member.post(`/api/field-activity/households`, {
      household: 'x',
      village: 'nowhere',
      on: '2024-01-10',
    });
    expect(write.body).toEqual(unknown.body);
    const chair = await system.as('demo-province-chair');
    expect(
      (await chair.post('/api/field-activity/households', { household: 'x', village, on: '2024-01-10' })).status,
    ).toBe(403);
  });

  it.each([
    ['no token', { authorization: '' }],
    ['a token of nobody', { authorization: 'Bearer abc.def.ghi' }],
  ])('%s: 401 with a challenge', async (_, headers) => {
    const { status, headers: answered } = await admin.get('/api/progress/figures', headers);
    expect([status, answered.get('www-authenticate')]).toEqual([401, 'Bearer']);
  });

  const visit = { visit: 'v-bad', on: '2024-03-10', team: 'team-1', members: ['an'], activities: ['explained'] };
  const visits = '/api/field-activity/households/command-first/visits';
  it.each<[string, string, unknown, number, string[]]>([
    ['an unknown field', visits, { ...visit, note: 'Nguyễn Văn A' }, 400, ['/note']],
    ['a polluting field', visits, '{"__proto__":{"x":1},"constructor":{"prototype":{}}}', 400, []],
    ['an operator for a value', visits, { ...visit, team: { $ne: null } }, 400, ['/team']],
    ['an object for a list', visits, { ...visit, members: {} }, 400, ['/members']],
    [
      'a number beyond all numbers',
      visits,
      '{"visit":1e309}',
      400,
      ['/visit', '/on', '/team', '/members', '/activities'],
    ],
    ['a day that does not exist', visits, { ...visit, on: '2025-02-30' }, 400, ['/on']],
    ['a day with a time', visits, { ...visit, on: '2024-03-10T00:00:00Z' }, 400, ['/on']],
    ['a day to come', visits, { ...visit, on: '2026-01-01' }, 422, []],
    ["a person's name for an id", visits, { ...visit, members: ['Nguyễn Văn A'] }, 400, ['/members']],
    ['no JSON', visits, '{"visit":', 400, []],
    ['a NUL in an id', visits, { ...visit, visit: 'a\u0000b' }, 400, ['/visit']],
    ['nobody who visited', visits, { ...visit, members: [] }, 400, ['/members']],
    ['a day before the household was there', visits, { ...visit, on: '2023-01-01' }, 422, []],
    [
      'a list of too many',
      `/api/field-activity/villages/v/households`,
      { on: '2024-01-10', households: Array.from({ length: 201 }, (_, i) => `h-${i}`) },
      400,
      ['/households'],
    ],
    ['depth without end', visits, `${'['.repeat(10_000)}${']'.repeat(10_000)}`, 400, []],
  ])('%s is refused, named, not echoed, and nothing is stored', async (_, path, body, status, pointers) => {
    const before = (await admin.get('/api/field-activity/events?after=0&limit=1')).body.head;
    const answer = await admin.post(path, body);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([
      status,
      'application/problem+json; charset=utf-8',
    ]);
    if (pointers.length > 0)
      expect(answer.body.errors.map((fault: { pointer: string }) => fault.pointer).sort()).toEqual(
        [...pointers].sort(),
      );
    for (const field of ['type', 'title', 'detail', 'detailEn']) expect(answer.body[field]).toEqual(expect.any(String));
    expect(JSON.stringify(answer.body)).not.toMatch(/Nguy|NaN|2025-02-30|\$ne/);
    expect((await admin.get('/api/field-activity/events?after=0&limit=1')).body.head).toBe(before);
  });

  it.each([
    ['no key', { 'idempotency-key': '' }, 'idempotency-key-missing'],
    ['a version that is none', { 'if-match': '-1' }, 'if-match-malformed'],
    ['a version of the future', { 'if-match': '"999"' }, 'version-conflict'],
    ['a time that is none', { 'recorded-time': 'yesterday' }, 'recorded-time-refused'],
    ['what nobody has seen', { seen: 'team-organisation=999999' }, 'not-yet-heard'],
    ['a lane that is none', { seen: 'x' }, 'seen-malformed'],
  ])('a header with %s is refused', async (_, headers, rule) => {
    const { body } = await admin.post(visits, visit, headers);
    expect(body.type).toBe(`urn:tung-nha:problem:${rule}`);
  });

  it.each([
    'on=2025-02-30',
    'know=2024-01-01',
    'from=2024-02-01&on=2024-01-01',
    'on[$ne]=1',
    'on=2024-01-01&on=2024-01-02',
  ])('a view asked with %s is refused', async (query) => {
    const { status, body } = await admin.get(`/api/progress/units/${village}?${query}`);
    expect([status, body.errors.length > 0]).toEqual([400, true]);
  });

  it('a list of units with five faults: all five are told by row, and nothing is recorded', async () => {
    const row = { row: 2, code: '00001', name: 'A', type: 'xã', level: 'commune', parentCode: '24', fullName: 'Xã A' };
    const rows = [
      { ...row, code: '1' },
      { ...row, row: 3, level: 'village' },
      { ...row, row: 4, name: '' },
      { ...row, row: 5, extra: 1 },
      { ...row, row: 6, parentCode: 'x' },
    ];
    const answer = await admin.post('/api/team-organisation/units/lists', { source: 'test', on: '2025-12-01', rows });
    expect(answer.status).toBe(400);
    expect(answer.body.errors.map((fault: { pointer: string }) => fault.pointer)).toEqual([
      '/rows/0/code',
      '/rows/1/level',
      '/rows/2/name',
      '/rows/3/extra',
      '/rows/4/parentCode',
    ]);
  });

  it('a change list against the register: rows that name a code nobody bears', async () => {
    const row = {
      row: 7,
      on: '2025-12-01',
      kind: 'merge',
      level: 'commune',
      fromCode: '99999',
      toCode: '07210',
      toFullName: 'Phường X',
      extent: 'full',
      decision: null,
      parentCode: null,
    };
    const answer = await admin.post('/api/team-organisation/units/changes', { rows: [row], lists: [] });
    expect([answer.status, answer.body.errors]).toEqual([
      400,
      [expect.objectContaining({ row: 7, pointer: '/from_code', rule: 'CodeUnknownOnThatDay' })],
    ]);
  });

  it('founds a village, and a dry run records nothing', async () => {
    const unit = (await admin.get('/api/team-organisation/units?code=07210&on=2025-12-31')).body.units[0].id;
    const founded = await admin.post(`/api/team-organisation/units/${unit}/villages`, {
      on: '2025-12-01',
      villages: [{ name: 'Mới Lập', kind: 'tổ dân phố' }],
    });
    expect(founded.status).toBe(201);
    await system.settled();
    const { body } = await admin.get('/api/team-organisation/units?text=moi%20lap');
    expect(body.units[0].versions[0]).toMatchObject({ fullName: 'Tổ dân phố Mới Lập', parent: unit, level: 'village' });
    const row = {
      row: 2,
      on: '2025-12-01',
      kind: 'rename',
      level: 'commune',
      fromCode: '07210',
      toCode: '07210',
      toFullName: 'Phường Thử',
      extent: 'full',
      decision: null,
      parentCode: null,
    };
    const dry = await admin.post('/api/team-organisation/units/changes?dryRun=true', { rows: [row], lists: [] });
    expect([dry.status, dry.body]).toMatchObject([200, { dryRun: true, decisions: 1, units: 1 }]);
    expect(
      (await admin.get('/api/team-organisation/units?text=phuong%20thu')).body.units.map(
        (found: { versions: { fullName: string }[] }) => found.versions.at(-1)!.fullName,
      ),
    ).not.toContain('Phường Thử');
  });

  it('a grant taken away stops the next request, though the token still holds (L34)', async () => {
    const member = await system.as('demo-team-member');
    const path = `/api/progress/units/${(await member.get('/api/team-organisation/me')).body.grants[0].unit.id}`;
    expect((await member.get(path)).status).toBe(200);
    const revoked = await admin.post('/api/team-organisation/access/demo-team-member/revocations', {
      grant: 'demo-team-member-first',
      on: '2025-12-31',
      reason: 'duty-ended',
    });
    expect(revoked.status).toBe(201);
    await system.settled();
    expect((await member.get(path)).status).toBe(403);
  });

  it('tells every address it has, and answers for its health', async () => {
    const { body } = await admin.get('/api/openapi.json');
    expect(Object.keys(body.paths)).toEqual(
      expect.arrayContaining([
        '/api/field-activity/households/{household}/visits',
        '/api/team-organisation/units/changes',
        '/api/progress/units/{unit}/figures/{figure}/why',
        '/api/field-activity/events',
      ]),
    );
    expect(body.components.schemas.VisitHouseholdRequest.properties.on).toMatchObject({
      type: 'string',
      format: 'date',
    });
    expect((await admin.get('/health/ready')).body.status).toBe('ready');
    expect((await admin.get('/metrics')).body).toContain('tung_nha_lane_lag_events');
    expect(readFileSync(`${system.folder}/demo.json`, 'utf8')).toContain('"complete": true');
  });
});
