import type { ParkedStreamRule } from '@tung-nha/progress-domain';
import type { DiscardReason } from '@tung-nha/progress-events';
import type { RuleWording } from '@tung-nha/service-runtime';

const words = (status: number, vi: string, en: string): RuleWording => ({ status, vi, en });

/** Every rule of this context's deciders, worded (X7, X9). */
export const progressWords: Readonly<Record<ParkedStreamRule, RuleWording>> = {
  NothingParkedThere: words(
    422,
    'Không có sự kiện nào của luồng này đang được giữ lại.',
    'No events of this stream are set aside.',
  ),
  NotTheLastHeld: words(
    409,
    'Vị trí này không phải là vị trí cuối đang được giữ lại; hãy xem lại danh sách rồi quyết định.',
    'This is not the last position held; look at the list again and decide.',
  ),
  DiscardedForAnotherReason: words(
    422,
    'Các sự kiện này đã được loại bỏ với lý do khác.',
    'These events were discarded for another reason.',
  ),
};

export const discardReasonNames: Readonly<Record<DiscardReason, { readonly vi: string; readonly en: string }>> = {
  forged: { vi: 'Giả mạo', en: 'Forged' },
  superseded: { vi: 'Đã được ghi lại bằng sự kiện khác', en: 'Said again by other events' },
  'test-data': { vi: 'Dữ liệu thử', en: 'Test data' },
  'unreadable-for-good': { vi: 'Không bao giờ đọc được', en: 'Unreadable for good' },
};
