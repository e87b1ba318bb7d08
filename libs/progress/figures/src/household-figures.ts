import { skills } from '@tung-nha/field-activity-events';
import { type FigureOf, ofHousehold, ofRecord } from './figure.js';

const stock = { kind: 'stock', unit: 'household', shareOf: 'households.total' } as const;

/** `<k>` of `households.skill.<k>`: the directive's order, from 1. */
type SkillNumber = 1 | 2 | 3 | 4 | 5;
type SkillState = 'guided' | 'proficient';
type SkillFigureId = `households.skill.${SkillNumber}.${SkillState}`;

const stateNames = {
  guided: { vi: 'được hướng dẫn', en: 'guided' },
  proficient: { vi: 'thành thạo', en: 'proficient' },
};

const skillFigures = (state: SkillState, firstColumn: number) =>
  skills.map((skill, index): FigureOf<SkillFigureId> => ({
    ...stock,
    id: `households.skill.${(index + 1) as SkillNumber}.${state}`,
    name: {
      vi: `Hộ có người ${stateNames[state].vi} kỹ năng ${index + 1}`,
      en: `Households ${stateNames[state].en} in skill ${index + 1}`,
    },
    fedBy: ofHousehold(`skill.${skill}.${state}`),
    column: firstColumn + index,
  }));

export const householdFigures = [
  {
    ...stock,
    id: 'households.total',
    name: { vi: 'Tổng số hộ', en: 'Households' },
    shareOf: 'households.declared',
    fedBy: ofHousehold('total'),
    column: 0,
  },
  {
    id: 'households.declared',
    name: { vi: 'Số hộ theo thống kê của xã', en: 'Households as the commune declared' },
    kind: 'stock',
    unit: 'household',
    note: {
      vi: 'Do xã công bố hằng năm: thuộc riêng xã, không chia theo thôn',
      en: 'Declared yearly by the commune: own of the commune, not divided by village',
    },
    fedBy: [{ type: 'field-activity.households-declared-restated' }],
    column: 1,
  },
  {
    ...stock,
    id: 'households.visited',
    name: { vi: 'Hộ đã được đến nhà', en: 'Households visited' },
    fedBy: ofHousehold('visited'),
    column: 2,
  },
  ...skillFigures('guided', 3),
  ...skillFigures('proficient', 8),
  {
    ...stock,
    id: 'households.all-skills.guided',
    name: { vi: 'Hộ có người được hướng dẫn cả 05 kỹ năng', en: 'Households guided in all 5 skills' },
    fedBy: ofHousehold('all-skills.guided'),
    column: 13,
  },
  {
    ...stock,
    id: 'households.all-skills.proficient',
    name: { vi: 'Hộ có người thành thạo cả 05 kỹ năng', en: 'Households proficient in all 5 skills' },
    fedBy: ofHousehold('all-skills.proficient'),
    column: 14,
  },
  {
    ...stock,
    id: 'households.vneid',
    name: { vi: 'Hộ có tài khoản VNeID', en: 'Households with a VNeID account' },
    fedBy: ofHousehold('vneid'),
    column: 15,
  },
  {
    ...stock,
    id: 'households.public-service',
    name: { vi: 'Hộ có tài khoản dịch vụ công', en: 'Households with a public-service account' },
    fedBy: ofHousehold('public-service'),
    column: 16,
  },
  {
    ...stock,
    id: 'households.payment',
    name: { vi: 'Hộ có tài khoản thanh toán', en: 'Households with a payment account' },
    fedBy: ofHousehold('payment'),
    column: 17,
  },
  {
    ...stock,
    id: 'households.complete',
    name: { vi: 'Hộ đạt mục tiêu', en: 'Households that meet the goal' },
    note: {
      vi: 'Cùng một người trong hộ thành thạo cả 05 kỹ năng, có tài khoản VNeID và dịch vụ công',
      en: 'One and the same member is proficient in all five and has VNeID and public service',
    },
    fedBy: ofHousehold('complete'),
    column: 18,
  },
  {
    ...stock,
    id: 'households.assigned',
    name: { vi: 'Hộ có thành viên phụ trách', en: 'Households with a member in charge' },
    fedBy: ofHousehold('assigned'),
    column: 19,
  },
  {
    ...stock,
    id: 'households.in-care',
    name: { vi: 'Hộ được hỗ trợ thực hiện', en: 'Households in care' },
    fedBy: ofHousehold('in-care'),
    column: 20,
  },
  {
    ...stock,
    id: 'households.needs-care',
    name: { vi: 'Hộ cần hỗ trợ, chưa có người phụ trách', en: 'Households that need care and have none' },
    trouble: true,
    fedBy: ofHousehold('needs-care'),
    column: 21,
  },
  {
    id: 'visits.count',
    name: { vi: 'Lượt đến hộ', en: 'Visits' },
    kind: 'flow',
    unit: 'visit',
    fedBy: ofRecord('visit'),
    column: 22,
  },
  {
    id: 'guidance.count',
    name: { vi: 'Lượt hướng dẫn', en: 'Guidance given' },
    kind: 'flow',
    unit: 'guidance',
    fedBy: ofRecord('guidance'),
    column: 23,
  },
  {
    id: 'proxy.count',
    name: { vi: 'Lượt hỗ trợ thực hiện', en: 'Proxy acts' },
    kind: 'flow',
    unit: 'proxy-act',
    fedBy: ofRecord('proxy'),
    column: 24,
  },
] as const satisfies readonly FigureOf<string>[];
