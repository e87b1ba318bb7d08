import type { ReactNode } from 'react';

/** What a unit's page is made of below its headline. */
export type Part = 'households' | 'activity' | 'teams' | 'attention' | 'chooser' | 'map' | 'children' | 'months';

/** How high the table of children is: some rows, as many as map and chart together, or those with two lines each. */
export type TableHeight = 'low' | 'high' | 'highest';

interface UnitSpreadProps {
  parts: Record<Part, ReactNode>;
  /** Undefined until it is known: what stands below comes then, that it need not move. */
  table: TableHeight | undefined;
}

/** What stands below the tables of the left page, and below map and units on the right one. */
const below: Record<TableHeight, Record<'tables' | 'map' | 'units', Part[]>> = {
  low: { tables: [], map: [], units: ['teams', 'attention'] },
  high: { tables: [], map: ['teams'], units: ['attention'] },
  highest: { tables: ['teams'], map: ['attention'], units: [] },
};

const nothing: (typeof below)[TableHeight] = { tables: [], map: [], units: [] };

/** Words and households on the left page, map, months and units on the right: three columns that end at about one height. */
export function UnitSpread({ parts, table }: UnitSpreadProps) {
  const { tables, map, units } = table ? below[table] : nothing;
  return (
    <>
      <div className="tables">
        {parts.households}
        {parts.activity}
        {tables.map((part) => parts[part])}
      </div>
      <div className="mapt">
        {parts.chooser}
        <div className="column">
          {parts.map}
          {/* A village has no map: the months then stand in its place. */}
          {table && parts.months}
          {map.map((part) => parts[part])}
        </div>
        <div className="column">
          {parts.children}
          {units.map((part) => parts[part])}
        </div>
      </div>
    </>
  );
}
