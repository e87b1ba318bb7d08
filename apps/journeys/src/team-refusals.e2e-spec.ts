import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Answer, onEachShape } from '@tung-nha/testing';
import { base, openTeamJourney, refusedBy, type TeamJourney } from './team-journey.js';

onEachShape('what is refused of teams, and stores nothing (T2, T4, X5, X7)', (shape) => {
  let teams: TeamJourney;
  beforeAll(async () => void (teams = await openTeamJourney(shape)), 300_000);
  afterAll(() => teams.system.stop());

  beforeAll(async () => {
    const people = { binh: { role: 'deputy' }, dung: {} };
    for (const team of ['to-1', 'to-gone']) expect((await teams.establish(team)).status).toBe(201);
    for (const [member, over] of Object.entries(people))
      expect((await teams.appoint('to-1', member, over)).status).toBe(201);
    expect((await teams.establish('to-xa', { unit: teams.commune })).status).toBe(201);
    expect((await teams.appoint('to-xa', 'an', { role: 'leader', position: 'commune-chair' })).status).toBe(201);
    expect((await teams.dissolve('to-gone', {})).status).toBe(201);
  });
  const release = (team: string, member: string) =>
    teams.officer.post(`${base}/teams/${team}/members/${member}/release`, { reason: 'replaced', on: '2024-01-01' });
  const wrong: [string, () => Promise<Answer>, number, string][] = [
    [
      'a second leader',
      () => teams.appoint('to-xa', 'binh', { role: 'leader', on: '2024-03-01' }),
      422,
      'leader-already-appointed',
    ],
    [
      'a member before the team was there',
      () => teams.appoint('to-1', 'em', { on: '2023-05-01' }),
      422,
      'team-not-yet-established',
    ],
    ['a member of tomorrow', () => teams.appoint('to-1', 'em', { on: '2026-01-01' }), 422, 'day-in-the-future'],
    ['a member twice', () => teams.appoint('to-1', 'binh', { on: '2024-03-01' }), 422, 'member-already-appointed'],
    [
      'a member of a dissolved team',
      () => teams.appoint('to-gone', 'em', { on: '2024-01-01' }),
      422,
      'team-dissolved-that-day',
    ],
    [
      'a second dissolution',
      () => teams.dissolve('to-gone', { decision: teams.decision(), on: '2023-11-01' }),
      422,
      'team-already-dissolved',
    ],
    ['a team established twice', () => teams.establish('to-1', { on: '2023-06-02' }), 422, 'team-already-established'],
    [
      'a decision of the district chair',
      () => teams.establish('to-x', { decision: teams.decision({ office: 'district-chair' }) }),
      422,
      'decision-not-of-that-office',
    ],
    [
      'a decision of another commune',
      () => teams.establish('to-x', { decision: teams.decision({ issuingUnit: teams.foreign.commune }) }),
      422,
      'decision-of-another-unit',
    ],
    [
      'a commune that had ended by then',
      () => teams.establish('to-x', { unit: teams.commune, on: '2025-07-01' }),
      422,
      'unit-not-in-force',
    ],
    [
      'a province',
      () => teams.establish('to-x', { unit: teams.system.places.province }, {}, teams.admin),
      422,
      'unit-has-no-teams',
    ],
    ['the release of a stranger', () => release('to-1', 'nobody'), 422, 'member-not-in-team-that-day'],
    ['a unit nobody knows', () => teams.establish('to-x', { unit: 'nowhere' }), 403, 'not-allowed'],
    ["another commune's village", () => teams.establish('to-x', { unit: teams.foreign.village }), 403, 'not-allowed'],
    ['a team nobody knows', () => teams.appoint('to-nobody', 'an'), 403, 'not-allowed'],
    ['a version of the past', () => teams.appoint('to-1', 'em', {}, { 'if-match': '"1"' }), 409, 'version-conflict'],
    [
      'what nobody has seen',
      () => teams.appoint('to-1', 'em', {}, { seen: 'team-organisation=99999999' }),
      503,
      'not-yet-heard',
    ],
  ];
  it.each(wrong)('%s', async (_, ask, status, rule) => {
    const before = await teams.head();
    const { status: answered, body } = await ask();
    expect([answered, body.type]).toEqual([status, refusedBy(rule)]);
    for (const field of ['title', 'detail', 'detailEn']) expect(body[field]).toEqual(expect.any(String));
    expect(await teams.head()).toBe(before);
  });

  it("another commune's team and one nobody knows cannot be told apart, nor can a taken id", async () => {
    const theirs = { unit: teams.foreign.village, decision: teams.decision({ issuingUnit: teams.foreign.commune }) };
    expect((await teams.establish('to-theirs', theirs, {}, teams.admin)).status).toBe(201);
    const unknown = await teams.appoint('to-nobody', 'an');
    expect((await teams.appoint('to-theirs', 'an')).body).toEqual(unknown.body);
    expect((await teams.officer.get(`${base}/teams/to-theirs`)).body).toEqual(unknown.body);
    expect((await teams.officer.get(`${base}/units/${teams.foreign.commune}/teams`)).body).toEqual(unknown.body);
    expect((await teams.establish('to-theirs')).body).toEqual(unknown.body);
  });

  it('a role that may only read', async () => {
    const member = await teams.system.as('demo-team-member');
    expect((await teams.establish('to-x', {}, {}, member)).status).toBe(403);
    const own = (await member.get(`${base}/me`)).body.grants[0].unit.id as string;
    expect((await member.get(`${base}/units/${own}/teams`)).status).toBe(200);
  });

  it('every fault of a request, by field', async () => {
    const before = await teams.head();
    const answer = await teams.officer.post(`${base}/teams`, {
      team: 'Tổ 1',
      unit: teams.village,
      decision: {
        number: 'số 12 của ông An',
        date: '2023-02-30',
        office: 'mayor',
        issuingUnit: teams.commune,
        note: 'x',
      },
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
      (await teams.officer.post(`${base}/teams`, { team: 'to-x', unit: teams.village, on: '2023-06-01' })).body.errors,
    ).toMatchObject([{ pointer: '/decision', rule: 'isDefined' }]);
    expect(await teams.head()).toBe(before);
  });
});
