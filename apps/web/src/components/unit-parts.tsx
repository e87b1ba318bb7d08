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

interface UnitPartsProps {
  api: Api;
  shown: Shown;
  communes: CommuneCounts[] | undefined;
  pointed: string | undefined;
  onPoint: (unit: string | undefined) => void;
}

/** With more rows than this the table of children is as high as map and chart together. */
const tallRows = 13;

/**
 * Everything below the headline: tables of the unit, what waits, and map, children and months of one figure; on a spread
 * the right page holds two columns that end at about one height.
 */
export function UnitParts({ api, shown, communes, pointed, onPoint }: UnitPartsProps) {
  const { w } = useLanguage();
  const spread = useSpread();
  const { catalogue, figure, view } = shown;
  const teams = catalogue.filter(({ id }) => /^(teams|members)\./.test(id));
  const activity = catalogue.filter(({ unit, kind }) => unit === 'citizen' || kind === 'flow');
  const villages = view?.unit.level === 'village';
  const tall = (view?.children.length ?? tallRows) > tallRows || shown.level !== undefined;
  const teamTable = <FigureTable id="teams" number={3} title={w.figures.teams} figures={teams} shown={shown} />;
  const attention = <Attention api={api} shown={shown} />;
  const map = figure && !villages && (
    <CommuneMap shown={shown} figure={figure} communes={communes} pointed={pointed} onPoint={onPoint} />
  );
  const childrenTable = <ChildrenTable shown={shown} number={4} pointed={pointed} onPoint={onPoint} />;
  const months = figure && <MonthChart shown={shown} figure={figure} />;
  const tables = (
    <div className="tables">
      <HouseholdTable shown={shown} number={1} />
      <FigureTable id="activity" number={2} title={w.figures.activity} figures={activity} shown={shown} />
    </div>
  );
  if (spread)
    return (
      <>
        {tables}
        <div className="mapt">
          <FigureChooser shown={shown} />
          <div className="column">
            {map}
            {months}
            {tall && teamTable}
          </div>
          <div className="column">
            {childrenTable}
            {!tall && teamTable}
            {attention}
          </div>
        </div>
      </>
    );
  return (
    <>
      {tables}
      <div className="beside">
        {teamTable}
        {attention}
      </div>
      <div className={tall ? 'mapt tall' : 'mapt'}>
        <FigureChooser shown={shown} />
        {map}
        {childrenTable}
        {months}
      </div>
    </>
  );
}
