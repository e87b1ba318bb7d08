import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { type Client, onEachShape, startSystem, type System } from '@tung-nha/testing';

const MAPS = ['2023-04-10', '2025-01-01', '2025-07-01'];

interface Named {
  readonly unit: {
    readonly id: string;
    readonly fullName: string;
    readonly formerly?: { readonly name: string };
  };
}

onEachShape('figures at every level, over HTTP (P1 to P6)', (shape) => {
  let system: System;
  let admin: Client;
  beforeAll(async () => {
    system = await startSystem({ households: 500, shape });
    admin = await system.as('demo-province-admin');
  }, 300_000);
  afterAll(() => system.stop());

  const view = (unit: string, query = '') => admin.read(`/api/progress/units/${unit}?${query}`);

  it.each(MAPS)('total = own + Σ children at every level on the map of %s', async (map) => {
    let units = 0;
    const walk = async (unit: string): Promise<Record<string, number>> => {
      const { figures, own, children } = await view(unit, `map=${map}`);
      units += 1;
      const below = { ...own };
      for (const [index, child] of children.entries()) {
        for (const [figure, value] of Object.entries<number>(child.figures)) below[figure] += value;
        // A village is a leaf; a sample of the communes is walked to the bottom.
        if (child.unit.level === 'district' || (child.unit.level === 'commune' && index % 5 === 0))
          expect([child.unit.id, await walk(child.unit.id)]).toEqual([child.unit.id, child.figures]);
      }
      expect([unit, below]).toEqual([unit, figures]);
      return figures;
    };
    // Some of the 500 were split, merged or closed on the way.
    expect((await walk(system.places.province))['households.total']).toBeGreaterThan(450);
    expect(units).toBeGreaterThan(5);
  });

  it('compares all communes of a province at once: each as its own view says, and with the rest the whole', async () => {
    const { province } = system.places;
    const figures = ['households.visited', 'households.total', 'teams.dormant', 'members.active'];
    const map = '2023-04-10';
    const query = `map=${map}&figures=${figures.join(',')}`;
    const { status, body } = await admin.get(`/api/progress/units/${province}/below?level=commune&${query}`);
    expect([status, body.units.length]).toEqual([200, 209]);
    const whole = await view(province, `map=${map}`);
    for (const figure of figures) {
      const of = ({ figures: said }: { figures: Record<string, number> }) => said[figure]!;
      expect([figure, body.units.map(of).reduce((sum: number, n: number) => sum + n, body.rest[figure])]).toEqual([
        figure,
        whole.figures[figure],
      ]);
    }
    for (const { unit, within, figures: said } of body.units.slice(0, 12)) {
      const { figures: alone, trail } = await view(unit.id, `map=${map}`);
      expect(alone).toMatchObject(said);
      expect(trail.at(-1).id).toBe(within.id);
    }
    const series = await admin.get(
      `/api/progress/units/${province}/series?level=commune&figures=households.total&from=2023-04-10&map=${map}`,
    );
    const lines: { unit: { id: string }; values: number[] }[] = series.body.figures[0].children;
    expect(new Map(lines.map(({ unit, values }) => [unit.id, values.at(-1)]))).toEqual(
      new Map(
        body.units.map((one: { unit: { id: string }; figures: Record<string, number> }) => [
          one.unit.id,
          one.figures['households.total'],
        ]),
      ),
    );
  });

  it('refuses a level it has nothing of, a figure nobody knows, and a unit of somewhere else', async () => {
    const { province } = system.places;
    const asked = (query: string) => admin.get(`/api/progress/units/${province}/below?${query}`);
    const pointers = async (query: string) => {
      const { status, body } = await asked(query);
      return [status, ...body.errors.map(({ pointer }: { pointer: string }) => pointer)];
    };
    expect(await pointers('level=province&figures=visits.count')).toEqual([400, expect.stringContaining('level')]);
    expect(await pointers('level=commune')).toEqual([400, expect.stringContaining('figures')]);
    expect(await pointers('level=commune&figures=no.figure')).toEqual([400, expect.stringContaining('figures')]);
    expect(await pointers('level=commune&figures=visits.count&by=month')).toEqual([400, expect.stringContaining('by')]);
    const officer = await system.as('demo-commune-officer');
    const foreign = await officer.get(`/api/progress/units/${province}/below?level=village&figures=visits.count`);
    expect(foreign.status).toBe(403);
  });

  it('has one total on all maps, and keeps its own 58 communes on a map without the province', async () => {
    const asked = await view(system.places.province, 'map=2025-07-01');
    expect(asked.maps.map((map: { on: string }) => map.on)).toEqual(MAPS);
    for (const map of asked.maps) expect(map.figures).toEqual(asked.figures);
    expect(asked.maps.map((map: { units: object }) => map.units)).toEqual([
      { district: 10, commune: 209, village: 1_891 },
      { district: 10, commune: 192, village: 1_891 },
      { commune: 58, village: 1_891 },
    ]);
    expect([asked.unit.existsOnMap, asked.children.length]).toEqual([false, 58]);
    expect(asked.trail.map((unit: { fullName: string }) => unit.fullName)).toEqual(['Tỉnh Bắc Ninh']);
  });

  it('ranks a province among those of which something is recorded, not among those of which a policy asks something', async () => {
    const { rank } = await view('tinh-bac-ninh-24-2025', 'map=2025-07-01');
    expect(rank['households.total']).toEqual({ rank: 1, of: 1 });
  });

  it('tells villages of one name in a merged commune apart, in the view, in lists and behind a figure', async () => {
    const ward = 'phuong-bac-giang-07210-2025';
    const says = (map: string) => async (path: string) =>
      admin.read(`/api/progress/units/${ward}${path}${path.includes('?') ? '&' : '?'}map=${map}`);
    const [now, before] = [says('2025-07-01'), says('2025-01-01')];
    const { children } = await now('');
    const called = children.map(({ unit }: Named) => `${unit.fullName} ${unit.formerly?.name}`);
    expect(new Set(called).size).toBe(children.length);
    expect(new Set(children.map(({ unit }: Named) => unit.fullName)).size).toBeLessThan(children.length);
    const [household] = (await now('/households?list=all')).households;
    const of = children.find(({ unit }: Named) => unit.id === household.village.id).unit;
    expect(household.village.formerly).toEqual(of.formerly);
    const why = await now('/figures/households.total/why');
    expect(why.children[0].unit.formerly).toEqual(children[0].unit.formerly);
    expect(why.holders[0].place.formerly.fullName).toMatch(/^(Phường|Xã|Thị trấn) /);
    const there = (await before('')).children[0].unit.id;
    const villages = (await admin.read(`/api/progress/units/${there}?map=2023-04-10`)).children;
    expect(villages.filter(({ unit }: Named) => unit.formerly)).toEqual([]);
  });

  it('shows a visit of March recorded in May in March as known in May, not as known in April; gone once withdrawn', async () => {
    const [village] = system.places.villages;
    const household = 'journey-march';
    const at = (day: string) => ({ 'recorded-time': `${day}T03:00:00.000Z` });
    const visitsOf = async (known: string) =>
      (await view(village!, `from=2024-03-01&on=2024-03-31&known=${known}`)).figures['visits.count'] as number;
    const visitedOf = async (known: string) =>
      (await view(village!, `on=2024-03-31&known=${known}`)).figures['households.visited'] as number;
    const before = { visits: await visitsOf('2024-12-31'), visited: await visitedOf('2024-12-31') };

    await admin.post('/api/field-activity/households', { household, village, on: '2024-01-10' }, at('2024-01-10'));
    const visit = {
      visit: 'visit-march',
      on: '2024-03-15',
      team: 'team-1',
      members: ['an'],
      activities: ['explained'],
    };
    const told = await admin.post(`/api/field-activity/households/${household}/visits`, visit, at('2024-05-20'));
    expect(told.status).toBe(201);
    await admin.get(`/api/progress/units/${village}`, { seen: told.headers.get('seen')! });
    const [april, may] = [await visitsOf('2024-04-30'), await visitsOf('2024-05-31')];
    expect(may - april).toBeGreaterThanOrEqual(1);
    expect(await visitsOf('2024-12-31')).toBe(before.visits + 1);
    expect(await visitedOf('2024-12-31')).toBe(before.visited + 1);

    const withdrawn = await admin.post(
      `/api/field-activity/households/${household}/records/visit-march/withdrawal`,
      { reason: 'wrong-household' },
      at('2024-06-10'),
    );
    await admin.get(`/api/progress/units/${village}`, { seen: withdrawn.headers.get('seen')! });
    expect(await visitsOf('2024-05-31')).toBe(may);
    expect(await visitsOf('2024-12-31')).toBe(before.visits);
    expect(await visitedOf('2024-12-31')).toBe(before.visited);
  });

  it('says why: the events behind a figure add up to it, page by page', async () => {
    const { commune } = system.places;
    const query = 'on=2025-12-31&map=2023-04-10';
    const expected = (await view(commune, query)).figures['households.visited'];
    let sum = 0;
    let after = '';
    do {
      const page = await admin.get(
        `/api/progress/units/${commune}/figures/households.visited/why?${query}&limit=20${after && `&after=${encodeURIComponent(after)}`}`,
      );
      expect([page.status, page.body.total]).toEqual([200, expected]);
      expect(page.body.added - page.body.takenBack).toBe(expected);
      for (const { n } of page.body.events) sum += n;
      after = page.body.next ?? '';
    } while (after);
    expect(sum).toBe(expected);
  });

  it('draws a series whose last point is the figure', async () => {
    const { province } = system.places;
    const { body } = await admin.get(
      `/api/progress/units/${province}/figures/households.total/series?by=quarter&from=2023-04-10&to=2025-12-31`,
    );
    expect(body.points.at(-1)).toEqual({
      from: '2025-10-01',
      to: '2025-12-31',
      value: (await view(province)).figures['households.total'],
    });
    expect(body.points[0]).toEqual({ from: '2023-04-10', to: '2023-06-30', value: expect.any(Number) });
  });

  it('finds a unit by an old name, without diacritics, on a map that has it', async () => {
    const { body } = await admin.get('/api/progress/units?text=hoang%20van%20thu');
    expect(body).toContainEqual(expect.objectContaining({ fullName: 'Phường Hoàng Văn Thụ', map: '2025-06-30' }));
  });

  it('rebuilds beside the serving view: the digest is the same, and views go on', async () => {
    await system.settled();
    const live = await admin.get('/api/progress/digest');
    const [rebuilt, during] = await Promise.all([
      admin.post('/api/progress/rebuild', {}),
      admin.get(`/api/progress/units/${system.places.province}`),
    ]);
    expect([rebuilt.status, during.status]).toEqual([200, 200]);
    expect(rebuilt.body.digest).toBe(live.body.digest);
    expect(rebuilt.body.generation).toBe(2);
    expect((await admin.get('/api/progress/digest')).body.digest).toBe(live.body.digest);
  });

  it('lets an auditor read the log from any position', async () => {
    const auditor = await system.as('demo-auditor');
    const { body } = await auditor.get('/api/field-activity/events?after=10&limit=3');
    expect(body.events.map((event: { position: number }) => event.position)).toEqual([11, 12, 13]);
    expect(body.events[0].event).toMatchObject({ specversion: '1.0', source: '/field-activity' });
  });
});
