import type { AccessRule, RowFault, RowRule, TeamRule, UnitRegisterRule } from '@tung-nha/team-organisation-domain';
import type { Fault, RuleWording } from '@tung-nha/service-runtime';
import type { Role } from '@tung-nha/team-organisation-events';

const words = (status: number, vi: string, en: string): RuleWording => ({ status, vi, en });

/** Every rule of this context's deciders, worded (X7, X9). */
export const teamOrganisationWords: Readonly<Record<UnitRegisterRule | AccessRule | TeamRule, RuleWording>> = {
  UnitUnknown: words(422, 'Có đơn vị không có trong danh mục.', 'A unit is not in the register.'),
  UnitNotInForce: words(
    422,
    'Có đơn vị không còn hoặc chưa có hiệu lực vào ngày đó.',
    'A unit is not in force on that day.',
  ),
  UnitAlreadyRecorded: words(
    422,
    'Đơn vị đã được ghi với nội dung khác.',
    'The unit is already recorded, with other content.',
  ),
  ParentUnknown: words(422, 'Không rõ đơn vị cấp trên.', 'The unit above is not known.'),
  ParentNotAbove: words(422, 'Đơn vị cấp trên phải ở cấp cao hơn.', 'The unit above must be of a higher level.'),
  NotACommune: words(
    422,
    'Thôn, tổ dân phố chỉ được lập dưới một đơn vị cấp xã.',
    'Villages are founded below a commune only.',
  ),
  GrantedOtherwise: words(
    422,
    'Mã cấp quyền này đã dùng cho một quyền khác.',
    'This grant id stands for another grant.',
  ),
  GrantUnknown: words(422, 'Không có quyền này.', 'There is no such grant.'),
  GrantEndsBeforeItBegins: words(422, 'Ngày kết thúc phải sau ngày bắt đầu.', 'The grant must end after it begins.'),
  RevokedOtherwise: words(422, 'Quyền này đã được thu hồi từ ngày khác.', 'The grant was revoked from another day.'),
  DayInTheFuture: words(422, 'Ngày này chưa đến.', 'The day has not come yet.'),
  UnitHasNoTeams: words(
    422,
    'Tổ chỉ được thành lập ở cấp huyện, cấp xã hoặc thôn, tổ dân phố.',
    'Teams are established at district, commune or village level only.',
  ),
  TeamUnknown: words(422, 'Tổ này chưa được thành lập.', 'The team is not established.'),
  TeamAlreadyEstablished: words(
    422,
    'Tổ này đã được thành lập theo quyết định khác.',
    'The team is already established, by another decision.',
  ),
  TeamNotYetEstablished: words(
    422,
    'Vào ngày đó Tổ chưa được thành lập.',
    'On that day the team was not yet established.',
  ),
  TeamDissolvedThatDay: words(422, 'Vào ngày đó Tổ đã giải thể.', 'On that day the team was dissolved.'),
  TeamAlreadyDissolved: words(422, 'Tổ này đã giải thể.', 'The team is already dissolved.'),
  ConsolidatedOtherwiseThatDay: words(
    422,
    'Việc kiện toàn Tổ vào ngày đó đã được ghi theo quyết định khác.',
    'A consolidation of that day is already recorded, by another decision.',
  ),
  DecisionIncomplete: words(
    422,
    'Quyết định phải có số, ngày, chức vụ và thể thức ký, đơn vị ban hành.',
    'A decision needs its number, date, signing office and capacity, and issuing unit.',
  ),
  DecisionNotOfThatOffice: words(
    422,
    'Người ký không có thẩm quyền đối với Tổ cấp này: Chủ tịch UBND cấp xã quyết định Tổ cấp xã và thôn, Chủ tịch UBND cấp huyện quyết định Tổ cấp huyện.',
    'That office does not decide on teams of this level: the commune chair decides on commune and village teams, the district chair on those of the district.',
  ),
  DecisionOfAnotherUnit: words(
    422,
    'Quyết định phải do đơn vị quản lý Tổ ban hành.',
    'The decision must be issued by the unit that the team is under.',
  ),
  MemberAlreadyAppointed: words(
    422,
    'Vào ngày đó người này đã là thành viên của Tổ.',
    'On that day the person was already a member of the team.',
  ),
  MemberNotInTeamThatDay: words(
    422,
    'Vào ngày đó người này không phải là thành viên của Tổ.',
    'On that day the person was no member of the team.',
  ),
  LeaderAlreadyAppointed: words(422, 'Mỗi ngày Tổ chỉ có một Tổ trưởng.', 'A team has one leader on any day.'),
};

