import type { Place } from './map-places';
import type { Label } from './map-shapes';

export interface MapLabel {
  key: string;
  at: Label;
  text: string;
  under?: string | undefined;
  shade?: number | undefined;
  rank?: boolean;
}

type Taken = [left: number, top: number, right: number, bottom: number];
const overlaps = (taken: Taken[], [left, top, right, bottom]: Taken) =>
  taken.some((other) => other[0] < right && other[2] > left && other[1] < bottom && other[3] > top);

const letterPx = 3.5;

/** Districts are few and named, with their share; on a small map their ranks stand instead. */
export const districtLabels = (districts: Place[], named: boolean, under: (place: Place) => string): MapLabel[] =>
  districts.map((place) => ({
    key: place.unit.id,
    at: place.shape.label,
    text: named ? place.unit.name : String(place.rank ?? ''),
    under: named ? under(place) : undefined,
  }));

/**
 * Names where they fit and touch no other, else ranks, else nothing; the roomiest communes first.
 *
 * @param scale map units for each pixel
 */
export function communeLabels(
  places: Place[],
  scale: number,
  named: boolean,
  under: (place: Place) => string,
): MapLabel[] {
  const taken: Taken[] = [];
  const labels: MapLabel[] = [];
  for (const place of places.toSorted((one, other) => other.shape.label[2] - one.shape.label[2])) {
    const { unit, shape, rank, shade } = place;
    const [x, y, room] = shape.label.map((n) => n / scale) as [number, number, number];
    const half = unit.name.length * letterPx + 4;
    const high = room > 17;
    const name: Taken = [x - half, y - 14, x + half, y + (high ? 16 : 6)];
    const label = { key: unit.id, at: shape.label, shade };
    if (named && unit.name.length * 6.4 < room * 3.1 && !overlaps(taken, name)) {
      taken.push(name);
      labels.push({ ...label, text: unit.name, under: high ? under(place) : undefined });
      continue;
    }
    const number: Taken = [x - 9, y - 7, x + 9, y + 7];
    if (rank === undefined || room < 5 || overlaps(taken, number)) continue;
    taken.push(number);
    labels.push({ ...label, text: String(rank), rank: true });
  }
  return labels;
}
