import { useEffect, useRef } from 'react';
import { useAnswer } from '../answer';
import type { Api } from '../api';
import type { Defaults, UnitHit } from '../api-types';
import { Link } from '../components/link';
import { ProblemNotice } from '../components/problem-notice';
import { useLanguage } from '../language';
import { readingOf, toUnit } from '../place';

interface SearchPageProps {
  api: Api;
  query: URLSearchParams;
  defaults: Defaults;
}

/** Every life of a name or code, with the maps it was on: a code is a label with a validity, not an identity. */
export function SearchPage({ api, query, defaults }: SearchPageProps) {
  const { w } = useLanguage();
  const text = query.get('text')?.trim() ?? '';
  const answer = useAnswer(text === '' ? null : text, async (signal) => ({
    text,
    hits: await api.search(text, signal),
  }));
  const hits = answer.value?.text === text ? answer.value.hits : undefined;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${w.search.title} · ${w.product}`;
    heading.current?.focus({ preventScroll: true });
  }, [w, text]);
  return (
    <main id="main" tabIndex={-1} className="list" aria-busy={answer.waiting}>
      <h1 ref={heading} tabIndex={-1}>
        {w.search.title}
      </h1>
      <p className="under">{text && w.search.page(text)}</p>
      {answer.problem && <ProblemNotice problem={answer.problem} onRetry={answer.retry} />}
      <p role="status" className="unseen">
        {answer.waiting ? w.search.waiting : hits ? w.lead.ready : ''}
      </p>
      {hits?.length === 0 && (
        <div className="note">
          <p className="empty">{w.search.nothing}</p>
          <p>{w.search.nothingHint}</p>
        </div>
      )}
      <ul className="hits">
        {hits?.map((hit) => (
          <Hit key={`${hit.unit} ${hit.fullName} ${hit.from}`} hit={hit} query={query} defaults={defaults} />
        ))}
      </ul>
    </main>
  );
}

function Hit({ hit, query, defaults }: { hit: UnitHit; query: URLSearchParams; defaults: Defaults }) {
  const { w, day } = useLanguage();
  const { map } = readingOf(query, defaults);
  const exists = hit.from <= map && (hit.to === null || map < hit.to);
  return (
    <li>
      <Link href={toUnit(hit.unit, query, exists ? undefined : hit.map)}>{hit.fullName}</Link>
      <span className="lies-in">{hit.trail.map((above) => above.fullName).join(' › ')}</span>
      <span className="code">{hit.code && w.search.code(hit.code)}</span>
      <span className="maps-on">
        {hit.to ? w.search.onMaps(day(hit.from), day(hit.to)) : w.search.onMapsSince(day(hit.from))}
      </span>
    </li>
  );
}
