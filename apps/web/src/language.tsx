import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import type { Bilingual } from './api-types';
import { formatsOf } from './format';
import { wordsOf, type Language } from './words';

function speaking(language: Language, setLanguage: (language: Language) => void) {
  const text = (both: Bilingual) => both[language];
  return { language, setLanguage, w: wordsOf(language), text, ...formatsOf(language) };
}

const Spoken = createContext<ReturnType<typeof speaking> | null>(null);
const kept = 'tung-nha.language';

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(() => (localStorage.getItem(kept) === 'en' ? 'en' : 'vi'));
  useEffect(() => {
    localStorage.setItem(kept, language);
    document.documentElement.lang = language;
  }, [language]);
  const spoken = useMemo(() => speaking(language, setLanguage), [language]);
  return <Spoken value={spoken}>{children}</Spoken>;
}

/** The words, numbers and days of the language that is on. */
export function useLanguage() {
  const spoken = useContext(Spoken);
  if (!spoken) throw new Error('useLanguage is used outside of LanguageProvider');
  return spoken;
}
