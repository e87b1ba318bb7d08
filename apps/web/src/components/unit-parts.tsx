import type { Api } from '../api';
import { useLanguage } from '../language';
import type { CommuneCounts } from '../map-places';
import type { Shown } from '../shown';
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

/** Everything below the headline: tables of the unit, what waits, and map, children and months of one figure. */
export function UnitParts({ api, shown, communes, pointed, onPoint }: UnitPartsProps) {
  const { w } = useLanguage();
  const { catalogue, figure, view } = shown;
  const teams = catalogue.filter(({ id }) => /^(teams|members)\./.test(id));
  const activity = catalogue.filter(({ unit, kind }) => unit === 'citizen' || kind === 'flow');
  const villages = view?.unit.level === 'village';
  const tall = (view?.children.length ?? tallRows) > tallRows || shown.level !== undefined;
  return (
    <>
      <div className="tables">
        <HouseholdTable shown={shown} number={1} />
        <FigureTable id="activity" number={2} title={w.figures.activity} figures={activity} shown={shown} />
      </div>
      <div className="beside">
        <FigureTable id="teams" number={3} title={w.figures.teams} figures={teams} shown={shown} />
        <Attention api={api} shown={shown} />
      </div>
      <div className={tall ? 'mapt tall' : 'mapt'}>
        <FigureChooser shown={shown} />
        {figure && !villages && (
          <CommuneMap shown={shown} figure={figure} communes={communes} pointed={pointed} onPoint={onPoint} />
        )}
        <ChildrenTable shown={shown} number={4} pointed={pointed} onPoint={onPoint} />
        {figure && <MonthChart shown={shown} figure={figure} />}
      </div>
    </>
  );
}
