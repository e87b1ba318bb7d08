import type { HouseholdRule } from '@tung-nha/field-activity-domain';
import type { RuleWording } from '@tung-nha/service-runtime';

const refused = (vi: string, en: string): RuleWording => ({ status: 422, vi, en });

/** Every rule of this context's deciders, worded (X7, X9). */
export const fieldActivityWords: Readonly<Record<HouseholdRule, RuleWording>> = {
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
  RecordedOtherwise: refused('Mã bản ghi này đã dùng cho nội dung khác.', 'This record id stands for other content.'),
  RecordUnknown: refused('Hộ này không có bản ghi đó.', 'The household has no such record.'),
};
