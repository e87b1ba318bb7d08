import { useEffect, useId, useRef, useState, type KeyboardEvent, type RefObject } from 'react';
import type { Api } from '../api';
import type { Defaults, UnitHit } from '../api-types';
import { useAnswer, useSettled } from '../answer';
import { useLanguage } from '../language';
import { go, readingOf, searchHref, toUnit, type Place } from '../place';
import { UnitLabel } from './unit-label';

interface UnitSearchProps {
  api: Api;
  place: Place;
  /** The map that is looked at, once it is known. */
  defaults: Defaults | undefined;
}

const shortestText = 2;

/** What was found for the text as it stands now, and that in words. */
function useHits(api: Api, text: string): { hits: UnitHit[]; status: string } {
  const { w, number } = useLanguage();
  const settled = useSettled(text.trim());
  const asked = settled.length >= shortestText ? settled : null;
  const answer = useAnswer(asked, async (signal) => ({ text: asked, hits: await api.search(settled, signal) }));
  if (asked === null) return { hits: [], status: '' };
  if (settled !== text.trim() || answer.waiting) return { hits: [], status: w.search.waiting };
  if (answer.problem || answer.value?.text !== asked) return { hits: [], status: w.search.failed };
  const { hits } = answer.value;
  return { hits, status: hits.length === 0 ? w.search.nothing : w.search.found(number(hits.length)) };
}

/** A combobox after the ARIA pattern: the focus stays in the field, arrows move through what was found. */
export function UnitSearch({ api, place, defaults }: UnitSearchProps) {
  const { w } = useLanguage();
  const id = useId();
  const [text, setText] = useState('');
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const { hits, status: found } = useHits(api, text);
  const shown = open && hits.length > 0;
  const field = useRef<HTMLInputElement>(null);
  useSlash(field);

  function choose(hit: UnitHit) {
    const map = defaults && readingOf(place.query, defaults).map;
    const exists = map !== undefined && hit.from <= map && (hit.to === null || map < hit.to);
    setText('');
    setOpen(false);
    go(toUnit(hit.unit, place.query, exists ? undefined : hit.map));
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && hits.length > 0) {
      event.preventDefault();
      setOpen(true);
      setActive((before) => (before < 0 && step < 0 ? hits.length - 1 : (before + step + hits.length) % hits.length));
    } else if (event.key === 'Enter' && shown) {
      event.preventDefault();
      const hit = hits[Math.max(active, 0)];
      if (hit) choose(hit);
    } else if (event.key === 'Enter' && text.trim().length >= shortestText) {
      setOpen(false);
      go(searchHref(text.trim(), place.query));
    } else if (event.key === 'Escape') {
      if (!open) setText('');
      setOpen(false);
    }
  }

  const status = open ? found : '';
  return (
    <search className="search" onBlur={(event) => event.currentTarget.contains(event.relatedTarget) || setOpen(false)}>
      <label htmlFor={id} className="unseen">
        {w.search.label}
      </label>
      <input
        ref={field}
        id={id}
        type="text"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        placeholder={w.search.placeholder}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown && active >= 0 ? `${id}-${active}` : undefined}
        value={text}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
        onChange={(event) => {
          setText(event.currentTarget.value);
          setOpen(true);
          setActive(-1);
        }}
      />
      <div className="found" hidden={!open || status === ''}>
        <Hits id={id} hits={hits} active={active} onPoint={setActive} onChoose={choose} />
        <p role="status" className="hint">
          {status}
        </p>
      </div>
    </search>
  );
}

/** `/` leads to the search from everywhere but a field that takes it as a letter. */
function useSlash(field: RefObject<HTMLInputElement | null>) {
  useEffect(() => {
    function onKey(event: globalThis.KeyboardEvent) {
      const typing = (event.target as HTMLElement).closest('input, select, textarea, dialog');
      if (event.key !== '/' || event.ctrlKey || event.metaKey || event.altKey || typing) return;
      event.preventDefault();
      field.current?.focus();
    }
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [field]);
}

interface HitsProps {
  id: string;
  hits: UnitHit[];
  active: number;
  onPoint: (index: number) => void;
  onChoose: (hit: UnitHit) => void;
}

function Hits({ id, hits, active, onPoint, onChoose }: HitsProps) {
  const { w, day } = useLanguage();
  const about = (hit: UnitHit) => [
    hit.trail.map((above) => above.fullName).join(' › '),
    hit.code && w.search.code(hit.code),
    hit.to ? w.search.onMaps(day(hit.from), day(hit.to)) : w.search.onMapsSince(day(hit.from)),
  ];
  return (
    <ul id={`${id}-list`} role="listbox" aria-label={w.search.results}>
      {hits.map((hit, index) => (
        <li
          key={`${hit.unit} ${hit.fullName} ${hit.from}`}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === active}
          onMouseDown={(event) => event.preventDefault()}
          onMouseMove={() => onPoint(index)}
          onClick={() => onChoose(hit)}
        >
          <UnitLabel unit={hit} />
          <span className="quiet">{about(hit).filter(Boolean).join(' · ')}</span>
        </li>
      ))}
    </ul>
  );
}
