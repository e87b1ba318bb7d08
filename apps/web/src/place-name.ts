import type { PlaceName, UnitId, UnitName, UnitView } from './api-types';
import type { Words } from './words';

/** What is above what is looked at goes without saying. */
export const aboveOf = (view: UnitView | undefined): ReadonlySet<UnitId> =>
  new Set(view ? [view.unit.id, ...view.trail.map(({ id }) => id)] : []);

/** A village is told from its namesakes by what it lies in: thôn Sậy, xã Sa Lý, huyện Lục Ngạn. */
export const withinOf = ({ trail }: PlaceName, above: ReadonlySet<UnitId>, inside: (name: string) => string) =>
  trail
    .filter(({ id }) => !above.has(id))
    .map((one) => inside(one.fullName))
    .reverse();

export type Called = Pick<UnitName, 'fullName' | 'formerly'>;

/** What the simulator writes behind the name of every village that it makes up. */
const simulated = ' (mô phỏng)';

/** The name, and what is only said of it: from which commune a merger brought the village, that it is made up. */
export function nameAndNotes({ fullName, formerly }: Called, words: Words['naming']) {
  const isSimulated = fullName.endsWith(simulated);
  const notes = [...(formerly ? [words.formerly(formerly.name)] : []), ...(isSimulated ? [words.simulated] : [])];
  return { name: isSimulated ? fullName.slice(0, -simulated.length) : fullName, notes };
}

/** The same as one line, for files and for names that are read out. */
export function plainName(unit: Called, words: Words['naming']) {
  const { name, notes } = nameAndNotes(unit, words);
  return notes.length > 0 ? `${name} (${notes.join(', ')})` : name;
}
