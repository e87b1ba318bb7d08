import { describe, expect, it } from '@jest/globals';
import { formatsOf } from './format';
import { missingInFull, missingInShort } from './missing';
import { wordsOf } from './words';

const spoken = { vi: { w: wordsOf('vi'), ...formatsOf('vi') }, en: { w: wordsOf('en'), ...formatsOf('en') } };
const skills = (...numbers: number[]) => numbers.map((number) => `skill.${number}.proficient`);
const accounts = ['vneid', 'public-service'];

describe('what a household lacks of the goal', () => {
  it.each([
    [
      [...skills(1, 2, 3, 4, 5), ...accounts],
      'cả năm kỹ năng; VNeID, dịch vụ công',
      'all five skills; VNeID, public service',
    ],
    [[...skills(1, 4, 5), 'vneid'], 'kỹ năng 1, 4 và 5; VNeID', 'skills 1, 4 and 5; VNeID'],
    [skills(3), 'kỹ năng 3', 'skill 3'],
    [accounts, 'VNeID, dịch vụ công', 'VNeID, public service'],
    [['one-and-the-same-member'], 'một người có đủ tất cả', 'one member with all of it'],
  ])('%j at a glance', (missing, vi, en) => {
    expect([missingInShort(missing, spoken.vi), missingInShort(missing, spoken.en)]).toEqual([vi, en]);
  });

  it.each([
    [[...skills(3), 'vneid'], 'kỹ năng 3. Thanh toán trực tuyến và tài khoản VNeID'],
    [[...skills(1, 2, 3, 4, 5), ...accounts], 'cả năm kỹ năng, tài khoản VNeID và tài khoản dịch vụ công'],
    [[...skills(1, 3), 'vneid'], 'kỹ năng 1. Dịch vụ công trực tuyến và 3. Thanh toán trực tuyến; tài khoản VNeID'],
    [skills(4), 'kỹ năng 4. Tự bảo vệ trên mạng'],
  ])('%j read aloud', (missing, vi) => {
    expect(missingInFull(missing, spoken.vi)).toBe(vi);
  });
});
