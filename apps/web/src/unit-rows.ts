import type { Api } from './api';
import type { Counts, Figure, FigureId, Level, Reading, UnitId, UnitView } from './api-types';
import { useAnswer } from './answer';
import type { CommuneCounts } from './map-places';

const levels: Level[] = ['province', 'district', 'commune', 'village'];
/** Of a level with more units than these no table is offered: nobody reads it. */
const mostRows = 400;

const childLevel = (view: UnitView | undefined) => view?.children[0]?.unit.level;

/** The levels whose units may be the rows of the table: that of the children, and those below. */
export function rowLevels(view: UnitView | undefined): Level[] {
  const first = childLevel(view);
  if (!view || !first) return [];
  const below = levels.slice(levels.indexOf(first) + 1);
  return [first, ...below.filter((level) => (view.depth[level] ?? 0) > 0 && (view.depth[level] ?? 0) <= mostRows)];
}

/** Undefined where the children themselves are the rows. */
export function deeperLevel(view: UnitView | undefined, asked: string | null): Level | undefined {
  const [first, ...below] = rowLevels(view);
  return asked === first ? undefined : below.find((level) => level === asked);
}

export interface RowUnit extends CommuneCounts {
  /** In which child it lies, where it is none itself. */
  within?: { fullName: string } | null;
}

/** The rows of the table, all of one level, and what is counted in none of them. */
export interface UnitRows {
  units: RowUnit[];
  rest: Counts;
  /** Of another figure than is asked for, or of the reading before. */
  waiting: boolean;
  /** The figure of each on the day that is compared with. */
  before: ReadonlyMap<UnitId, Counts>;
}

const idsFor = ({ id, shareOf }: Figure): FigureId[] => [
  ...new Set([id, ...(shareOf ? [shareOf] : []), 'teams.dormant']),
];

interface Asking {
  api: Api;
  view: UnitView | undefined;
  level: Level | undefined;
  figure: Figure | undefined;
  reading: Reading;
  /** The day that is compared with. */
  since: string;
  /** Changes with everything but figure and level; null while the unit's own figures are awaited. */
  behind: string | null;
}

/** The units of a deeper level in place of the children; undefined where none are asked for, or none came yet. */
export function useDeeperRows({ api, view, level, figure, reading, since, behind }: Asking): UnitRows | undefined {
  const unit = view?.unit.id;
  const key = level && figure && behind ? `${behind} ${since} ${level} ${figure.id}` : null;
  const answer = useAnswer(key, async (signal) => {
    const ask = (figures: FigureId[], of: Reading) => api.below(unit!, level!, figures, of, signal);
    const now = ask(idsFor(figure!), reading);
    const earlier = figure!.kind === 'stock' ? ask([figure!.id], { ...reading, from: null, on: since }) : undefined;
    return { unit, level, key, now: await now, before: await earlier };
  });
  const { value } = answer;
  if (!value || !level || value.unit !== unit || value.level !== level) return undefined;
  return {
    units: value.now.units,
    rest: value.now.rest,
    waiting: value.key !== key,
    before: new Map(value.before?.units.map(({ unit: one, figures }) => [one.id, figures])),
  };
}

/** The communes for the map: the children themselves, those of the districts, or the unit alone. */
export async function communesOf(
  api: Api,
  view: UnitView,
  figures: FigureId[],
  reading: Reading,
  signal: AbortSignal,
): Promise<CommuneCounts[]> {
  const level = childLevel(view);
  if (level === 'commune') return view.children;
  if (level === 'district') return (await api.below(view.unit.id, 'commune', figures, reading, signal)).units;
  return view.unit.level === 'commune' ? [{ unit: view.unit, figures: view.figures }] : [];
}
