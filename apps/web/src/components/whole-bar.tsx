import { ratioOf } from '../figures';
import { useLanguage } from '../language';

interface WholeBarProps {
  total: number | undefined;
  complete: number | undefined;
  visited: number | undefined;
}

/** All households in one bar: those at the goal, those visited but not there yet, those nobody has come to. */
export function WholeBar({ total, complete, visited }: WholeBarProps) {
  const { w, number } = useLanguage();
  const counted = complete !== undefined && visited !== undefined && complete <= visited;
  const written = (n: number | undefined) => (n === undefined ? '···' : number(n));
  const atGoal = (ratioOf(counted ? complete : visited, total) ?? 0) * 100;
  const reached = (ratioOf(visited, total) ?? 0) * 100;
  const left = total === undefined || visited === undefined ? undefined : total - visited;
  return (
    <div className="whole">
      <svg viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true">
        <rect className="bar-soft" width={reached} height="10" />
        <rect className="bar-main" width={atGoal} height="10" />
        <rect className="bar-frame" width="100" height="10" />
      </svg>
      <ul>
        {counted || total === undefined ? (
          <>
            <li>
              <b>{written(complete)}</b> {w.lead.partComplete}
            </li>
            <li>
              <b>{written(counted ? visited - complete : undefined)}</b> {w.lead.partNotYet}
            </li>
          </>
        ) : (
          <li>
            <b>{written(visited)}</b> {w.lead.partVisited}
          </li>
        )}
        <li>
          <b>{written(left)}</b> {w.lead.partLeft}
        </li>
      </ul>
    </div>
  );
}
