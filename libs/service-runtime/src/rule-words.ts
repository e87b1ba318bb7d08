import type { RuleWords } from './problem.js';

const words = (status: number, vi: string, en: string) => ({ status, vi, en });

/** Rules of the edge itself; each context adds those of its deciders. */
export const edgeWords: RuleWords = {
  RequestInvalid: words(
    400,
    'Yêu cầu có lỗi; từng lỗi được nêu trong danh sách.',
    'The request has faults; each is listed.',
  ),
  BodyUnreadable: words(400, 'Nội dung gửi lên không phải JSON hợp lệ.', 'The body is not valid JSON.'),
  BodyTooDeep: words(400, 'Nội dung gửi lên lồng nhau quá sâu.', 'The body nests too deep.'),
  BodyTooLarge: words(413, 'Nội dung gửi lên quá lớn.', 'The body is too large.'),
  MediaTypeUnsupported: words(
    415,
    'Chỉ nhận nội dung JSON (application/json).',
    'Only JSON is taken (application/json).',
  ),
  TokenMissing: words(401, 'Bạn cần đăng nhập.', 'You need to sign in.'),
  TokenInvalid: words(401, 'Phiên đăng nhập không hợp lệ hoặc đã hết hạn.', 'The session is not valid or has expired.'),
  NotAllowed: words(
    403,
    'Không có đơn vị này trong phạm vi của bạn, hoặc vai trò của bạn không được làm việc này.',
    'There is no such unit within your scope, or your role may not do this.',
  ),
  RouteUnknown: words(404, 'Không có địa chỉ này.', 'There is no such address.'),
  MethodNotAllowed: words(405, 'Địa chỉ này không nhận cách gọi đó.', 'The address does not take that method.'),
  IdempotencyKeyMissing: words(
    400,
    'Thiếu tiêu đề Idempotency-Key hợp lệ (1–128 ký tự A–Z, a–z, 0–9, . _ ~ -).',
    'The header Idempotency-Key is missing or malformed (1 to 128 of A–Z, a–z, 0–9, . _ ~ -).',
  ),
  IdempotencyKeyReused: words(
    422,
    'Khóa Idempotency-Key này đã dùng cho một yêu cầu khác.',
    'This Idempotency-Key was used for another request.',
  ),
  IfMatchMalformed: words(
    400,
    'Tiêu đề If-Match phải có dạng "số phiên bản".',
    'The header If-Match must read "<version>".',
  ),
  SeenMalformed: words(
    400,
    'Tiêu đề Seen phải có dạng <ngữ cảnh>=<vị trí>.',
    'The header Seen must read <context>=<position>.',
  ),
  RecordedTimeRefused: words(
    400,
    'Máy chủ này không nhận tiêu đề Recorded-Time, hoặc giá trị không phải RFC 3339 (UTC, mili giây).',
    'This server takes no Recorded-Time header, or it is not RFC 3339 (UTC, milliseconds).',
  ),
  VersionConflict: words(
    409,
    'Người khác vừa thay đổi; hãy xem lại bản hiện tại rồi thử lại.',
    'Someone else has just changed this; look at the present version and try again.',
  ),
  NotYetHeard: words(
    503,
    'Máy chủ chưa nhận đủ thông tin mà bạn đã thấy; hãy thử lại sau giây lát.',
    'The server has not yet heard what you have seen; try again in a moment.',
  ),
  StoreReadOnly: words(
    503,
    'Kho sự kiện đang chỉ đọc sau một lỗi ghi đĩa.',
    'The event store is read-only after a failed write.',
  ),
  InternalError: words(500, 'Máy chủ gặp lỗi; chưa có gì được ghi.', 'The server failed; nothing was recorded.'),
};

/** Constraints of class-validator, as rules of a field. */
export const constraintWords: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  conformsTo: ['không đúng dạng', 'is not of the required form'],
  isArray: ['phải là một danh sách', 'must be a list'],
  arrayMinSize: ['có quá ít phần tử', 'has too few entries'],
  arrayMaxSize: ['có quá nhiều phần tử', 'has too many entries'],
  arrayUnique: ['có phần tử lặp lại', 'has an entry twice'],
  isInt: ['phải là số nguyên', 'must be a whole number'],
  isIn: ['không thuộc các giá trị cho phép', 'is none of the allowed values'],
  isBoolean: ['phải là đúng hoặc sai', 'must be true or false'],
  isString: ['phải là chữ', 'must be text'],
  maxLength: ['quá dài', 'is too long'],
  max: ['quá lớn', 'is too large'],
  min: ['quá nhỏ', 'is too small'],
  nestedValidation: ['phải là một đối tượng', 'must be an object'],
  whitelistValidation: ['không phải là trường của yêu cầu này', 'is no field of this request'],
  isDefined: ['không được thiếu', 'must not be missing'],
};
