import type { Counts, Figure, UnitId, UnitName } from './api-types';
import { classOf, ranksOf, standingIn, type ShadeClass, type Standing } from './figures';
import { around, type Box, type Land, type Shape } from './map-shapes';

export interface CommuneCounts {
  unit: UnitName;
  figures: Counts;
}

export interface Place extends Standing {
  unit: UnitName;
  shape: Shape;
  rank: number | undefined;
  shade: ShadeClass | undefined;
}

/** The communes that have an outline on this map, with where they stand. */
export function placesOn(land: Land, communes: CommuneCounts[], figure: Figure): Place[] {
  const standings = new Map<UnitId, Standing>(
    communes.map(({ unit, figures }) => [unit.id, standingIn(figures, figure)]),
  );
  const ranks = ranksOf(standings, figure);
  return communes.flatMap(({ unit }) => {
    const shape = unit.code ? land.communes.get(unit.code) : undefined;
    if (!shape) return [];
    const standing = standings.get(unit.id)!;
    const shade = standing.share === undefined ? undefined : classOf(standing.share, figure.trouble);
    return [{ unit, shape, ...standing, rank: ranks.get(unit.id), shade }];
  });
}

/** The units of the level above the communes that have an outline on this map. */
export function districtsOn(land: Land, children: CommuneCounts[], figure: Figure): Place[] {
  const districts = children.filter(({ unit }) => unit.level === 'district');
  return placesOn({ ...land, communes: land.districts }, districts, figure);
}

/** Wider than high, as the province is, so that nothing moves when another unit is shown. */
export const proportion = 1000 / 500;

/** What is looked at, with some land around it: a lone commune is shown among its neighbours. */
export function frameOf(places: Place[]): Box {
  const [left, top, right, bottom] = around(places.map(({ shape }) => shape.box));
  const room = places.length === 1 ? 2.4 : places.length < 40 ? 1.08 : 1.02;
  const [wide, high] = [(right - left) * room, (bottom - top) * room];
  const width = Math.max(wide, high * proportion);
  const height = Math.max(high, wide / proportion);
  return [(left + right - width) / 2, (top + bottom - height) / 2, width, height];
}

const directions: Record<string, [number, number]> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** The nearest commune in the direction of an arrow key, a little to the side where none lies straight. */
export function neighbourOf(from: Place, places: Place[], key: string): Place | undefined {
  const direction = directions[key];
  if (!direction) return undefined;
  const [x, y] = from.shape.label;
  let best: Place | undefined;
  let least = Infinity;
  for (const place of places) {
    const [dx, dy] = [place.shape.label[0] - x, place.shape.label[1] - y];
    const along = dx * direction[0] + dy * direction[1];
    const across = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0]);
    if (along <= 1 || across > along * 1.6) continue;
    const far = along + across * 1.4;
    if (far < least) [least, best] = [far, place];
  }
  return best;
}
