import { useLanguage } from '../language';
import type { Shown } from '../shown';

interface FreshnessLineProps {
  shown: Shown;
  failed: boolean;
  onReload?: () => void;
}

const sum = (numbers: number[]) => numbers.reduce((total, n) => total + n, 0);

/** How far the figures have been counted, and that they are simulated: always in view. */
export function FreshnessLine({ shown, failed, onReload }: FreshnessLineProps) {
  const { w, number, moment } = useLanguage();
  const { view, defaults } = shown;
  const freshness = shown.freshness ?? view?.freshness;
  const lanes = freshness?.lanes ?? [];
  const behind = sum(lanes.map(({ position, head }) => Math.max(head - position, 0)));
  const stopped = lanes.some((lane) => Boolean(lane.stopped));
  const late = failed || stopped || behind > 0;

  function sentence() {
    if (failed) return w.fresh.unreachable;
    if (!view) return w.fresh.waiting;
    if (stopped) return w.fresh.stopped;
    if (behind > 0) return w.fresh.behind(number(behind));
    return w.fresh.upToDate(
      number(sum(lanes.map(({ position }) => position))),
      moment((freshness ?? view.freshness).countedAt),
    );
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
        {defaults.simulated && <p>{w.simulated}</p>}
      </div>
    </aside>
  );
}
