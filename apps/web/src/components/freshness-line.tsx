import type { Freshness } from '../api-types';
import { useLanguage } from '../language';
import { countedUpTo } from '../use-freshness';

interface FreshnessLineProps {
  freshness: Freshness | undefined;
  simulated: boolean;
  failed: boolean;
  onReload?: (() => void) | undefined;
}

/** How far the figures have been counted, and that they are simulated: always in view. */
export function FreshnessLine({ freshness, simulated, failed, onReload }: FreshnessLineProps) {
  const { w, number, moment } = useLanguage();
  const lanes = freshness?.lanes ?? [];
  const behind = lanes.reduce((sum, { position, head }) => sum + Math.max(head - position, 0), 0);
  const stopped = lanes.some((lane) => Boolean(lane.stopped));
  const late = failed || stopped || behind > 0;

  function sentence() {
    if (failed) return w.fresh.unreachable;
    if (!freshness) return w.fresh.waiting;
    if (stopped) return w.fresh.stopped;
    if (behind > 0) return w.fresh.behind(number(behind));
    return w.fresh.upToDate(number(countedUpTo(freshness)), moment(freshness.countedAt));
  }

  return (
    <aside className={late ? 'fresh late' : 'fresh'} aria-label={w.fresh.label}>
      <div>
        <details>
          <summary>
            <span className="dot" aria-hidden="true" />
            {sentence()}
          </summary>
          <ul>
            {lanes.map((lane) => (
              <li key={lane.lane}>
                {w.fresh.lane(lane.lane, number(lane.position), number(lane.head))}
                {Boolean(lane.stopped) && `, ${w.fresh.laneStopped}`}
              </li>
            ))}
          </ul>
        </details>
        {late && onReload && (
          <button type="button" className="plain" onClick={onReload}>
            {w.fresh.reload}
          </button>
        )}
        {simulated && <p>{w.simulated}</p>}
      </div>
    </aside>
  );
}
