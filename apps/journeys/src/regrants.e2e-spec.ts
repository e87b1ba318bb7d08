import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { onEachShape } from '@tung-nha/testing';
import { base, openTeamJourney, type TeamJourney } from './team-journey.js';

onEachShape('grants on units that end (T1, X5)', (shape) => {
  let teams: TeamJourney;
  beforeAll(async () => void (teams = await openTeamJourney(shape)), 300_000);
  afterAll(() => teams.system.stop());

  it('a reorganisation lists the grants it empties, and gives them on the successor when asked to (T1)', async () => {
    expect((await teams.establish('to-1')).status).toBe(201);
    const on = '2025-12-20';
    const ward = (await teams.admin.get(`${base}/units?code=07210&on=${on}`)).body.units[0];
    const { fullName } = ward.versions.at(-1);
    const row = (toCode: string, toFullName: string) => ({
      ...{ row: 2, on, kind: 'merge', level: 'commune', fromCode: '07210', toCode, toFullName },
      ...{ extent: 'full', decision: '9/NQ-UBTVQH15', parentCode: null },
    });
    const neighbour = (await teams.admin.get(`${base}/units?code=07228&on=${on}`)).body.units[0];
    const body = { rows: [row('07228', neighbour.versions.at(-1).fullName)], lists: [] };
    const before = await teams.head();
    const dry = await teams.admin.post(`${base}/units/changes?dryRun=true`, body);
    expect([dry.status, dry.body.grants]).toEqual([
      200,
      [
        {
          ...{ grant: 'demo-commune-officer-first', subject: 'demo-commune-officer', role: 'commune-officer' },
          ...{ unit: ward.id, on, successor: neighbour.id, regranted: false },
        },
      ],
    ]);
    expect([await teams.head(), fullName.length > 0]).toEqual([before, true]);

    const done = await teams.admin.post(`${base}/units/changes?regrant=true`, body);
    expect([done.status, done.body.grants[0].regranted]).toEqual([201, true]);
    await teams.system.settled();
    const { grants } = (await teams.officer.get(`${base}/me`)).body;
    expect(grants.map(({ unit, from }: { unit: { id: string }; from: string }) => [unit.id, from])).toContainEqual([
      neighbour.id,
      on,
    ]);
    // What went up in the neighbour is within the officer's scope as before.
    expect((await teams.officer.get(`${base}/teams/to-1`)).status).toBe(200);
  });
});
