declare module 'virtual:outlines' {
  import type { GeometryCollection, MultiPolygon, Polygon, Topology } from 'topojson-specification';

  /** Codes on the maps of 2023 (`a`), 2025-01-01 (`b`) and 2025-07-01 (`c`), and of the districts (`d…`). */
  export type OutlineKey = 'a' | 'b' | 'c' | 'da' | 'db';
  export type Piece = (Polygon | MultiPolygon) & { properties: Partial<Record<OutlineKey, string>> };
  export type OutlineTopology = Topology<{
    communes: Omit<GeometryCollection, 'geometries'> & { geometries: Piece[] };
  }> & {
    /** The point farthest from the border, and how far: `[x, y, distance]`. */
    labels: Record<OutlineKey, Record<string, [number, number, number]>>;
  };

  const topology: OutlineTopology;
  export default topology;
}
