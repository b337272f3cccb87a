// The form's own words by language. English is always at hand; the others come when they are asked for.
import { nearest } from '../text';
import { en, type FormWords } from './en';

export { en, type FormWords };
export type { Limits } from './en';

const others: Record<string, () => Promise<FormWords>> = {
  es: async () => (await import('./es')).es,
  fr: async () => (await import('./fr')).fr,
  de: async () => (await import('./de')).de,
  ar: async () => (await import('./ar')).ar,
  hi: async () => (await import('./hi')).hi,
};

/** Languages the form's own words are in. */
export const FORM_LANGUAGES: readonly string[] = ['en', ...Object.keys(others)];

/** The words in the nearest language there is; English where there is none. */
export async function formWords(language: string): Promise<FormWords> {
  const found = nearest(language, FORM_LANGUAGES);
  return found === undefined || found === 'en' ? en : ((await others[found]?.()) ?? en);
}
