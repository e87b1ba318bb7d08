import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Answer, onEachShape } from '@tung-nha/testing';
import { base, openTeamJourney, refusedBy, type TeamJourney } from './team-journey.js';

onEachShape('teams over HTTP (T2, T3, T4)', (shape) => {
  let teams: TeamJourney;
  beforeAll(async () => void (teams = await openTeamJourney(shape)), 300_000);
  afterAll(() => teams.system.stop());

  it('a village team: established, filled, consolidated, read on any day', async () => {
    const { status, body, headers } = await teams.establish('to-1');
    expect([status, body]).toEqual([201, { id: 'to-1', version: 3, position: expect.any(Number) }]);
    expect([headers.get('etag'), headers.get('seen')]).toEqual(['"3"', `team-organisation=${body.position}`]);
    const people: [string, object][] = [
      ['an', { role: 'leader', position: 'head-of-village' }],
      ['binh', { role: 'deputy', position: 'village-police-officer', organisation: 'police' }],
      ['chi', { role: 'deputy', position: 'village-youth-union-secretary', organisation: 'youth-union' }],
      ['dung', { position: 'teacher', organisation: 'school' }],
    ];
    for (const [member, over] of people) expect((await teams.appoint('to-1', member, over)).status).toBe(201);
    const consolidated = await teams.officer.post(`${base}/teams/to-1/consolidations`, {
      decision: teams.decision({ number: '40/QĐ-UBND', date: '2023-08-20' }),
      on: '2023-08-20',
    });
    expect(consolidated.status).toBe(201);
    expect(
      (await teams.officer.post(`${base}/teams/to-1/members/dung/role`, { role: 'standing-deputy', on: '2023-09-01' }))
        .status,
    ).toBe(201);
    expect(
      (await teams.officer.post(`${base}/teams/to-1/members/an/release`, { reason: 'left-office', on: '2024-02-01' }))
        .status,
    ).toBe(201);

    const full = await teams.officer.get(`${base}/teams/to-1?on=2023-12-31`);
    expect(full.headers.get('etag')).toBe(`"${full.body.version}"`);
    expect(full.body).toMatchObject({
      id: 'to-1',
      unit: { id: teams.village },
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
    const later = (await teams.officer.get(`${base}/teams/to-1?on=2024-02-01`)).body;
    expect(later.standings).toEqual(['established', 'leaderless', 'consolidated', 'consolidated-on-time']);
    expect(
      later.verdict.clauses
        .filter(({ met }: { met: boolean }) => !met)
        .map(({ kind, role }: Record<string, string>) => [kind, role]),
    ).toEqual([['required', 'leader']]);
    expect((await teams.officer.get(`${base}/teams/to-1?on=2023-05-31`)).body).toMatchObject({
      members: [],
      verdict: null,
    });
  });

  it('lists the teams of a unit on a day, page by page, those of a unit that ended as well', async () => {
    const communeTeam = await teams.establish('to-xa', { unit: teams.commune });
    expect(communeTeam.status).toBe(201);
    await teams.establish('to-2', { on: '2023-09-01' });
    await teams.system.settled();
    const list = (unit: string, query: string) => teams.officer.get(`${base}/units/${unit}/teams?${query}`);
    // Those founded here: the simulated ones stand beside them.
    const ours = ({ body }: Answer) => (body.teams as { id: string }[]).filter(({ id }) => id.startsWith('to-'));
    const on = async (day: string) => ours(await list(teams.commune, `on=${day}`)).map(({ id }) => id);
    expect([await on('2023-05-31'), await on('2023-08-31'), await on('2025-12-31')]).toEqual([
      [],
      ['to-1', 'to-xa'],
      ['to-1', 'to-2', 'to-xa'],
    ]);
    const first = (await list(teams.commune, 'limit=2&after=to-')).body;
    expect([first.teams.length, first.next]).toEqual([2, 'to-2']);
    expect((await list(teams.commune, 'limit=1&after=to-2')).body).toMatchObject({ teams: [{ id: 'to-xa' }] });
    expect(ours(await list(teams.village, 'on=2024-02-01'))).toMatchObject([
      { id: 'to-1', members: 3, unmet: { required: 1, recommended: 0 } },
      { id: 'to-2', members: 0, unmet: { required: 3 } },
    ]);
    expect(
      ours(
        await teams.admin.get(`${base}/units/${teams.system.places.province}/teams?on=2023-12-31&after=to-&limit=5`),
      ),
    ).toHaveLength(3);
    expect((await list(teams.commune, 'limit=1000')).status).toBe(400);
  });

  it('a repeat says nothing new; the same key with another body is refused', async () => {
    const again = await teams.appoint('to-1', 'chi', {
      role: 'deputy',
      position: 'village-youth-union-secretary',
      organisation: 'youth-union',
    });
    expect(again.status).toBe(200);
    const key = { 'idempotency-key': 'appoint-once' };
    expect((await teams.appoint('to-2', 'em', { on: '2023-09-15' }, key)).status).toBe(201);
    expect((await teams.appoint('to-2', 'em', { on: '2023-09-15' }, key)).status).toBe(201);
    expect((await teams.appoint('to-2', 'em', { on: '2023-10-01' }, key)).body.type).toBe(
      refusedBy('idempotency-key-reused'),
    );
  });

  it('two people edit a team: one 409 with the present version', async () => {
    const { version } = (await teams.officer.get(`${base}/teams/to-2`)).body as { version: number };
    const edit = (member: string) =>
      teams.appoint('to-2', member, { on: '2023-10-01' }, { 'if-match': `"${version}"` });
    const answers = await Promise.all([edit('gam'), edit('hoa')]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
    expect(answers.find(({ status }) => status === 409)!.body.currentVersion).toBe(version + 2);
  });

  it('one person serves in several teams, each with its own lead', async () => {
    expect((await teams.appoint('to-xa', 'an', { role: 'leader', position: 'commune-chair' })).status).toBe(201);
    expect((await teams.officer.get(`${base}/teams/to-xa?on=2024-01-01`)).body.members).toHaveLength(1);
  });
});
