import { useEffect, useRef, useState, type ReactNode } from 'react';
import type { Api } from '../api';
import type { Defaults, Figure, Grant, Reading, UnitId } from '../api-types';
import { FreshnessLine } from '../components/freshness-line';
import { Link } from '../components/link';
import { ProblemNotice } from '../components/problem-notice';
import { type Located, Trail } from '../components/trail';
import { useLanguage } from '../language';
import type { Problem } from '../problem';
import { useFreshness } from '../use-freshness';

/** What every signed-in page is given. */
export interface PageProps {
  api: Api;
  id: string;
  query: URLSearchParams;
  reading: Reading;
  grants: Grant[];
  home: UnitId;
  defaults: Defaults;
  figures: Figure[];
  names: Map<UnitId, string>;
}

interface ListFrameProps extends Pick<PageProps, 'api' | 'query' | 'reading' | 'grants' | 'home' | 'defaults'> {
  title: string;
  /** In place of the conditions, where they say nothing about what is listed. */
  under?: string;
  /** The page that the conditions are changed on. */
  progress?: string | undefined;
  view?: Located | undefined;
  /** What was done here last, which the freshness may tell of. */
  done?: string;
  waiting: boolean;
  /** Everything below the conditions is drawn with the first answers, and stays: nothing of it moves when they come. */
  ready: boolean;
  problem: Problem | undefined;
  onRetry: () => void;
  children: ReactNode;
}

/** Trail, title and conditions above a list; what failed and how fresh it is. */
export function ListFrame(props: ListFrameProps) {
  const { api, query, reading, grants, home, defaults, title, under } = props;
  const { progress, view, waiting, problem, onRetry } = props;
  const { w, day } = useLanguage();
  const [drawn, setDrawn] = useState(false);
  if (props.ready && !drawn) setDrawn(true);
  const heading = useRef<HTMLHeadingElement>(null);
  const freshness = useFreshness(api, props.done);
  useEffect(() => {
    document.title = `${title} · ${w.product}`;
  }, [w, title]);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <>
      <main id="main" tabIndex={-1} className="list" aria-busy={waiting}>
        <Trail view={view} query={query} grants={grants} />
        <h1 ref={heading} tabIndex={-1}>
          {title}
        </h1>
        <p className="under">
          {under ??
            w.reading.summary(
              day(reading.on),
              reading.known ? day(reading.known) : w.reading.now,
              day(reading.map),
            )}{' '}
          {progress && <Link href={progress}>{w.lists.change}</Link>}
        </p>
        {problem && <ProblemNotice problem={problem} onRetry={onRetry} home={home} />}
        <p role="status" className="unseen">
          {waiting ? w.lead.waiting : problem ? '' : w.lead.ready}
        </p>
        {problem?.status !== 403 && (drawn || problem ? props.children : <p aria-hidden="true">···</p>)}
      </main>
      <FreshnessLine
        freshness={freshness}
        defaults={defaults}
        query={query}
        failed={problem !== undefined && problem.status !== 403}
        onReload={problem?.passing ? onRetry : undefined}
      />
    </>
  );
}
