import { catalogue, COLUMNS, type Figure, type FigureId, membersByOrganisation } from '@tung-nha/progress-figures';

/** Sums of every figure of a unit: the kept columns, then what is worked out at reading. */
export const REQUIRED = COLUMNS;
export const DORMANT = COLUMNS + 1;
export const SLOTS = COLUMNS + 2;

export type Totals = Readonly<Record<FigureId, number>>;

/** Where a figure's sum stands. */
export function slotOf({ column, workedOut }: Figure): number {
  if (column !== undefined) return column;
  return workedOut === 'dormant-teams' ? DORMANT : REQUIRED;
}

const slots = catalogue.map((figure) => [figure.id, slotOf(figure)] as const);

/** Sums as an object by figure, in the catalogue's order. */
export function named(sum: Int32Array): Totals {
  const totals: Partial<Record<FigureId, number>> = {};
  for (const [id, slot] of slots) totals[id] = sum[slot]!;
  return totals as Totals;
}

/** Whether anything was recorded there: that a policy asks for teams in it does not bring a unit onto this platform. */
export const hasRecords = (sum: Int32Array) => slots.some(([, slot]) => slot !== REQUIRED && sum[slot] !== 0);

/** The parts of what is shown taken apart, without those that are 0. */
export function breakdownOf(sum: Int32Array): Readonly<Record<string, number>> {
  return Object.fromEntries(
    membersByOrganisation.parts.flatMap(({ part, column }) => (sum[column] ? [[part, sum[column]]] : [])),
  );
}
