// The outlines of all three maps as one topology: the land is drawn once, only borders change.
import { parse } from 'csv-parse/sync';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { merge } from 'topojson-client';
import { topology } from 'topojson-server';
import { innermostPoint } from './innermost-point.mjs';

const data = fileURLToPath(new URL('../../../tools/data/', import.meta.url));
const featuresOf = (file) => JSON.parse(readFileSync(`${data}geo/${file}.geojson`, 'utf8')).features;
const rowsOf = (file) => parse(readFileSync(`${data}${file}.csv`, 'utf8'), { columns: true });

/** Units on the page, once the province is as wide as this. */
const WIDTH = 1_000;
const QUANTA = 20_000;
/** Degrees of longitude are shorter than those of latitude by its cosine; north is up, y grows downwards. */
const NARROWER = Math.cos((21.35 * Math.PI) / 180);

/**
 * `objects.communes`: every piece of land with the code of the commune (`a`, `b`, `c`) and district (`da`, `db`) it lies in
 * on the maps of 2023, 2025-01-01 and 2025-07-01; no code where it lies in none. `labels`: per map and code the point
 * farthest from the border, and how far that is.
 */
export function outlineTopology() {
  const [second, third] = [successorsOn('2025-01-01'), successorsOn('2025-07-01')];
  const districts = new Map(
    rowsOf('units-2025-03').flatMap((row) => (row.level === '3' ? [[row.code, row.parent_code]] : [])),
  );
  const pieces = featuresOf('bac-giang-2023-communes').map(({ geometry, properties: { code, parent_code } }) => {
    if (code === null) return { geometry, properties: { da: parent_code, db: parent_code } };
    const b = second.get(code) ?? code;
    const c = third.get(b) ?? b;
    return { geometry, properties: { a: code, b, c, da: parent_code, db: districts.get(b) } };
  });
  const own = new Set(pieces.map(({ properties }) => properties.c));
  // The rest of the province that Bắc Giang became a part of.
  const beside = featuresOf('bac-ninh-2025-07-communes')
    .filter(({ properties }) => !own.has(properties.code))
    .map(({ geometry, properties }) => ({ geometry, properties: { c: properties.code } }));
  const features = [...pieces, ...beside].map((feature) => ({ type: 'Feature', ...feature }));
  const projected = projectedTo(WIDTH, features, pieces);
  const built = topology({ communes: { type: 'FeatureCollection', features: projected } }, QUANTA);
  return { ...built, labels: labelsOf(built) };
}

/** Where each commune of Bắc Giang went on that day; parts of one that went elsewhere are too small to draw. */
function successorsOn(day) {
  const rows = rowsOf('changes').filter(
    (row) => row.effective_date === day && row.from_province === '24' && row.level === '3' && row.extent === 'full',
  );
  return new Map(rows.filter(({ kind }) => kind === 'merge').map((row) => [row.from_code, row.to_code]));
}

function projectedTo(width, features, measured) {
  const points = measured.flatMap(({ geometry }) => geometry.coordinates.flat(Infinity));
  const xs = points.filter((_, index) => index % 2 === 0);
  const ys = points.filter((_, index) => index % 2 === 1);
  const extremes = (values) => values.reduce(([low, high], n) => [Math.min(low, n), Math.max(high, n)], [1e9, -1e9]);
  const [west, east] = extremes(xs);
  const [, north] = extremes(ys);
  const scale = width / ((east - west) * NARROWER);
  const placed = (part) =>
    typeof part[0] === 'number' ? [(part[0] - west) * NARROWER * scale, (north - part[1]) * scale] : part.map(placed);
  return features.map((feature) => ({
    ...feature,
    geometry: { ...feature.geometry, coordinates: placed(feature.geometry.coordinates) },
  }));
}

function labelsOf(built) {
  const { geometries } = built.objects.communes;
  const codesOf = (key) => [...new Set(geometries.flatMap(({ properties }) => properties[key] ?? []))];
  const labelled = (key, code) =>
    innermostPoint(
      merge(
        built,
        geometries.filter(({ properties }) => properties[key] === code),
      ),
    );
  return Object.fromEntries(
    ['a', 'b', 'c', 'da', 'db'].map((key) => [
      key,
      Object.fromEntries(codesOf(key).map((code) => [code, labelled(key, code)])),
    ]),
  );
}
