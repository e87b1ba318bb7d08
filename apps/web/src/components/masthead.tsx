import type { ReactNode } from 'react';
import type { Bilingual, Grant, UnitId } from '../api-types';
import { useLanguage } from '../language';
import type { Language } from '../words';
import { Link } from './link';

interface MastheadProps {
  home?: UnitId;
  /** Shown once it is known what the person may do, so that nothing moves aside for it. */
  person?: { name: Bilingual; grant: Grant | undefined; known: boolean };
  onSignOut?: () => void;
  children?: ReactNode;
}

const languages: [Language, string][] = [
  ['vi', 'Tiếng Việt'],
  ['en', 'English'],
];

export function Masthead({ home, person, onSignOut, children }: MastheadProps) {
  const { w, text, language, setLanguage } = useLanguage();
  return (
    <>
      <a className="skip" href="#main">
        {w.skip}
      </a>
      <header className="mast">
        <Link className="mark" href={home === undefined ? '/' : `/units/${encodeURIComponent(home)}`}>
          {w.product} <span>{w.what}</span>
        </Link>
        {children}
        {person && (
          <p className={person.known ? 'me' : 'me unknown'}>
            <b>{text(person.name)}</b>
            {person.grant && (
              <>
                , {text(person.grant.roleName)} <span className="quiet">{w.scope(person.grant.unit.fullName)}</span>
              </>
            )}
          </p>
        )}
        {onSignOut && (
          <button type="button" className="plain" onClick={onSignOut}>
            {w.signOut}
          </button>
        )}
        <div className="langs" role="group" aria-label={w.languages}>
          {languages.map(([id, label]) => (
            <button
              key={id}
              type="button"
              lang={id}
              className="plain"
              aria-pressed={language === id}
              onClick={() => setLanguage(id)}
            >
              {label}
            </button>
          ))}
        </div>
      </header>
    </>
  );
}
