import { type SendingOrganisation, sendingOrganisations } from '@tung-nha/team-organisation-events';
import { type FigureOf, ofTeam } from './figure.js';

const stock = { kind: 'stock', unit: 'team', shareOf: 'teams.established' } as const;

export const teamFigures = [
  {
    id: 'teams.required',
    name: { vi: 'Tổ phải thành lập', en: 'Teams required' },
    kind: 'stock',
    unit: 'team',
    note: {
      vi: 'Số đơn vị có trong ngày nhân với số tổ theo quy định của ngày đó; không theo ngày ghi nhận',
      en: 'Units in force on the day times what the policy of that day asks; the same for every `known`',
    },
    fedBy: [],
    workedOut: 'required-teams',
  },
  {
    ...stock,
    id: 'teams.established',
    name: { vi: 'Tổ đã thành lập', en: 'Teams established' },
    shareOf: 'teams.required',
    fedBy: ofTeam('established'),
    column: 29,
  },
  {
    ...stock,
    id: 'teams.consolidated',
    name: { vi: 'Tổ đã kiện toàn', en: 'Teams consolidated' },
    fedBy: ofTeam('consolidated'),
    column: 30,
  },
  {
    ...stock,
    id: 'teams.consolidated-on-time',
    name: { vi: 'Tổ kiện toàn đúng hạn', en: 'Teams consolidated on time' },
    fedBy: ofTeam('consolidated-on-time'),
    column: 31,
  },
  {
    ...stock,
    id: 'teams.compliant',
    name: { vi: 'Tổ bảo đảm thành phần', en: 'Teams composed as required' },
    fedBy: ofTeam('compliant'),
    column: 32,
  },
  {
    ...stock,
    id: 'teams.leaderless',
    name: { vi: 'Tổ chưa có Tổ trưởng', en: 'Teams without a leader' },
    trouble: true,
    fedBy: ofTeam('leaderless'),
    column: 33,
  },
  {
    ...stock,
    id: 'teams.dormant',
    name: { vi: 'Tổ không phát sinh hoạt động', en: 'Dormant teams' },
    trouble: true,
    note: {
      vi: 'Quá số ngày theo quy định (mặc định 30) kể từ ngày thành lập hoặc hoạt động gần nhất',
      en: 'More days than the policy allows (30 where none does) since establishment or the last activity',
    },
    fedBy: [...ofTeam('established'), { type: 'field-activity.household-record-restated' }],
    workedOut: 'dormant-teams',
  },
  {
    id: 'members.active',
    name: { vi: 'Thành viên đang tham gia', en: 'Active memberships' },
    kind: 'stock',
    unit: 'membership',
    note: {
      vi: 'Một người tham gia nhiều tổ được tính ở mỗi tổ: là số lượt tham gia, không phải số người',
      en: 'A person in several teams counts in each: memberships add up, distinct persons do not',
    },
    fedBy: [{ type: 'team-organisation.membership-restated' }],
    column: 34,
  },
] as const satisfies readonly FigureOf<string>[];

/** A figure taken apart: kept in columns of its own, shown beside the figure it is a part of. */
export interface Breakdown {
  readonly id: 'members.by-organisation';
  readonly name: { readonly vi: string; readonly en: string };
  readonly of: 'members.active';
  readonly parts: readonly { readonly part: SendingOrganisation; readonly column: number }[];
}

export const membersByOrganisation: Breakdown = {
  id: 'members.by-organisation',
  name: { vi: 'Thành viên theo đơn vị cử', en: 'Memberships by sending organisation' },
  of: 'members.active',
  parts: sendingOrganisations.map((part, index) => ({ part, column: 35 + index })),
};
