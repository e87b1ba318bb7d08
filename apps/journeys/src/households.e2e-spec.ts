import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { skills } from '@tung-nha/field-activity-events';
import { byTeam, guidance, refusedRecords, stranger, visit } from './household-records.js';
import { type Answer, type Client, onEachShape, startSystem, type System } from '@tung-nha/testing';

const root = '/api/field-activity/households';

onEachShape("a household's life, over HTTP (A1 to A4, T6)", (shape) => {
  let system: System;
  let admin: Client;
  let village: string;
  let next: string;
  beforeAll(async () => {
    system = await startSystem({ households: 500, shape });
    admin = await system.as('demo-province-admin');
    [village, next] = system.places.villages as [string, string];
    for (const household of ['life-a', 'life-b', 'life-c', 'life-old'])
      await must(admin.post(root, { household, village, on: '2024-01-10' }));
    await must(tell('life-old', 'closure', { reason: 'left-province', on: '2024-03-01' }));
  }, 300_000);
  afterAll(() => system.stop());

  const tell = (household: string, what: string, body: unknown) => admin.post(`${root}/${household}/${what}`, body);
  const must = async (answering: Promise<Answer>) => {
    const answer = await answering;
    expect([answer.status, answer.body.detailEn]).toEqual([201, undefined]);
    return answer;
  };
  const read = async (household: string) => (await admin.get(`${root}/${household}`)).body;
  const head = async () => (await admin.get('/api/field-activity/events?after=0&limit=1')).body.head as number;
  /** What is said of a household at the end of a day. */
  const standingsOn = async (household: string, day: string) => {
    const { standings } = await read(household);
    return Object.entries<{ from: string; to: string | null }[]>(standings)
      .filter(([, intervals]) => intervals.some(({ from, to }) => from <= day && (to === null || day < to)))
      .map(([standing]) => standing);
  };

  it('is complete once one and the same member has the five skills, VNeID and public service', async () => {
    await must(tell('life-a', 'citizens', { citizen: 'mother', turns14: 'earlier', on: '2024-01-10' }));
    await must(tell('life-a', 'citizens', { citizen: 'child', turns14: 2025, on: '2024-01-10' }));
    await must(tell('life-a', 'visits', visit));
    await must(tell('life-a', 'guidance', guidance('g-1', 'online-payment', 'mother')));
    for (const skill of skills) {
      const confirmation = {
        confirmation: `c-${skill}`,
        on: '2024-03-01',
        citizen: 'mother',
        skill,
        basis: 'observed',
      };
      await must(tell('life-a', 'confirmations', confirmation));
    }
    for (const account of ['vneid', 'public-service']) {
      const level = account === 'vneid' ? 2 : null;
      const statement = { statement: `s-${account}`, on: '2024-03-02', citizen: 'mother', account, state: 'activated' };
      expect(await standingsOn('life-a', '2024-03-02')).not.toContain('complete');
      await must(tell('life-a', 'account-statements', { ...statement, level }));
    }
    expect(await standingsOn('life-a', '2024-03-02')).toEqual(
      expect.arrayContaining(['visited', 'skill.online-payment.guided', 'all-skills.proficient', 'complete']),
    );
    const { citizens, records } = await read('life-a');
    expect(
      citizens.map((one: { citizen: string; standings: object }) => [one.citizen, Object.keys(one.standings)]),
    ).toEqual([
      ['mother', ['eligible', 'vneid-registered', 'vneid']],
      ['child', ['eligible']],
    ]);
    expect(records.find((one: { record: string }) => one.record === 'g-1')).toMatchObject({
      kind: 'guidance',
      withdrawn: false,
      countsIn: village,
    });
  });

  it('a person takes all of it along; told late or withdrawn at home, it follows', async () => {
    const moved = await must(tell('life-a', 'transfers', { citizen: 'mother', to: 'life-b', on: '2024-04-01' }));
    expect(await standingsOn('life-a', '2024-04-01')).toEqual(['total', 'visited']);
    expect(await standingsOn('life-b', '2024-04-01')).toEqual(expect.arrayContaining(['complete', 'vneid']));
    // One append over both households.
    const { events } = (await admin.get(`/api/field-activity/events?after=${moved.body.position - 40}&limit=60`)).body;
    const at = (type: string) =>
      events.findLast((one: { event: { type: string } }) => one.event.type === `field-activity.${type}`)?.event;
    expect([at('citizen-left').causationid, at('citizen-left').subject]).toEqual([
      at('citizen-joined').causationid,
      'household/life-a',
    ]);
    await must(tell('life-a', 'records/c-online-payment/withdrawal', { reason: 'did-not-happen' }));
    expect(await standingsOn('life-b', '2024-04-01')).not.toContain('complete');
    await must(tell('life-a', 'guidance', guidance('g-2', 'online-shopping', 'mother', '2024-03-20')));
    expect(await standingsOn('life-b', '2024-04-01')).toContain('skill.online-shopping.guided');
  });

  it('splits, goes up in another, and cannot be reopened then; closed in error it can', async () => {
    await must(tell('life-a', 'splits', { into: 'life-d', citizens: ['child'], on: '2024-05-01' }));
    expect(await standingsOn('life-d', '2024-05-01')).toEqual(['total']);
    await must(tell('life-a', 'merges', { into: 'life-c', on: '2024-06-01' }));
    expect(await standingsOn('life-a', '2024-06-01')).toEqual([]);
    expect(await standingsOn('life-c', '2024-05-31')).toEqual(['total']);
    expect(await standingsOn('life-c', '2024-06-01')).toEqual(['total', 'visited']);
    await must(tell('life-d', 'closure', { reason: 'died-out', on: '2024-07-01' }));
    await must(tell('life-d', 'reopening', {}));
    expect(await standingsOn('life-d', '2024-07-01')).toEqual(['total']);
  });

  it('is in care while somebody is in charge, until the member leaves the team, or the household moves', async () => {
    await must(tell('life-c', 'needs', { on: '2024-06-10', reason: 'disability' }));
    expect(await standingsOn('life-c', '2024-06-10')).toContain('needs-care');
    await must(
      tell('life-c', 'assignments', { assignment: 'care-1', on: '2024-06-11', member: 'binh', team: 'team-1' }),
    );
    await must(tell('life-c', 'proxy-acts', { proxy: 'p-1', on: '2024-06-12', team: 'team-1', members: ['binh'] }));
    expect(await standingsOn('life-c', '2024-06-12')).toEqual(expect.arrayContaining(['assigned', 'in-care']));
    await must(
      tell('life-d', 'assignments', { assignment: 'care-2', on: '2024-07-02', ...{ member: 'an', team: 'team-1' } }),
    );
    await must(tell('life-d', 'moves', { to: next, on: '2024-08-01' }));
    expect(await standingsOn('life-d', '2024-08-01')).toEqual(['total']);

    await system.team.release('binh', '2024-09-01');
    await system.settled();
    expect(await standingsOn('life-c', '2024-08-31')).toContain('in-care');
    expect(await standingsOn('life-c', '2024-09-01')).toEqual(expect.arrayContaining(['needs-care']));
    expect((await read('life-c')).assignments).toEqual([
      { assignment: 'care-1', member: 'binh', team: 'team-1', from: '2024-06-11', to: '2024-09-01' },
    ]);
    // One put in charge for a day before the release, told only now, is released all the same.
    await must(
      tell('life-b', 'assignments', { assignment: 'care-3', on: '2024-08-20', member: 'binh', team: 'team-1' }),
    );
    await system.settled();
    expect((await read('life-b')).assignments[0].to).toBe('2024-09-01');
  });

  it('a commune declares its yearly count, a village or a foreign one does not', async () => {
    const declare = (unit: string, body: unknown) =>
      admin.post(`/api/field-activity/communes/${unit}/declared-households`, body);
    const body = { year: 2024, on: '2024-03-01', households: 2_100 };
    expect((await declare(system.places.commune, body)).status).toBe(201);
    expect((await declare(system.places.commune, body)).status).toBe(200);
    expect((await declare(system.places.commune, { ...body, households: 2_200 })).body.type).toBe(
      'urn:tung-nha:problem:declared-otherwise-that-day',
    );
    expect((await declare(village, body)).status).toBe(403);
  });

  it('lets a team member record, but not put somebody in charge', async () => {
    const member = await system.as('demo-team-member');
    const { body } = await member.get('/api/team-organisation/me');
    const home = body.grants[0].unit.id;
    await must(member.post(root, { household: 'life-m', village: home, on: '2025-10-01' }));
    const assignment = { assignment: 'care-m', on: '2025-10-02', member: 'an', team: 'team-1' };
    expect((await member.post(`${root}/life-m/assignments`, assignment)).status).toBe(403);
    expect((await member.post(`${root}/life-m/merges`, { into: 'life-c', on: '2025-10-02' })).status).toBe(403);
  });

  it('counts a record once, however often a phone sends it, also when the team is no more', async () => {
    const before = await head();
    expect((await tell('life-a', 'visits', visit)).status).toBe(200);
    expect(await head()).toBe(before);
  });

  it.each(refusedRecords)(
    'refuses %s, and stores nothing',
    async (_, household, what, body, status, rule, pointers) => {
      const before = await head();
      const answer = await tell(household, what, body);
      expect([answer.status, answer.body.type]).toEqual([status, `urn:tung-nha:problem:${rule}`]);
      if (pointers.length > 0)
        expect(answer.body.errors.map((fault: { pointer: string }) => fault.pointer).sort()).toEqual(pointers);
      for (const field of ['title', 'detail', 'detailEn']) expect(answer.body[field]).toEqual(expect.any(String));
      if (rule === 'citizen-of-another-household') expect(JSON.stringify(answer.body)).not.toContain('life-b');
      expect(await head()).toBe(before);
    },
  );

  it('of one person joined to two households at once, one wins; whoever left first may join', async () => {
    const joining = { citizen: 'lodger', turns14: 'earlier', on: '2024-10-01' };
    const both = await Promise.all(['life-b', 'life-c'].map((household) => tell(household, 'citizens', joining)));
    expect(both.map(({ status }) => status).sort()).toEqual([201, 422]);
    const [home, other] = both[0]?.status === 201 ? ['life-b', 'life-c'] : ['life-c', 'life-b'];
    await must(tell(home, 'departures', { citizen: 'lodger', reason: 'moved-away', on: '2024-11-01' }));
    await must(tell(other, 'citizens', { ...joining, on: '2024-11-01' }));
  });

  it('refuses a team of another village, and a village that is not its', async () => {
    const far = (await admin.get(`/api/progress/units/${system.places.province}?map=2023-04-10`)).body;
    const district = far.children.at(-1).unit.id;
    const commune = (await admin.get(`/api/progress/units/${district}?map=2023-04-10`)).body.children[0].unit.id;
    const elsewhere = (await admin.get(`/api/progress/units/${commune}?map=2023-04-10`)).body.children[0].unit.id;
    await must(admin.post(root, { household: 'life-far', village: elsewhere, on: '2024-01-10' }));
    const answer = await tell('life-far', 'visits', { ...stranger, visit: 'v-far', ...byTeam });
    expect([answer.status, answer.body.type]).toEqual([422, 'urn:tung-nha:problem:team-not-of-this-village']);
  });
});
