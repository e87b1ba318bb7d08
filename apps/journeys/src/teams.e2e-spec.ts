import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Answer, type Client, startSystem, type System } from '@tung-nha/testing';

describe('teams over HTTP (T2, T3, T4)', () => {
  let system: System;
  let officer: Client;
  let admin: Client;
  let village: string;
  let commune: string;
  /** Another commune's, and its village. */
  let foreign: { commune: string; village: string };
  beforeAll(async () => {
    system = await startSystem({ households: 1_891 });
    officer = await system.as('demo-commune-officer');
    admin = await system.as('demo-province-admin');
    ({ commune } = system.places);
    village = system.places.villages[0]!;
    const other = (await admin.get('/api/team-organisation/units?code=07774&on=2023-04-10')).body.units[0].id as string;
    const below = await admin.get(`/api/progress/units/${other}?map=2023-04-10`);
    foreign = { commune: other, village: below.body.children[0].unit.id };
  }, 60_000);
  afterAll(() => system.stop());

  const base = '/api/team-organisation';
  const decision = (over: object = {}) => ({
    number: '12/QĐ-UBND',
    date: '2023-06-01',
    office: 'commune-chair',
    capacity: 'own-right',
    issuingUnit: commune,
    ...over,
  });
  const establish = (team: string, over: object = {}, headers = {}, by = officer) =>
    by.post(`${base}/teams`, { team, unit: village, decision: decision(), on: '2023-06-01', ...over }, headers);
  const appoint = (team: string, member: string, over: object = {}, headers = {}) =>
    officer.post(
      `${base}/teams/${team}/members`,
      { member, role: 'member', position: 'citizen', organisation: 'village', on: '2023-07-01', ...over },
      headers,
    );
  const head = async () => (await admin.get(`${base}/events?after=0&limit=1`)).body.head as number;
  const refusedBy = (rule: string) => `urn:tung-nha:problem:${rule}`;

  it('a village team: established, filled, consolidated, read on any day', async () => {
    const { status, body, headers } = await establish('to-1');
    expect([status, body]).toEqual([201, { id: 'to-1', version: 3, position: expect.any(Number) }]);
    expect([headers.get('etag'), headers.get('seen')]).toEqual(['"3"', `team-organisation=${body.position}`]);
    const people: [string, object][] = [
      ['an', { role: 'leader', position: 'head-of-village' }],
      ['binh', { role: 'deputy', position: 'village-police-officer', organisation: 'police' }],
      ['chi', { role: 'deputy', position: 'village-youth-union-secretary', organisation: 'youth-union' }],
      ['dung', { position: 'teacher', organisation: 'school' }],
    ];
    for (const [member, over] of people) expect((await appoint('to-1', member, over)).status).toBe(201);
    const consolidated = await officer.post(`${base}/teams/to-1/consolidations`, {
      decision: decision({ number: '40/QĐ-UBND', date: '2023-08-20' }),
      on: '2023-08-20',
    });
    expect(consolidated.status).toBe(201);
    expect(
      (await officer.post(`${base}/teams/to-1/members/dung/role`, { role: 'standing-deputy', on: '2023-09-01' }))
        .status,
    ).toBe(201);
    expect(
      (await officer.post(`${base}/teams/to-1/members/an/release`, { reason: 'left-office', on: '2024-02-01' })).status,
    ).toBe(201);

    const full = await officer.get(`${base}/teams/to-1?on=2023-12-31`);
    expect(full.headers.get('etag')).toBe(`"${full.body.version}"`);
    expect(full.body).toMatchObject({
      id: 'to-1',
      unit: { id: village },
      level: 'village',
      policy: 'bg-2023',
      standings: ['established', 'consolidated', 'consolidated-on-time', 'compliant'],
      members: [
        { member: 'an', role: 'leader', position: 'head-of-village', organisation: 'village', since: '2023-07-01' },
        { member: 'binh', role: 'deputy' },
        { member: 'chi', role: 'deputy' },
        { member: 'dung', role: 'standing-deputy', position: 'teacher' },
      ],
      verdict: { policy: { id: 'bg-2023', version: 1 }, compliant: true },
    });
    expect(full.body.decisions.map(({ what, number }: Record<string, string>) => [what, number])).toEqual([
      ['establish', '12/QĐ-UBND'],
      ['consolidate', '40/QĐ-UBND'],
    ]);
    const later = (await officer.get(`${base}/teams/to-1?on=2024-02-01`)).body;
    expect(later.standings).toEqual(['established', 'leaderless', 'consolidated', 'consolidated-on-time']);
    expect(
      later.verdict.clauses
        .filter(({ met }: { met: boolean }) => !met)
        .map(({ kind, role }: Record<string, string>) => [kind, role]),
    ).toEqual([['required', 'leader']]);
    expect((await officer.get(`${base}/teams/to-1?on=2023-05-31`)).body).toMatchObject({ members: [], verdict: null });
  });

  it('lists the teams of a unit on a day, page by page, those of a unit that ended as well', async () => {
    const communeTeam = await establish('to-xa', { unit: commune });
    expect(communeTeam.status).toBe(201);
    await establish('to-2', { on: '2023-09-01' });
    await system.settled();
    const list = (unit: string, query: string) => officer.get(`${base}/units/${unit}/teams?${query}`);
    // Those founded here: the simulated ones stand beside them.
    const ours = ({ body }: Answer) => (body.teams as { id: string }[]).filter(({ id }) => id.startsWith('to-'));
    const on = async (day: string) => ours(await list(commune, `on=${day}`)).map(({ id }) => id);
    expect([await on('2023-05-31'), await on('2023-08-31'), await on('2025-12-31')]).toEqual([
      [],
      ['to-1', 'to-xa'],
      ['to-1', 'to-2', 'to-xa'],
    ]);
    const first = (await list(commune, 'limit=2&after=to-')).body;
    expect([first.teams.length, first.next]).toEqual([2, 'to-2']);
    expect((await list(commune, 'limit=1&after=to-2')).body).toMatchObject({ teams: [{ id: 'to-xa' }] });
    expect(ours(await list(village, 'on=2024-02-01'))).toMatchObject([
      { id: 'to-1', members: 3, unmet: { required: 1, recommended: 0 } },
      { id: 'to-2', members: 0, unmet: { required: 3 } },
    ]);
    expect(
      ours(await admin.get(`${base}/units/${system.places.province}/teams?on=2023-12-31&after=to-&limit=5`)),
    ).toHaveLength(3);
    expect((await list(commune, 'limit=1000')).status).toBe(400);
  });

  it('a repeat says nothing new; the same key with another body is refused', async () => {
    const again = await appoint('to-1', 'chi', {
      role: 'deputy',
      position: 'village-youth-union-secretary',
      organisation: 'youth-union',
    });
    expect(again.status).toBe(200);
    const key = { 'idempotency-key': 'appoint-once' };
    expect((await appoint('to-2', 'em', { on: '2023-09-15' }, key)).status).toBe(201);
    expect((await appoint('to-2', 'em', { on: '2023-09-15' }, key)).status).toBe(201);
    expect((await appoint('to-2', 'em', { on: '2023-10-01' }, key)).body.type).toBe(
      refusedBy('idempotency-key-reused'),
    );
  });

  it('two people edit a team: one 409 with the present version', async () => {
    const { version } = (await officer.get(`${base}/teams/to-2`)).body as { version: number };
    const edit = (member: string) => appoint('to-2', member, { on: '2023-10-01' }, { 'if-match': `"${version}"` });
    const answers = await Promise.all([edit('gam'), edit('hoa')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.currentVersion).toBe(version + 2);
  });

  it('one person serves in several teams, each with its own lead', async () => {
    expect((await appoint('to-xa', 'an', { role: 'leader', position: 'commune-chair' })).status).toBe(201);
    expect((await officer.get(`${base}/teams/to-xa?on=2024-01-01`)).body.members).toHaveLength(1);
  });

  describe('refused, and nothing stored', () => {
    beforeAll(async () => {
      await establish('to-gone');
      const dissolved = await officer.post(`${base}/teams/to-gone/dissolution`, {
        decision: decision({ number: '50/QĐ-UBND', date: '2023-12-01' }),
        on: '2023-12-01',
      });
      expect(dissolved.status).toBe(201);
    });
    const wrong: [string, () => Promise<Answer>, number, string][] = [
      [
        'a second leader',
        () => appoint('to-xa', 'binh', { role: 'leader', on: '2024-03-01' }),
        422,
        'leader-already-appointed',
      ],
      [
        'a member before the team was there',
        () => appoint('to-1', 'em', { on: '2023-05-01' }),
        422,
        'team-not-yet-established',
      ],
      ['a member of tomorrow', () => appoint('to-1', 'em', { on: '2026-01-01' }), 422, 'day-in-the-future'],
      ['a member twice', () => appoint('to-1', 'binh', { on: '2024-03-01' }), 422, 'member-already-appointed'],
      [
        'a member of a dissolved team',
        () => appoint('to-gone', 'em', { on: '2024-01-01' }),
        422,
        'team-dissolved-that-day',
      ],
      [
        'a second dissolution',
        () => officer.post(`${base}/teams/to-gone/dissolution`, { decision: decision(), on: '2023-11-01' }),
        422,
        'team-already-dissolved',
      ],
      ['a team established twice', () => establish('to-1', { on: '2023-06-02' }), 422, 'team-already-established'],
      [
        'a decision of the district chair',
        () => establish('to-x', { decision: decision({ office: 'district-chair' }) }),
        422,
        'decision-not-of-that-office',
      ],
      [
        'a decision of another commune',
        () => establish('to-x', { decision: decision({ issuingUnit: foreign.commune }) }),
        422,
        'decision-of-another-unit',
      ],
      [
        'a commune that had ended by then',
        () => establish('to-x', { unit: commune, on: '2025-07-01' }),
        422,
        'unit-not-in-force',
      ],
      ['a province', () => establish('to-x', { unit: system.places.province }, {}, admin), 422, 'unit-has-no-teams'],
      ['the release of a stranger', () => release('to-1', 'nobody'), 422, 'member-not-in-team-that-day'],
      ['a unit nobody knows', () => establish('to-x', { unit: 'nowhere' }), 403, 'not-allowed'],
      ["another commune's village", () => establish('to-x', { unit: foreign.village }), 403, 'not-allowed'],
      ['a team nobody knows', () => appoint('to-nobody', 'an'), 403, 'not-allowed'],
      ['a version of the past', () => appoint('to-1', 'em', {}, { 'if-match': '"1"' }), 409, 'version-conflict'],
      [
        'what nobody has seen',
        () => appoint('to-1', 'em', {}, { seen: 'team-organisation=99999999' }),
        503,
        'not-yet-heard',
      ],
    ];
    const release = (team: string, member: string) =>
      officer.post(`${base}/teams/${team}/members/${member}/release`, { reason: 'replaced', on: '2024-01-01' });

    it.each(wrong)('%s', async (_, ask, status, rule) => {
      const before = await head();
      const { status: answered, body } = await ask();
      expect([answered, body.type]).toEqual([status, refusedBy(rule)]);
      for (const field of ['title', 'detail', 'detailEn']) expect(body[field]).toEqual(expect.any(String));
      expect(await head()).toBe(before);
    });

    it("another commune's team and one nobody knows cannot be told apart, nor can a taken id", async () => {
      const theirs = { unit: foreign.village, decision: decision({ issuingUnit: foreign.commune }) };
      expect((await establish('to-theirs', theirs, {}, admin)).status).toBe(201);
      const unknown = await appoint('to-nobody', 'an');
      expect((await appoint('to-theirs', 'an')).body).toEqual(unknown.body);
      expect((await officer.get(`${base}/teams/to-theirs`)).body).toEqual(unknown.body);
      expect((await officer.get(`${base}/units/${foreign.commune}/teams`)).body).toEqual(unknown.body);
      expect((await establish('to-theirs')).body).toEqual(unknown.body);
    });

    it('a role that may only read', async () => {
      const member = await system.as('demo-team-member');
      expect((await establish('to-x', {}, {}, member)).status).toBe(403);
      const own = (await member.get(`${base}/me`)).body.grants[0].unit.id as string;
      expect((await member.get(`${base}/units/${own}/teams`)).status).toBe(200);
    });

    it('every fault of a request, by field', async () => {
      const before = await head();
      const answer = await officer.post(`${base}/teams`, {
        team: 'Tổ 1',
        unit: village,
        decision: { number: 'số 12 của ông An', date: '2023-02-30', office: 'mayor', issuingUnit: commune, note: 'x' },
        on: '2023-06-01T00:00:00Z',
        extra: 1,
      });
      expect([answer.status, answer.body.errors.map(({ pointer }: { pointer: string }) => pointer).sort()]).toEqual([
        400,
        [
          '/decision/capacity',
          '/decision/date',
          '/decision/note',
          '/decision/number',
          '/decision/office',
          '/extra',
          '/on',
          '/team',
        ],
      ]);
      expect(JSON.stringify(answer.body)).not.toMatch(/ông An|mayor/);
      expect(
        (await officer.post(`${base}/teams`, { team: 'to-x', unit: village, on: '2023-06-01' })).body.errors,
      ).toMatchObject([{ pointer: '/decision', rule: 'isDefined' }]);
      expect(await head()).toBe(before);
    });
  });

  describe('a list of members', () => {
    const row = (number: number, team: string, member: string, over: object = {}) => ({
      ...{ row: number, team, member, role: 'member', position: 'citizen', organisation: 'village', on: '2023-11-01' },
      ...over,
    });
    const send = (rows: object[], query = '', headers = {}) =>
      officer.post(`${base}/members/import${query}`, { rows }, headers);

    it('with faults: all of them by row, and nothing of it is recorded', async () => {
      const before = await head();
      const answer = await send([
        row(2, 'to-2', 'kim'),
        row(3, 'to-2', 'kim', { role: 'deputy' }),
        row(4, 'to-theirs', 'lan'),
        row(5, 'to-nobody', 'lan'),
        row(6, 'to-xa', 'minh', { role: 'leader' }),
        row(7, 'to-1', 'nga', { on: '2026-01-01' }),
        row(8, 'to-gone', 'nga', { on: '2024-01-01' }),
        row(9, 'to-1', 'binh'),
      ]);
      expect(answer.status).toBe(400);
      expect(
        answer.body.errors.map(({ row: of, pointer, rule }: Record<string, unknown>) => [of, pointer, rule]),
      ).toEqual([
        [3, '/member', 'MemberTwice'],
        [4, '/team', 'TeamNotInScope'],
        [5, '/team', 'TeamNotInScope'],
        [6, '/role', 'LeaderAlreadyAppointed'],
        [7, '/on', 'DayInTheFuture'],
        [8, '/on', 'TeamDissolvedThatDay'],
        [9, '/member', 'MemberAlreadyAppointed'],
      ]);
      expect(await head()).toBe(before);
    });

    it('without: in one go, a dry run first, and a repeat says nothing new', async () => {
      const rows = Array.from({ length: 600 }, (_, at) => row(at + 2, at % 3 === 0 ? 'to-xa' : 'to-2', `member-${at}`));
      const before = await head();
      const dry = await send(rows, '?dryRun=true');
      expect([dry.status, dry.body]).toMatchObject([200, { teams: 2, members: 600, dryRun: true }]);
      expect(await head()).toBe(before);
      const key = { 'idempotency-key': 'the-list' };
      expect([(await send(rows, '', key)).status, await head()]).toEqual([201, before + 1_200]);
      expect([(await send(rows, '', key)).status, await head()]).toEqual([201, before + 1_200]);
      expect([(await send(rows)).status, await head()]).toEqual([200, before + 1_200]);
      expect((await officer.get(`${base}/teams/to-xa?on=2023-11-01`)).body.members).toHaveLength(201);
    });
  });

  it('a reorganisation lists the grants it empties, and gives them on the successor when asked to (T1)', async () => {
    const on = '2025-12-20';
    const ward = (await admin.get(`${base}/units?code=07210&on=${on}`)).body.units[0];
    const { fullName } = ward.versions.at(-1);
    const row = (toCode: string, toFullName: string) => ({
      ...{ row: 2, on, kind: 'merge', level: 'commune', fromCode: '07210', toCode, toFullName },
      ...{ extent: 'full', decision: '9/NQ-UBTVQH15', parentCode: null },
    });
    const neighbour = (await admin.get(`${base}/units?code=07228&on=${on}`)).body.units[0];
    const body = { rows: [row('07228', neighbour.versions.at(-1).fullName)], lists: [] };
    const before = await head();
    const dry = await admin.post(`${base}/units/changes?dryRun=true`, body);
    expect([dry.status, dry.body.grants]).toEqual([
      200,
      [
        {
          ...{ grant: 'demo-commune-officer-first', subject: 'demo-commune-officer', role: 'commune-officer' },
          ...{ unit: ward.id, on, successor: neighbour.id, regranted: false },
        },
      ],
    ]);
    expect([await head(), fullName.length > 0]).toEqual([before, true]);

    const done = await admin.post(`${base}/units/changes?regrant=true`, body);
    expect([done.status, done.body.grants[0].regranted]).toEqual([201, true]);
    await system.settled();
    const { grants } = (await officer.get(`${base}/me`)).body;
    expect(grants.map(({ unit, from }: { unit: { id: string }; from: string }) => [unit.id, from])).toContainEqual([
      neighbour.id,
      on,
    ]);
    // What went up in the neighbour is within the officer's scope as before.
    expect((await officer.get(`${base}/teams/to-1`)).status).toBe(200);
  });
});
