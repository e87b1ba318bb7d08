import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { onEachShape } from '@tung-nha/testing';
import { base, openTeamJourney, type TeamJourney } from './team-journey.js';

onEachShape('a list of members (T4)', (shape) => {
  let teams: TeamJourney;
  beforeAll(async () => void (teams = await openTeamJourney(shape)), 300_000);
  afterAll(() => teams.system.stop());

  beforeAll(async () => {
    for (const team of ['to-1', 'to-2', 'to-gone']) expect((await teams.establish(team)).status).toBe(201);
    expect((await teams.appoint('to-1', 'binh')).status).toBe(201);
    expect((await teams.establish('to-xa', { unit: teams.commune })).status).toBe(201);
    expect((await teams.appoint('to-xa', 'an', { role: 'leader', position: 'commune-chair' })).status).toBe(201);
    expect((await teams.dissolve('to-gone', {})).status).toBe(201);
    const { foreign, decision, admin } = teams;
    const theirs = { unit: foreign.village, decision: decision({ issuingUnit: foreign.commune }) };
    expect((await teams.establish('to-theirs', theirs, {}, admin)).status).toBe(201);
  });
  const row = (number: number, team: string, member: string, over: object = {}) => ({
    ...{ row: number, team, member, role: 'member', position: 'citizen', organisation: 'village', on: '2023-11-01' },
    ...over,
  });
  const send = (rows: object[], query = '', headers = {}) =>
    teams.officer.post(`${base}/members/import${query}`, { rows }, headers);

  it('with faults: all of them by row, and nothing of it is recorded', async () => {
    const before = await teams.head();
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
    expect(await teams.head()).toBe(before);
  });

  it('without: in one go, a dry run first, and a repeat says nothing new', async () => {
    const rows = Array.from({ length: 600 }, (_, at) => row(at + 2, at % 3 === 0 ? 'to-xa' : 'to-2', `member-${at}`));
    const before = await teams.head();
    const dry = await send(rows, '?dryRun=true');
    expect([dry.status, dry.body]).toMatchObject([200, { teams: 2, members: 600, dryRun: true }]);
    expect(await teams.head()).toBe(before);
    const key = { 'idempotency-key': 'the-list' };
    expect([(await send(rows, '', key)).status, await teams.head()]).toEqual([201, before + 1_200]);
    expect([(await send(rows, '', key)).status, await teams.head()]).toEqual([201, before + 1_200]);
    expect([(await send(rows)).status, await teams.head()]).toEqual([200, before + 1_200]);
    expect((await teams.officer.get(`${base}/teams/to-xa?on=2023-11-01`)).body.members).toHaveLength(201);
  });
});
