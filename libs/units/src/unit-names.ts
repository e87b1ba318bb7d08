/** For searching: without diacritics and case, single blanks (X9). */
export function foldText(text: string): string {
  return text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

/** The same name but for the place of a tone mark (Hoà, Hòa) and capitals: what two official lists differ in. */
export function sameName(one: string, other: string): boolean {
  return one === other || toneMarksLast(one) === toneMarksLast(other);
}

/**
 * The same name, perhaps misspelt: 5 and 05, Sập Vạt and Sặp Vạt, Xa Lý and Sa Lý, but not two different names.
 * At most one letter may differ once diacritics and leading zeros are gone.
 */
export function spelledAlike(one: string, other: string): boolean {
  const a = foldText(one).replace(/\b0+(?=\d)/g, '');
  const b = foldText(other).replace(/\b0+(?=\d)/g, '');
  if (a === b) return true;
  if (/\d/.test(a + b) || Math.abs(a.length - b.length) > 1) return false;
  let begin = 0;
  while (begin < a.length && a[begin] === b[begin]) begin += 1;
  let end = 0;
  while (end < Math.min(a.length, b.length) - begin && a.at(-1 - end) === b.at(-1 - end)) end += 1;
  return Math.max(a.length, b.length) - begin - end <= 1;
}

const TONES = /[\u0300\u0301\u0303\u0309\u0323]/g;

function toneMarksLast(name: string): string {
  return name
    .toLowerCase()
    .normalize('NFD')
    .split(' ')
    .map((word) => word.replace(TONES, '') + (word.match(TONES) ?? []).join(''))
    .join(' ');
}
