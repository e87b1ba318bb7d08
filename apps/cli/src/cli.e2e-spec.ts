import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ofNewerRelease, startSystem, type System } from '@tung-nha/testing';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import writeXlsxFile from 'write-excel-file/node';
import { EXIT } from './index.js';
import { cli } from './testing/command-line.js';

/** `npm test` builds before it tests. */
const built = new URL('../dist/main.js', import.meta.url).pathname;
const dataOf = (name: string) => new URL(`../../../tools/data/${name}.csv`, import.meta.url).pathname;

const cellOf = (value: unknown) =>
  value instanceof Date ? { value, type: Date, format: 'yyyy-mm-dd' } : { value: String(value), type: String };

describe('tung-nha', () => {
  let system: System;
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'tung-nha-cli-'));
    system = await startSystem({ households: 500 });
  }, 60_000);
  afterAll(async () => {
    await system.stop();
    rmSync(folder, { recursive: true });
  });
  const online = (...args: string[]) => cli('--url', system.url, ...args);

  it('shows the figures of a unit, for people and for programs', async () => {
    const shown = await online('progress', system.places.province, '--map', '2023-04-10');
    expect([shown.code, shown.out]).toEqual([EXIT.done, expect.stringMatching(/Huyện Lục Ngạn +\d+/)]);
    const one = await online('progress', system.places.province, '--figures', 'teams.leaderless');
    expect(one.out).toMatch(/^unit +teams\.leaderless$/m);
    expect((await online('progress', system.places.province, '--figures', 'no.such')).err).toContain(
      'no figure no.such',
    );
    const { out } = await online('--json', 'progress', system.places.province);
    // Some were split, merged or closed on the way.
    expect(JSON.parse(out).figures['households.total']).toBeGreaterThan(450);
  });

  it('imports members from CSV and XLSX; of a file with faults, row by row, nothing', async () => {
    const admin = await system.as('demo-province-admin');
    const [unit] = system.places.villages;
    const issuingUnit = system.places.commune;
    const decision = {
      number: '1/QĐ-UBND',
      date: '2023-06-01',
      office: 'commune-chair',
      capacity: 'own-right',
      issuingUnit,
    };
    const body = { team: 'to-cli', unit, decision, on: '2023-06-01' };
    expect((await admin.post('/api/team-organisation/teams', body)).status).toBe(201);
    const header = ['team', 'member', 'role', 'position', 'organisation', 'on'];
    const csv = join(folder, 'members.csv');
    writeFileSync(csv, `${header.join()}\nto-cli,an,leader,head-of-village,village,2023-07-01\n`);
    const done = await online('members', 'import', csv);
    expect([done.code, done.out]).toEqual([EXIT.done, 'appointed 1 members in 1 teams\n']);

    const xlsx = join(folder, 'members.xlsx');
    const row = (member: string) => ['to-cli', member, 'member', 'teacher', 'school', new Date('2023-07-01')];
    const save = (rows: unknown[][]) => writeXlsxFile([header, ...rows].map((cells) => cells.map(cellOf))).toFile(xlsx);
    await save([row('binh'), row('chi'), row('binh')]);
    const twice = await online('members', 'import', xlsx);
    expect([twice.code, twice.err]).toEqual([
      EXIT.refused,
      `${xlsx}:4 member: the member stands twice in the same team\n1 fault; nothing was recorded\n`,
    ]);
    await save([row('binh'), row('chi')]);
    const tried = await online('members', 'import', xlsx, '--dry-run', '--json');
    expect(JSON.parse(tried.out)).toMatchObject({ teams: 1, members: 2, dryRun: true });
    expect((await online('members', 'import', xlsx)).code).toBe(EXIT.done);
    expect((await admin.get('/api/team-organisation/teams/to-cli?on=2023-07-01')).body.members).toHaveLength(3);

    await save([
      ['to-cli', 'dung', 'leader', 'citizen', 'none', '2023-08-01'],
      ['to-none', 'em', 'member', 'citizen', 'none', '2023-08-01'],
    ]);
    const refused = await online('members', 'import', xlsx);
    expect([refused.code, refused.err.match(/^:\d.*$/gm)]).toEqual([
      EXIT.refused,
      [':2 /role: A team has one leader on any day.', ':3 /team: there is no such team within your scope'],
    ]);
    writeFileSync(xlsx, 'no archive');
    expect((await online('members', 'import', xlsx)).err).toContain('the file is not valid XLSX');
  });

  it('tells every fault of a file row by row, and sends nothing', async () => {
    const file = join(folder, 'bad.csv');
    writeFileSync(
      file,
      'code,name,type,level,parent_code,full_name\n24,A,tỉnh,1,,Tỉnh A\n24,B,tỉnh,1,,Tỉnh B\n7,C,xã,3,24,Xã C\n00001,,xã,3,24,Xã D\n00002,E,xã,9,24,Xã E\n00003,F,xã,3,99,Xã F\n',
    );
    const { code, err } = await online('units', 'import', file, '--on', '2026-01-01', '--source', 'test');
    expect(code).toBe(EXIT.refused);
    expect(
      err
        .trim()
        .split('\n')
        .map((line) => line.slice(file.length)),
    ).toEqual([
      ':3 code: the code stands twice',
      ':4 code: the code must have 2, 3 or 5 digits, by level',
      ':5 name: must not be empty',
      ':6 level: the level must be 1, 2 or 3',
      ':7 parent_code: the unit above is not known',
      expect.stringContaining(''),
    ]);
    expect(err).toContain('5 faults; nothing was recorded');
  });

  it('tells what the register refuses, by row', async () => {
    const { code, err } = await online(
      'units',
      'apply',
      dataOf('changes'),
      '--list',
      `2025-07-01=${dataOf('units-2025-07')}`,
      '--dry-run',
    );
    expect([code, err]).toEqual([
      EXIT.refused,
      expect.stringMatching(/:\d+ \/from_code: no unit bears this code on that day/),
    ]);
  });

  it('exports the log as CloudEvents, one for each line', async () => {
    const { out } = await online('export', '--after', '5', '--until', '8');
    const events = out
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { position: number; specversion: string });
    expect(events.map(({ position, specversion }) => [position, specversion])).toEqual([
      [6, '1.0'],
      [7, '1.0'],
      [8, '1.0'],
    ]);
  });

  it('lists parked streams, retries and discards them, and exports what was decided', async () => {
    expect((await online('parked', 'list')).out).toBe('nothing is parked\n');
    const admin = await system.as('demo-province-admin');
    const body = { household: 'parked-cli', village: system.places.villages[0]!, on: '2024-01-10' };
    expect((await admin.post('/api/field-activity/households', body)).status).toBe(201);
    const stream = 'household/parked-cli';
    const { events } = (await admin.get(`/api/field-activity/streams?stream=${stream}`)).body;
    await system.append([ofNewerRelease(events.at(-1), 'field-activity.household-standing-restated')]);
    await system.settled();

    expect((await online('parked', 'list')).out).toMatch(/^field-activity +household\/parked-cli .*version 99$/m);
    const [held] = JSON.parse((await online('--json', 'parked', 'list')).out) as { last: number }[];
    const retried = await online('parked', 'retry', '--lane', 'field-activity', '--stream', stream);
    expect([retried.code, retried.out]).toEqual([EXIT.done, 'nothing came free\n']);

    const discard = (upTo: number, reason: string) =>
      online('parked', 'discard', 'field-activity', stream, '--up-to', String(upTo), '--reason', reason);
    const tooEarly = await discard(held!.last - 1, 'forged');
    expect([tooEarly.code, tooEarly.err]).toEqual([
      EXIT.refused,
      expect.stringContaining('not the last position held'),
    ]);
    expect((await discard(held!.last, 'because')).code).toBe(EXIT.refused);
    expect((await online('parked', 'discard', 'field-activity', stream, '--up-to', '1')).code).toBe(EXIT.refused);
    const done = await discard(held!.last, 'forged');
    const said = `field-activity ${stream}: events up to ${held!.last} are never counted (forged)\n`;
    expect([done.code, done.out]).toEqual([EXIT.done, said]);
    expect((await online('--json', 'parked', 'list')).out).toBe('[]\n');
    const exported = await online('export', '--context', 'progress');
    expect(JSON.parse(exported.out)).toMatchObject({ data: { stream, upTo: held!.last, reason: 'forged' } });
    expect((await cli('--url', 'http://127.0.0.1:9', 'parked', 'list')).code).toBe(EXIT.unavailable);
  });

  it('will not touch the folder of a running server, nor reach one that is not there', async () => {
    expect((await cli('digest', '--data', system.folder)).code).toBe(EXIT.unavailable);
    expect((await cli('--url', 'http://127.0.0.1:9', 'progress', 'x')).code).toBe(EXIT.unavailable);
    expect((await cli('nonsense')).code).toBe(EXIT.refused);
    expect((await cli('--help')).code).toBe(EXIT.done);
  });

  it('simulates, digests and rebuilds to the same digest; grants the first access', async () => {
    const data = ['--data', join(folder, 'data')];
    expect((await cli('simulate', '--households', '1891', '--seed', '3', ...data)).code).toBe(EXIT.done);
    const live = JSON.parse((await cli('--json', 'digest', ...data)).out) as { digest: string };
    const rebuilt = JSON.parse((await cli('--json', 'rebuild', ...data)).out) as { digest: string; events: number };
    expect(rebuilt.digest).toBe(live.digest);
    expect(rebuilt.events).toBeGreaterThan(10_000);
    const granted = await cli('access', 'bootstrap', '--subject', 'an', '--unit', 'tinh-bac-ninh-24-2025', ...data);
    expect([granted.code, granted.out]).toEqual([EXIT.done, expect.stringContaining('an is province-admin')]);
  }, 60_000);

  it('begins an empty system: the first units and the first grant, by the code of the province', async () => {
    const first = ['access', 'bootstrap', '--subject', 'an', '--unit', '24', '--data', join(folder, 'real')];
    expect(await cli(...first)).toMatchObject({ code: EXIT.failed, err: expect.stringContaining('--units') });
    const units = ['--units', dataOf('units-2025-07'), '--on', '2025-07-01'];
    expect(await cli(...first, ...units)).toMatchObject({
      code: EXIT.done,
      out: expect.stringMatching(/an is province-admin of tinh-bac-ninh.* from 2025-07-01/),
    });
  }, 60_000);

  it('killed in the middle of a simulation, again and again, it is taken up to the same figures', async () => {
    const simulated = async (data: string) => {
      const done = await cli('--json', 'simulate', '--households', '400', '--seed', '5', '--data', data);
      expect(done.code).toBe(EXIT.done);
      const { digest } = JSON.parse((await cli('--json', 'digest', '--data', data)).out) as { digest: string };
      return { digest, events: (JSON.parse(done.out) as { events: number }).events };
    };
    const whole = await simulated(join(folder, 'whole'));
    const data = join(folder, 'stopped');
    let interrupted = 0;
    for (const grown of [1, 500_000, 3_000_000]) {
      const args = ['simulate', '--households', '400', '--seed', '5', '--data', data];
      const child = spawn(process.execPath, [built, ...args], { stdio: 'ignore' });
      const ended = once(child, 'exit');
      const log = join(data, 'field-activity', 'events.sqlite-wal');
      const begun = () => existsSync(log) && statSync(log).size >= grown;
      while (!begun() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
      child.kill('SIGKILL');
      if (((await ended) as [number | null])[0] === null) interrupted += 1;
    }
    expect(interrupted).toBeGreaterThan(0);
    expect(await simulated(data)).toEqual(whole);
  }, 120_000);

  it('killed in the middle of a rebuild, it serves what it served, and the next rebuild is whole', async () => {
    const data = join(folder, 'killed');
    expect((await cli('simulate', '--households', '3000', '--seed', '4', '--data', data)).code).toBe(EXIT.done);
    const digest = async () =>
      (JSON.parse((await cli('--json', 'digest', '--data', data)).out) as { digest: string }).digest;
    const live = await digest();
    let interrupted = 0;
    for (let round = 0; round < 3; round += 1) {
      const before = readdirSync(join(data, 'progress'));
      const child = spawn(process.execPath, [built, 'rebuild', '--data', data], { stdio: 'ignore' });
      const ended = once(child, 'exit');
      const begun = () =>
        readdirSync(join(data, 'progress')).some((file) => /\.\d+\.sqlite$/.test(file) && !before.includes(file));
      while (!begun() && child.exitCode === null) await new Promise((resolve) => setImmediate(resolve));
      child.kill('SIGKILL');
      const [code] = (await ended) as [number | null];
      if (code === null) interrupted += 1;
      expect(await digest()).toBe(live);
    }
    expect(interrupted).toBeGreaterThan(0);
    expect(JSON.parse((await cli('--json', 'rebuild', '--data', data)).out)).toMatchObject({ digest: live });
  }, 90_000);
});
