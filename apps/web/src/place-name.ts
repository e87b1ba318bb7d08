import type { PlaceName, UnitId, UnitView } from './api-types';

/** What is above what is looked at goes without saying. */
export const aboveOf = (view: UnitView | undefined): ReadonlySet<UnitId> =>
  new Set(view ? [view.unit.id, ...view.trail.map(({ id }) => id)] : []);

/** A village is told from its namesakes by what it lies in: thôn Sậy, xã Sa Lý, huyện Lục Ngạn. */
export function placeName(
  { fullName, trail }: PlaceName,
  above: ReadonlySet<UnitId>,
  inside: (name: string) => string,
) {
  const within = trail.filter(({ id }) => !above.has(id)).map((one) => inside(one.fullName));
  return [fullName, ...within.reverse()].join(', ');
}
