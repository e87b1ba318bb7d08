import { describe, expect, it } from '@jest/globals';
import { fold, type TeamId } from '@tung-nha/kernel';
import { readMembers } from './member-rows.js';
import { judgeMembers, planMembers } from './plan-members.js';
import { csvTable } from './row-files.js';
import { team } from './team.decider.js';
import { establish, today } from './testing/index.js';

const header = 'team,member,role,position,organisation,on';
const read = (...lines: string[]) => readMembers(csvTable([header, ...lines].join('\n')));

describe('a file of members (T4)', () => {
  it('tells every fault of every row at once', () => {
    const { faults } = read(
      'to-1,an,leader,head-of-village,village,2024-02-01',
      'Tổ 1,Nguyễn Văn An,boss,mayor,army,01/02/2024',
      'to-1,an,member,citizen,none,2024-02-01',
      ',,,,,',
    );
    expect(faults.map(({ row, field, rule }) => [row, field, rule])).toEqual([
      [3, 'team', 'NotAnId'],
      [3, 'member', 'NotAnId'],
      [3, 'role', 'NotARole'],
      [3, 'position', 'NotAPosition'],
      [3, 'organisation', 'NotAnOrganisation'],
      [3, 'on', 'NotADay'],
      [4, 'member', 'MemberTwice'],
      ...['team', 'member', 'role', 'position', 'organisation', 'on'].map((field) => [5, field, 'MustNotBeEmpty']),
    ]);
    expect(readMembers(csvTable('team,member\nto-1,an')).faults.map(({ field, rule }) => [field, rule])).toEqual(
      ['role', 'position', 'organisation', 'on'].map((field) => [field, 'ColumnMissing']),
    );
  });

  it('is judged row by row, each after those before it, and goes on after a fault', () => {
    const { rows, faults } = read(
      'to-1,an,leader,head-of-village,village,2024-02-01',
      'to-1,binh,leader,citizen,village,2024-03-01',
      'to-1,chi,member,citizen,village,2023-12-31',
      'to-2,an,leader,head-of-village,village,2024-02-01',
      'to-1,dung,member,citizen,village,2024-12-31',
    );
    expect(faults).toEqual([]);
    const known = fold(team, team.decide(establish(), team.initialState));
    const judged = judgeMembers(rows, (id) => (id === ('to-1' as TeamId) ? known : undefined), today);
    expect(judged).toEqual([
      { row: 3, field: 'role', rule: 'LeaderAlreadyAppointed' },
      { row: 4, field: 'on', rule: 'TeamNotYetEstablished' },
      { row: 5, field: 'team', rule: 'TeamNotInScope' },
      { row: 6, field: 'on', rule: 'DayInTheFuture' },
    ]);
    expect(planMembers(rows, today).map(({ team: id, commands }) => [id, commands.length])).toEqual([
      ['to-1', 4],
      ['to-2', 1],
    ]);
  });

  it('was recorded before: no fault, and nothing new', () => {
    const { rows } = read('to-1,an,leader,head-of-village,village,2024-02-01');
    const before = fold(team, team.decide(establish(), team.initialState));
    const [plan] = planMembers(rows, today);
    const after = fold(team, team.decide({ type: 'together', commands: plan!.commands }, before), before);
    expect(judgeMembers(rows, () => after, today)).toEqual([]);
  });
});
