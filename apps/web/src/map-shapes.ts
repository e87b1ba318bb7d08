import { merge, mesh } from 'topojson-client';
import type { MultiPolygon, Position } from 'geojson';
import type { OutlineKey, OutlineTopology, Piece } from 'virtual:outlines';
import type { Day } from './api-types';

export type MapKey = 'a' | 'b' | 'c';
export type Box = [left: number, top: number, right: number, bottom: number];
export type Label = [x: number, y: number, room: number];

export interface Shape {
  path: string;
  box: Box;
  label: Label;
}

/** The land of one map, in the units of the topology, a province some 1,000 wide. */
export interface Land {
  communes: ReadonlyMap<string, Shape>;
  districts: ReadonlyMap<string, Shape>;
  borders: string;
  districtBorders: string;
  outline: string;
  /** Land that lies in no commune. */
  none: string;
}

export const mapKeyOn = (map: Day): MapKey => (map < '2025-01-01' ? 'a' : map < '2025-07-01' ? 'b' : 'c');

const lineOf = (points: Position[]) => points.map(([x, y]) => `${x!.toFixed(1)} ${y!.toFixed(1)}`).join('L');
const ringsOf = ({ coordinates }: MultiPolygon) => coordinates.flat();
const pathOf = (area: MultiPolygon) =>
  ringsOf(area)
    .map((ring) => `M${lineOf(ring)}Z`)
    .join('');

function boxOf(area: MultiPolygon): Box {
  const points = ringsOf(area).flat();
  const [xs, ys] = [points.map(([x]) => x!), points.map(([, y]) => y!)];
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

function shapesBy(topology: OutlineTopology, key: OutlineKey): Map<string, Shape> {
  const pieces = new Map<string, Piece[]>();
  for (const piece of topology.objects.communes.geometries) {
    const code = piece.properties[key];
    if (code !== undefined) pieces.set(code, [...(pieces.get(code) ?? []), piece]);
  }
  return new Map(
    [...pieces].map(([code, own]) => {
      const area = merge(topology, own);
      return [code, { path: pathOf(area), box: boxOf(area), label: topology.labels[key][code]! }];
    }),
  );
}

/** Borders drawn once, from arcs that two neighbours share: merged units never show seams. */
function bordersBetween(topology: OutlineTopology, differ: (one: Piece, other: Piece) => boolean): string {
  const lines = mesh(topology, topology.objects.communes, differ as never);
  return lines.coordinates.map((line) => `M${lineOf(line)}`).join('');
}

const drawn = new Map<MapKey, Land>();

export function landOf(topology: OutlineTopology, key: MapKey): Land {
  const known = drawn.get(key);
  if (known) return known;
  const districtKey = key === 'c' ? undefined : (`d${key}` as const);
  const none = topology.objects.communes.geometries.filter(({ properties }) => properties.c === undefined);
  const inside = ({ properties }: Piece) => properties[key] !== undefined || properties.c === undefined;
  const land: Land = {
    communes: shapesBy(topology, key),
    districts: districtKey ? shapesBy(topology, districtKey) : new Map(),
    borders: bordersBetween(topology, (one, other) => one !== other && one.properties[key] !== other.properties[key]),
    districtBorders: districtKey
      ? bordersBetween(
          topology,
          (one, other) =>
            one !== other &&
            inside(one) &&
            inside(other) &&
            one.properties[districtKey] !== other.properties[districtKey],
        )
      : '',
    outline: bordersBetween(topology, (one, other) => (one === other ? inside(one) : inside(one) !== inside(other))),
    none: pathOf(merge(topology, none)),
  };
  drawn.set(key, land);
  return land;
}

export const around = (boxes: Box[]): Box => [
  Math.min(...boxes.map(([left]) => left)),
  Math.min(...boxes.map(([, top]) => top)),
  Math.max(...boxes.map(([, , right]) => right)),
  Math.max(...boxes.map(([, , , bottom]) => bottom)),
];
