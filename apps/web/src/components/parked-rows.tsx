import type { ReactNode } from 'react';
import type { ParkedStream } from '../api-types';
import { useLanguage } from '../language';
import { householdHref, parkedHref, teamHref } from '../place';
import type { Words } from '../words';
import { Link } from './link';
import { WaitingRows } from './waiting-rows';

interface ParkedRowsProps {
  parked: ParkedStream[];
  waiting: boolean;
  query: URLSearchParams;
  /** For who may settle them; else nothing is offered. */
  onRetry: ((which: ParkedStream) => void) | undefined;
  busy: boolean;
  /** What is asked about a stream, under its row. */
  asking: (which: ParkedStream) => ReactNode;
}

const unreadable = /^cannot read (\S+) version (\d+)$/;

/** The stream in words; one of a kind that has none keeps its code. */
export function streamName(w: Words, stream: string): string {
  const [kind = '', ...id] = stream.split('/');
  return w.parked.streams[kind]?.(id.join('/')) ?? stream;
}

/** The stream as it is named in the address. */
export const parkedId = ({ lane, stream }: ParkedStream) => `${lane} ${stream}`;

export function ParkedRows({ parked, waiting, query, onRetry, busy, asking }: ParkedRowsProps) {
  const { w } = useLanguage();
  const columns = onRetry ? 5 : 4;
  return (
    <table className="wide-list parked" aria-label={w.parked.title}>
      <thead>
        <tr>
          <th scope="col">{w.parked.stream}</th>
          <th scope="col">{w.parked.reason}</th>
          <th scope="col">{w.parked.since}</th>
          <th scope="col" className="n">
            {w.parked.events}
          </th>
          {onRetry && <th scope="col">{w.parked.act}</th>}
        </tr>
      </thead>
      <tbody>
        {waiting && <WaitingRows columns={columns} />}
        {parked.map((one) => {
          const asked = asking(one);
          return [
            <ParkedRow key={parkedId(one)} parked={one} query={query} onRetry={onRetry} busy={busy} />,
            asked && (
              <tr key={`${parkedId(one)} asked`} className="asked">
                <td colSpan={columns}>{asked}</td>
              </tr>
            ),
          ];
        })}
      </tbody>
    </table>
  );
}

type ParkedRowProps = Pick<ParkedRowsProps, 'query' | 'onRetry' | 'busy'> & { parked: ParkedStream };

function ParkedRow({ parked, query, onRetry, busy }: ParkedRowProps) {
  const { w, number, moment } = useLanguage();
  const { lane, stream, reason, first, last, events, since } = parked;
  const [, type, version] = unreadable.exec(reason) ?? [];
  return (
    <tr>
      <th scope="row">
        <StreamLink stream={stream} query={query} />
        <span className="quiet">
          {stream} · {w.parked.lanes[lane] ?? lane}
        </span>
      </th>
      <td data-label={w.parked.reason} className="reason">
        {type && version ? (
          <>
            {w.parked.unreadable(w.why.types[type] ?? '', version)}
            <span className="quiet">{type}</span>
          </>
        ) : (
          <span lang="en">{reason}</span>
        )}
      </td>
      <td data-label={w.parked.since}>{moment(since)}</td>
      <td data-label={w.parked.events} className="n">
        {number(events)}
        <span className="quiet">
          {first === last ? w.parked.position(number(first)) : w.parked.positions(number(first), number(last))}
        </span>
      </td>
      {onRetry && (
        <td>
          <span className="acts">
            <button
              type="button"
              className="btn"
              aria-label={w.parked.retryOf(streamName(w, stream))}
              aria-disabled={busy}
              onClick={() => busy || onRetry(parked)}
            >
              {w.parked.retry}
            </button>
            <Link
              className="btn"
              href={parkedHref(query, parkedId(parked))}
              aria-label={w.parked.discardOf(streamName(w, stream))}
              aria-expanded={query.get('stream') === parkedId(parked)}
            >
              {w.parked.discard}
            </Link>
          </span>
        </td>
      )}
    </tr>
  );
}

/** A household and a team have a page that shows what is counted of them. */
function StreamLink({ stream, query }: { stream: string; query: URLSearchParams }) {
  const { w } = useLanguage();
  const [kind, id = ''] = stream.split('/');
  const name = streamName(w, stream);
  if (kind === 'household') return <Link href={householdHref(id, query)}>{name}</Link>;
  return kind === 'team' ? <Link href={teamHref(id, query)}>{name}</Link> : <>{name}</>;
}
