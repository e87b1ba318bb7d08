import { type FigureOf, ofCitizen } from './figure.js';

const stock = { kind: 'stock', unit: 'citizen' } as const;

export const citizenFigures = [
  {
    ...stock,
    id: 'citizens.eligible',
    name: { vi: 'Công dân đủ điều kiện', en: 'Eligible citizens' },
    fedBy: ofCitizen('eligible'),
    column: 25,
  },
  {
    ...stock,
    id: 'citizens.chip-card',
    name: { vi: 'Công dân đã cấp thẻ gắn chip', en: 'Citizens with a chip card' },
    shareOf: 'citizens.eligible',
    fedBy: ofCitizen('chip-card'),
    column: 26,
  },
  {
    ...stock,
    id: 'citizens.vneid-registered',
    name: { vi: 'Công dân đã đăng ký định danh điện tử', en: 'Citizens registered for VNeID' },
    shareOf: 'citizens.eligible',
    fedBy: ofCitizen('vneid-registered'),
    column: 27,
  },
  {
    ...stock,
    id: 'citizens.vneid',
    name: { vi: 'Công dân đã kích hoạt định danh điện tử', en: 'Citizens with VNeID activated' },
    shareOf: 'citizens.eligible',
    fedBy: ofCitizen('vneid'),
    column: 28,
  },
] as const satisfies readonly FigureOf<string>[];
