import type { ReactNode } from 'react';
import type { Api } from '../api';
import { useLanguage } from '../language';
import type { CommuneCounts } from '../map-places';
import type { Shown } from '../shown';
import { useSpread } from '../use-spread';
import { Attention } from './attention';
import { ChildrenTable } from './children-table';
import { CommuneMap } from './commune-map';
import { FigureChooser } from './figure-chooser';
import { FigureTable } from './figure-table';
import { HouseholdTable } from './household-table';
import { MonthChart } from './month-chart';
import { UnitSpread, type Part, type TableHeight } from './unit-spread';

interface UnitPartsProps {
  api: Api;
  shown: Shown;
  communes: CommuneCounts[] | undefined;
  pointed: string | undefined;
  onPoint: (unit: string | undefined) => void;
}

/** With more rows than this the table of children is as high as map and chart together. */
const manyRows = 13;

/** Everything below the headline: tables of the unit, what waits, and map, children and months of one figure. */
export function UnitParts({ api, shown, communes, pointed, onPoint }: UnitPartsProps) {
  const { w } = useLanguage();
  const spread = useSpread();
  const { catalogue, figure, view } = shown;
  const teams = catalogue.filter(({ id }) => /^(teams|members)\./.test(id));
  const activity = catalogue.filter(({ unit, kind }) => unit === 'citizen' || kind === 'flow');
  const villages = view?.unit.level === 'village';
  const parts: Record<Part, ReactNode> = {
    households: <HouseholdTable shown={shown} number={1} />,
    activity: <FigureTable id="activity" number={2} title={w.figures.activity} figures={activity} shown={shown} />,
    teams: <FigureTable key="teams" id="teams" number={3} title={w.figures.teams} figures={teams} shown={shown} />,
    attention: <Attention key="attention" api={api} shown={shown} />,
    chooser: <FigureChooser shown={shown} />,
    map: figure && !villages && (
      <CommuneMap shown={shown} figure={figure} communes={communes} pointed={pointed} onPoint={onPoint} />
    ),
    children: <ChildrenTable shown={shown} number={4} pointed={pointed} onPoint={onPoint} />,
    months: figure && <MonthChart shown={shown} figure={figure} />,
  };
  const table = tableHeight(shown);
  if (spread) return <UnitSpread parts={parts} table={view && table} />;
  return (
    <>
      <div className="tables">
        {parts.households}
        {parts.activity}
      </div>
      <div className="beside">
        {parts.teams}
        {parts.attention}
      </div>
      <div className={table === 'low' ? 'mapt' : 'mapt tall'}>
        {parts.chooser}
        {parts.map}
        {parts.children}
        {parts.months}
      </div>
    </>
  );
}

/** A row has a second line where it says in what its unit lies, or from which commune it came. */
function tableHeight({ view, level }: Shown): TableHeight {
  if (level !== undefined) return 'highest';
  const children = view?.children ?? [];
  if (children.length <= manyRows) return 'low';
  return children.some(({ unit }) => unit.formerly) ? 'highest' : 'high';
}