const rowWords: Readonly<Record<RowRule, readonly [vi: string, en: string]>> = {
  MustNotBeEmpty: ['không được để trống', 'must not be empty'],
  NotACode: ['mã đơn vị phải có 2, 3 hoặc 5 chữ số theo cấp', 'the code must have 2, 3 or 5 digits, by level'],
  NotADay: ['ngày phải có dạng năm-tháng-ngày', 'the day must read year-month-day'],
  NotALevel: ['cấp phải là 1, 2 hoặc 3', 'the level must be 1, 2 or 3'],
  NotAKind: ['loại thay đổi không có trong danh sách cho phép', 'the kind of change is none of those allowed'],
  NotAnExtent: ['phạm vi phải là full hoặc partial', 'the extent must be full or partial'],
  NotAName: [
    'tên phải là chữ NFC, không thừa khoảng trắng, tối đa 120 ký tự',
    'the name must be NFC without outer blanks, at most 120 characters',
  ],
  ColumnMissing: ['thiếu cột này', 'the column is missing'],
  NotCsv: ['tệp không phải CSV hợp lệ', 'the file is not valid CSV'],
  CodeTwice: ['mã xuất hiện hai lần', 'the code stands twice'],
  ParentUnknown: ['không rõ đơn vị cấp trên', 'the unit above is not known'],
  CodeUnknownOnThatDay: ['không đơn vị nào mang mã này vào ngày đó', 'no unit bears this code on that day'],
  CodeStillBorne: ['một đơn vị khác đang mang mã này', 'another unit bears this code'],
  OnlyCreateHasNoFrom: ['chỉ loại create được để trống đơn vị cũ', 'only create has no old unit'],
  OnlyAbolishHasNoTo: ['chỉ loại abolish được để trống đơn vị mới', 'only abolish has no new unit'],
};

/** A faulty row, in both languages. */
export function rowFault({ row, field, rule }: RowFault): Fault {
  const [message, messageEn] = rowWords[rule];
  return { pointer: field === '' ? '' : `/${field}`, row, rule, message, messageEn };
}

export const roleNames: Readonly<Record<Role, { readonly vi: string; readonly en: string }>> = {
  'province-admin': { vi: 'Quản trị cấp tỉnh', en: 'Province administrator' },
  'province-appraiser': { vi: 'Thẩm định cấp tỉnh', en: 'Province appraiser' },
  'province-chair': { vi: 'Lãnh đạo tỉnh', en: 'Province chair' },
  'district-officer': { vi: 'Cán bộ cấp huyện', en: 'District officer' },
  'district-chair': { vi: 'Lãnh đạo huyện', en: 'District chair' },
  'commune-officer': { vi: 'Cán bộ cấp xã', en: 'Commune officer' },
  'commune-chair': { vi: 'Lãnh đạo xã', en: 'Commune chair' },
  'police-officer': { vi: 'Công an', en: 'Police officer' },
  'education-officer': { vi: 'Cán bộ giáo dục', en: 'Education officer' },
  'partner-officer': { vi: 'Cán bộ đơn vị phối hợp', en: 'Partner officer' },
  'team-leader': { vi: 'Tổ trưởng', en: 'Team leader' },
  'team-member': { vi: 'Thành viên tổ', en: 'Team member' },
  trainer: { vi: 'Giảng viên', en: 'Trainer' },
  'school-officer': { vi: 'Cán bộ nhà trường', en: 'School officer' },
  auditor: { vi: 'Kiểm toán', en: 'Auditor' },
  system: { vi: 'Hệ thống', en: 'System' },
};
