import type { DeclarationRule, HouseholdRule, TeamRule } from '@tung-nha/field-activity-domain';
import type { RuleWording } from '@tung-nha/service-runtime';

const refused = (vi: string, en: string): RuleWording => ({ status: 422, vi, en });

/** Every rule of this context's deciders, worded (X7, X9). */
export const fieldActivityWords: Readonly<Record<HouseholdRule | DeclarationRule | TeamRule, RuleWording>> = {
  DayInTheFuture: refused('Ngày này chưa đến.', 'The day has not come yet.'),
  HouseholdUnknown: refused('Hộ này chưa được đăng ký.', 'The household is not registered.'),
  HouseholdAlreadyRegistered: refused(
    'Hộ này đã được đăng ký, vào ngày hoặc ở thôn khác.',
    'The household is already registered, on another day or in another village.',
  ),
  HouseholdNotYetRegistered: refused(
    'Vào ngày đó hộ chưa được đăng ký.',
    'On that day the household was not yet registered.',
  ),
  VillageOfThatDayAlreadyRecorded: refused(
    'Nơi ở của hộ vào ngày đó đã được ghi.',
    'Where the household lived that day is already recorded.',
  ),
  HouseholdClosedThatDay: refused('Vào ngày đó hộ đã kết thúc.', 'On that day the household was closed.'),
  HouseholdAlreadyClosed: refused('Hộ này đã kết thúc.', 'The household is already closed.'),
  HouseholdWentUpInAnother: refused(
    'Hộ này đã nhập vào hộ khác; hãy ghi ở hộ đó, muốn tách lại thì ghi là tách hộ.',
    'The household went up in another one; record it there, and a split to take it out again.',
  ),
  NotIntoItself: refused('Không thể chuyển vào chính hộ này.', 'A household cannot go into itself.'),
  CitizenAlreadyMember: refused(
    'Người này đã là thành viên của hộ.',
    'The person is already a member of the household.',
  ),
  CitizenNotMemberThatDay: refused(
    'Vào ngày đó người này không phải là thành viên của hộ.',
    'On that day the person was no member of the household.',
  ),
  CitizenAlreadyLeft: refused(
    'Việc người này rời hộ đã được ghi vào ngày khác hoặc với lý do khác.',
    'That the person left is already recorded, on another day or for another reason.',
  ),
  CitizenOfAnotherHousehold: refused(
    'Vào một ngày trong thời gian đó người này là thành viên của hộ khác; hãy ghi việc rời hộ đó trước, hoặc chuyển người từ hộ đó sang.',
    'On some day of that time the person is a member of another household; record the leaving there first, or move the person from there.',
  ),
  CitizenDied: refused('Người này đã mất.', 'The person has died.'),
  StateNotOfThatAccount: refused(
    'Loại tài khoản này không có trạng thái hoặc mức độ đó.',
    'That kind of account has no such state or level.',
  ),
  NeedOfThatDayAlreadyRecorded: refused(
    'Nhu cầu hỗ trợ của hộ vào ngày đó đã được ghi khác.',
    'What care the household needed that day is already recorded otherwise.',
  ),
  NotInCareThatDay: refused(
    'Vào ngày đó hộ chưa có thành viên được giao hỗ trợ thực hiện.',
    'On that day the household was not in care.',
  ),
  AlreadyAssignedThatDay: refused(
    'Vào ngày đó hộ đã có thành viên phụ trách.',
    'On that day a member was already in charge of the household.',
  ),
  AssignmentUnknown: refused('Không có phân công này.', 'There is no such assignment.'),
  AssignmentEndsBeforeItBegins: refused(
    'Phân công không thể kết thúc trước ngày bắt đầu.',
    'An assignment cannot end before it begins.',
  ),
  RecordedOtherwise: refused('Mã bản ghi này đã dùng cho nội dung khác.', 'This record id stands for other content.'),
  RecordUnknown: refused('Hộ này không có bản ghi đó.', 'The household has no such record.'),
  DayOutsideOfTheYear: refused(
    'Ngày công bố phải thuộc năm được công bố.',
    'The day of the declaration must lie in the year it is for.',
  ),
  DeclaredOtherwiseThatDay: refused(
    'Số hộ đã được công bố khác vào ngày đó.',
    'Another number was declared on that day.',
  ),
  TeamUnknown: refused('Không có tổ này.', 'There is no such team.'),
  TeamNotInForceThatDay: refused(
    'Vào ngày đó tổ chưa được thành lập hoặc đã giải thể.',
    'On that day the team was not yet established, or dissolved.',
  ),
  TeamNotOfThisVillage: refused(
    'Vào ngày đó thôn của hộ không thuộc địa bàn của tổ.',
    "On that day the household's village was not in the team's area.",
  ),
  NotAMemberThatDay: refused(
    'Vào ngày đó có người không phải là thành viên của tổ.',
    'On that day somebody named was no member of the team.',
  ),
};
