import type { Words } from './words';

const skill = /^skill\.(\d)\.proficient$/;
export const skillNumbers = ['1', '2', '3', '4', '5'];
export const sameMember = 'one-and-the-same-member';

/** A skill as every table of the page names it: its number and its subject. */
export const skillName = (w: Words, number: string) =>
  w.figures.rows[`households.skill.${number}.proficient`] ?? number;

interface Spoken {
  w: Words;
  listed: (items: string[]) => string;
}

function partsOf(missing: string[]) {
  const skills = missing.flatMap((standing) => skill.exec(standing)?.[1] ?? []);
  return { skills, others: missing.filter((standing) => !skill.test(standing)) };
}

/** At a glance, where the skills' names stand nearby: kỹ năng 1, 4 và 5; VNeID, dịch vụ công. */
export function missingInShort(missing: string[], { w, listed }: Spoken): string {
  const { skills, others } = partsOf(missing);
  const named = others.map((standing) => w.codes.details[standing] ?? w.codes.standings[standing] ?? standing);
  const { lacks } = w.households;
  return [
    ...(skills.length === 0
      ? []
      : [skills.length === skillNumbers.length ? lacks.allSkills : lacks.skills(listed(skills))]),
    ...(named.length === 0 ? [] : [named.join(', ')]),
  ].join('; ');
}

/** To be read aloud: kỹ năng 3. Thanh toán trực tuyến và tài khoản VNeID. */
export function missingInFull(missing: string[], { w, listed }: Spoken): string {
  const { skills, others } = partsOf(missing);
  const { lacks } = w.households;
  const accounts = others.map((standing) => lacks.account(w.codes.details[standing] ?? standing));
  if (skills.length === skillNumbers.length) return listed([lacks.allSkills, ...accounts]);
  const names = skills.map((number) => skillName(w, number));
  if (names.length <= 1) return listed([...names.map(lacks.skill), ...accounts]);
  return [lacks.skill(listed(names)), ...(accounts.length === 0 ? [] : [listed(accounts)])].join('; ');
}
