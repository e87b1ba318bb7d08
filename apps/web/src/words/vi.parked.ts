import { inside } from './vi.lists';

/** What cannot be counted, and what is done about it. */
export const parked = {
  title: 'Sự kiện được giữ lại, chưa tính',
  lede: 'Mỗi luồng dưới đây có sự kiện mà phiên bản này không đọc được. Từ sự kiện đó trở đi luồng được giữ lại: số liệu chưa gồm những gì luồng ghi sau đó; các luồng khác vẫn được tính.',
  inLine: (n: string) => `${n} luồng được giữ lại, chưa tính vào số liệu`,
  see: 'Xem các luồng được giữ lại',
  none: 'Không có luồng nào được giữ lại.',
  noneHint: 'Mọi sự kiện đã ghi nhận đều đã được tính.',
  stream: 'Luồng',
  lanes: {
    'field-activity': 'hoạt động tại hộ',
    'team-organisation': 'tổ chức và đơn vị',
  } as Record<string, string>,
  reason: 'Vì sao',
  unreadable: (what: string, version: string) =>
    what === ''
      ? `không đọc được sự kiện, phiên bản ${version}`
      : `không đọc được sự kiện về ${inside(what)}, phiên bản ${version}`,
  streams: {
    household: (id: string) => `Hộ ${id}`,
    team: (id: string) => `Tổ ${id}`,
    citizen: (id: string) => `Công dân ${id}`,
  } as Record<string, (id: string) => string>,
  since: 'Từ lúc',
  events: 'Số sự kiện',
  positions: (first: string, last: string) => `số ${first} đến ${last} trong sổ`,
  position: (only: string) => `số ${only} trong sổ`,
  act: 'Xử lý',
  retry: 'Thử lại',
  retryOf: (stream: string) => `Thử lại ${inside(stream)}`,
  retryAll: 'Thử lại tất cả',
  retrying: 'Đang thử lại…',
  freed: (n: string) => `Đã đọc và tính lại ${n} luồng.`,
  stillHeld: 'Vẫn chưa đọc được; luồng tiếp tục được giữ lại.',
  discard: 'Loại bỏ…',
  discardOf: (stream: string) => `Loại bỏ ${inside(stream)}`,
  confirmTitle: (stream: string) => `Loại bỏ các sự kiện được giữ lại của ${inside(stream)}`,
  confirm: (n: string) =>
    `${n} sự kiện này sẽ không bao giờ được tính, kể cả khi tính lại từ đầu. Việc này được ghi vào sổ dưới tên người quyết định và không hoàn tác được. Sự kiện sau đó của luồng vẫn được tính.`,
  why: 'Lý do loại bỏ',
  choose: 'Chọn một lý do',
  whyMissing: 'Phải chọn một lý do.',
  sure: 'Loại bỏ vĩnh viễn',
  cancel: 'Không loại bỏ',
  discarding: 'Đang ghi quyết định…',
  discarded: (stream: string) => `Đã loại bỏ sự kiện được giữ lại của ${inside(stream)}.`,
};
