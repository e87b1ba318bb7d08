import type { Language } from '../spoken-language';
import { en } from './en';
import { vi, type Words } from './vi';

export type { Language, Words };

const spoken: Record<Language, Words> = { vi, en };

/** Every word of the page in that language: one file each, and the compiler sees that none is missing. */
export const wordsOf = (language: Language): Words => spoken[language];
