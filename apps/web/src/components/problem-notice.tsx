import type { ReactNode } from 'react';
import type { UnitId } from '../api-types';
import { Problem } from '../problem';
import { useLanguage } from '../language';
import type { Words } from '../words';
import { Link } from './link';

interface ProblemNoticeProps {
  problem: Problem;
  onRetry?: () => void;
  home?: UnitId;
  children?: ReactNode;
}

function wordedBy(status: number, w: Words['problem']): [title: string, hint: string] {
  if (status === 0) return [w.offline, w.offlineHint];
  if (status === 403) return [w.forbidden, w.forbiddenHint];
  if (status === 404) return [w.missing, w.missingHint];
  if (status === 429 || status === 503) return [w.busy, w.failedHint];
  return status < 500 ? [w.invalid, w.invalidHint] : [w.failed, w.failedHint];
}

/** A refusal in the server's own words where it gave them, and in ours where nothing came. */
export function ProblemNotice({ problem, onRetry, home, children }: ProblemNoticeProps) {
  const { w, language } = useLanguage();
  const { status, body } = problem;
  const [title, hint] = wordedBy(status, w.problem);
  const detail = language === 'vi' ? body.detail : (body.detailEn ?? body.detail);
  const asked = new Map([
    ['on', w.reading.on],
    ['from', w.reading.from],
    ['known', w.reading.known],
    ['map', w.reading.map],
  ]);
  return (
    <div role="alert" className="note bad">
      <h2>{title}</h2>
      <p>{detail ?? hint}</p>
      {body.errors && body.errors.length > 0 && (
        <ul>
          {body.errors.map(({ pointer, message, messageEn }, index) => {
            const field = pointer.replace(/^#?\/?/, '');
            return (
              <li key={index}>
                <b>{asked.get(field) ?? field}</b>: {language === 'vi' ? message : (messageEn ?? message)}
              </li>
            );
          })}
        </ul>
      )}
      {children && <p>{children}</p>}
      {status !== 0 && (
        <p className="hint">{w.problem.reference([status, body.type, body.instance].filter(Boolean).join(' · '))}</p>
      )}
      <p className="acts">
        {onRetry && problem.passing && (
          <button type="button" className="btn" onClick={onRetry}>
            {w.retry}
          </button>
        )}
        {home !== undefined && (
          <Link className="btn" href={`/units/${encodeURIComponent(home)}`}>
            {w.home}
          </Link>
        )}
      </p>
    </div>
  );
}
