// The page's own words by language; English is always at hand.
import { nearest } from '@shared/form';
import { en, type Words } from './en';

export { en, type Words };

const others: Record<string, () => Promise<Words>> = {
  es: async () => (await import('./es')).es,
  fr: async () => (await import('./fr')).fr,
  de: async () => (await import('./de')).de,
  ar: async () => (await import('./ar')).ar,
  hi: async () => (await import('./hi')).hi,
};

/** Languages the page's own words are in. */
export const WORD_LANGUAGES: readonly string[] = ['en', ...Object.keys(others)];

/** The words in the nearest language there is; English where there is none. */
export async function pageWords(language: string): Promise<Words> {
  const found = nearest(language, WORD_LANGUAGES);
  return found === undefined || found === 'en' ? en : ((await others[found]?.()) ?? en);
}
