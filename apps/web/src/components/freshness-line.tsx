import type { Defaults, Freshness } from '../api-types';
import { useLanguage } from '../language';
import { parkedHref } from '../place';
import { countedUpTo } from '../use-freshness';
import { Link } from './link';

interface FreshnessLineProps {
  freshness: Freshness | undefined;
  defaults: Defaults;
  query: URLSearchParams;
  failed: boolean;
  onReload?: (() => void) | undefined;
}

/** How far the figures have been counted, what they lack, and that they are simulated: always in view. */
export function FreshnessLine({ freshness, defaults, query, failed, onReload }: FreshnessLineProps) {
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
        <Lacking streams={freshness?.parkedStreams ?? 0} defaults={defaults} query={query} />
        {defaults.simulated && <p>{w.simulated}</p>}
      </div>
    </aside>
  );
}

interface LackingProps extends Pick<FreshnessLineProps, 'defaults' | 'query'> {
  streams: number;
}

/** Everybody hears that something is not in the figures; the way to it is for who may see it. */
function Lacking({ streams, defaults, query }: LackingProps) {
  const { w, number } = useLanguage();
  if (streams === 0) return null;
  const said = w.parked.inLine(number(streams));
  return (
    <p className="lacking">
      {defaults.may.includes('parked.read') ? (
        <Link href={parkedHref(query)} title={w.parked.see}>
          {said}
        </Link>
      ) : (
        said
      )}
    </p>
  );
}
