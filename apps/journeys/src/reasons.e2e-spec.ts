import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, onEachShape, startSystem, type System } from '@tung-nha/testing';

/** From a figure down to the households and teams it speaks of, over HTTP (P3, P4, T6, T9). */
onEachShape('reasons, lists and series (P3, P4, T6, T9)', (shape) => {
  let system: System;
  let admin: Client;
  let village: string;
  const at = (day: string) => ({ 'recorded-time': `${day}T03:00:00.000Z` });
  beforeAll(async () => {
    system = await startSystem({ households: 500, shape });
    admin = await system.as('demo-province-admin');
    village = system.places.villages[0]!;
    for (const household of ['reason-a', 'reason-b'])
      await admin.post('/api/field-activity/households', { household, village, on: '2024-01-10' }, at('2024-01-10'));
    const visit = {
      visit: 'reason-visit',
      on: '2024-03-15',
      team: 'team-1',
      members: ['an'],
      activities: ['explained'],
    };
    await admin.post('/api/field-activity/households/reason-a/visits', visit, at('2024-03-20'));
    await system.settled();
  }, 300_000);
  afterAll(() => system.stop());

  const get = (path: string) => admin.read(`/api/progress/${path}`);

  it('names the households that make a stock, since when, and the record that made each stand', async () => {
    const why = await get(`units/${village}/figures/households.visited/why?on=2024-12-31&limit=500`);
    expect(why.holders.reduce((sum: number, { n }: { n: number }) => sum + n, 0)).toBe(why.total);
    expect(why.nextHolder).toBeNull();
    const mine = why.holders.find(({ id }: { id: string }) => id === 'reason-a');
    expect(mine).toMatchObject({ kind: 'household', n: 1, since: '2024-03-15', place: { id: village } });
    expect(mine.records).toEqual([
      {
        stream: 'household/reason-a',
        version: 3,
        type: 'field-activity.household-visited',
        happenedOn: '2024-03-15',
        recordedOn: '2024-03-20',
      },
    ]);
    // As known before it was recorded, it does not stand.
    const before = await get(
      `units/${village}/figures/households.visited/why?on=2024-12-31&known=2024-03-19&limit=500`,
    );
    expect(before.holders.map(({ id }: { id: string }) => id)).not.toContain('reason-a');
  });

  it('picks out of the events those recorded late and those that took something back, to the last of them', async () => {
    const { province } = system.places;
    const events = async (choice: string) => {
      const found: { id: string; lateDays: number; n: number }[] = [];
      for (let after: string | null = ''; after !== null;) {
        const page = await get(
          `units/${province}/figures/visits.count/why?from=2023-04-10&limit=500${choice}${after && `&after=${encodeURIComponent(after)}`}`,
        );
        expect(page.holders === undefined).toBe(after !== '');
        found.push(...page.events);
        after = page.next;
      }
      return found;
    };
    const all = await events('');
    expect(all.reduce((sum, { n }) => sum + n, 0)).toBe(
      (await get(`units/${province}?from=2023-04-10`)).figures['visits.count'],
    );
    const late = await events('&lateOver=4');
    expect(late).toEqual(all.filter(({ lateDays }) => lateDays > 4));
    expect(late.map(({ id }) => id)).toContainEqual(expect.stringMatching(/^household\/reason-a@/));
    const takenBack = await events('&takenBack=true');
    expect(takenBack).toEqual(all.filter(({ n }) => n < 0));
    expect([late.length, takenBack.length].every((count) => 0 < count && count < all.length)).toBe(true);
    const refused = await admin.get(`/api/progress/units/${province}/figures/visits.count/why?lateOver=soon`);
    expect(refused.status).toBe(400);
  });

  it('pages through those that make a figure, each once', async () => {
    const { commune } = system.places;
    const seen: string[] = [];
    let after = '';
    const { figures } = await get(`units/${commune}?map=2023-04-10`);
    const total = figures['households.total'] as number;
    do {
      const page = await get(
        `units/${commune}/figures/households.total/holders?map=2023-04-10&limit=4${after && `&after=${encodeURIComponent(after)}`}`,
      );
      expect(page.total).toBe(total);
      seen.push(...page.holders.map(({ id }: { id: string }) => id));
      after = page.next ?? '';
    } while (after);
    expect([seen.length, new Set(seen).size]).toEqual([total, total]);
  });

  it('lists the households without a visit, and what of the goal each lacks', async () => {
    const list = await get(`units/${village}/households?list=unvisited&on=2024-12-31&limit=500`);
    const all = await get(`units/${village}/households?on=2024-12-31&limit=500`);
    const ids = (answer: { households: { household: string }[] }) =>
      answer.households.map(({ household }) => household);
    expect(ids(list)).toContain('reason-b');
    expect(ids(list)).not.toContain('reason-a');
    const { figures } = await get(`units/${village}?on=2024-12-31`);
    expect(all.households.length).toBe(figures['households.total']);
    expect(list.households.length).toBe(figures['households.total'] - figures['households.visited']);
    expect(all.households.find(({ household }: { household: string }) => household === 'reason-a')).toMatchObject({
      standings: ['total', 'visited'],
      missing: expect.arrayContaining(['skill.1.proficient', 'vneid', 'public-service']),
    });
  });

  it("shows one household's standings with their days, as known on any day", async () => {
    const standings = async (known: string) =>
      (await get(`households/reason-a?known=${known}`)).standings.map(
        ({ standing, intervals }: { standing: string; intervals: { from: string; to: string | null }[] }) => [
          standing,
          ...intervals.map(({ from, to }) => [from, to]),
        ],
      );
    expect(await standings('2024-12-31')).toEqual([
      ['total', ['2024-01-10', null]],
      ['visited', ['2024-03-15', null]],
    ]);
    expect(await standings('2024-03-19')).toEqual([['total', ['2024-01-10', null]]]);
  });

  it('says what of the goal one household lacks on the day asked, as the list does', async () => {
    const lacks = async (on: string) => (await get(`households/reason-a?on=${on}`)).missing;
    const { households } = await get(`units/${village}/households?on=2024-12-31&limit=500`);
    const listed = households.find(({ household }: { household: string }) => household === 'reason-a');
    expect(await lacks('2024-12-31')).toEqual(listed.missing);
    expect(await lacks('2024-01-09')).toBeNull();
  });

  it('says of one team what the list says of it, on any day, and where it is when it is not in force', async () => {
    const { commune } = system.places;
    const { team } = system.team;
    for (const on of ['2023-06-01', '2024-12-31']) {
      const { teams } = await get(`units/${commune}/teams?on=${on}&map=2023-04-10&limit=500`);
      const listed = teams.find((one: { team: string }) => one.team === team);
      expect(listed).toBeDefined();
      const alone = await get(`teams/${team}?on=${on}&map=2023-04-10`);
      expect(alone).toMatchObject({ team, onDay: listed, unit: listed.unit, level: listed.level });
      expect([...alone.unit.trail, alone.unit].map(({ id }: { id: string }) => id)).toContain(commune);
    }
    expect(await get(`teams/${team}?on=2023-05-31`)).toMatchObject({ onDay: null, unit: { trail: expect.any(Array) } });
    expect((await admin.get(`/api/progress/teams/${team}?level=village`)).status).toBe(400);
  });

  it('refuses foreign and unknown households, teams and units alike (X5)', async () => {
    const member = await system.as('demo-team-member');
    const paths = [
      'households/reason-a',
      'households/nobody-knows-it',
      `units/${village}/households`,
      `units/${village}/teams`,
      `teams/${system.team.team}`,
      'teams/nobody-knows-it',
      `units/${village}/series?figures=households.total`,
      'units/nobody-knows-it/figures/households.total/holders',
    ];
    const answers = await Promise.all(paths.map((path) => member.get(`/api/progress/${path}`)));
    for (const { status, body } of answers)
      expect({ status, ...body }).toMatchObject({ status: 403, detail: answers[0]!.body.detail });
  });

  it('draws a line for each child in one answer, ending at its figure', async () => {
    const { province } = system.places;
    const series = await get(
      `units/${province}/series?figures=households.total,teams.required,visits.count&from=2025-01-01&to=2025-12-31&map=2023-04-10`,
    );
    const view = await get(`units/${province}?from=2025-12-01&on=2025-12-31&map=2023-04-10`);
    expect(series.periods.length).toBe(12);
    for (const { figure, total, own, children } of series.figures) {
      expect([figure, total.at(-1)]).toEqual([figure, view.figures[figure]]);
      expect([figure, own.at(-1)]).toEqual([figure, view.own[figure]]);
      for (const [index, child] of view.children.entries())
        expect([figure, children[index].unit.id, children[index].values.at(-1)]).toEqual([
          figure,
          child.unit.id,
          child.figures[figure],
        ]);
    }
  });

  it('says what is required of whom, and the shares with their denominators', async () => {
    const { province } = system.places;
    const view = await get(`units/${province}?on=2023-12-31`);
    // One team for each of 209 communes and 1,891 villages.
    expect(view.figures['teams.required']).toBe(2_100);
    expect(view.shares['households.visited']).toMatchObject({
      of: 'households.total',
      numerator: view.figures['households.visited'],
      denominator: view.figures['households.total'],
    });
    const why = await get(`units/${province}/figures/teams.required/why?on=2023-12-31&limit=3`);
    expect(why.holders).toHaveLength(3);
    expect(why.holders[0]).toMatchObject({ kind: 'unit', n: 1, policy: 'bg-2023' });
    expect((await get(`units/${province}/teams?list=dormant`)).teams).toEqual(expect.any(Array));
  });

  it('counts how much was recorded after `known`', async () => {
    const view = await get(`units/${village}?on=2024-03-31&known=2024-03-19`);
    const now = await get(`units/${village}?on=2024-03-31`);
    for (const [figure, later] of Object.entries<number>(view.recordedLater))
      expect([figure, view.figures[figure] + later]).toEqual([figure, now.figures[figure]]);
    expect(view.recordedLater['households.visited']).toBeGreaterThanOrEqual(1);
  });
});
