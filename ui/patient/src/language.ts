// Which language the page speaks: what the link says, else what the device speaks, else the clinic's.
import { nearest } from '@shared/form';
import { WORD_LANGUAGES } from './words';

/** The languages of this device, most wanted first. */
export const wished = (): string[] => [...(navigator.languages ?? [navigator.language])].filter(isLanguage);

/** Whether Intl knows what to do with it. */
export function isLanguage(text: string): boolean {
  try {
    return Intl.getCanonicalLocales(text).length === 1;
  } catch {
    return false;
  }
}

/** The first of the wished languages that the page or the form speaks. */
export function chooseLanguage(asked: string | null, device: readonly string[], form: readonly string[]): string {
  const offered = [...form, ...WORD_LANGUAGES];
  for (const one of asked && isLanguage(asked) ? [asked, ...device] : device) {
    const found = nearest(one, offered);
    if (found) return found;
  }
  return form[0] ?? 'en';
}

/** What can be chosen: the form's languages first, then those of the page's own words. */
export function offeredLanguages(form: readonly string[]): string[] {
  return [...form, ...WORD_LANGUAGES.filter((one) => nearest(one, form) === undefined)];
}
