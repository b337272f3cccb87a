import { locale } from '@shared/time';

/** Languages people ask to be written to in. What a record holds besides these stays as it is. */
const COMMON = [
  'am', 'ar', 'bg', 'bn', 'bs', 'cs', 'da', 'de', 'el', 'en', 'es', 'et', 'fa', 'fi', 'fr', 'gu', 'he', 'hi', 'hr', 'hu', 'hy', 'id', 'it', 'ja', 'km', 'ko', 'ku', 'lt', 'lv', 'mk', 'nl',
  'no', 'pa', 'pl', 'ps', 'pt', 'ro', 'ru', 'sk', 'sl', 'so', 'sq', 'sr', 'sv', 'sw', 'ta', 'te', 'th', 'ti', 'tl', 'tr', 'uk', 'ur', 'vi', 'yo', 'zh',
];

/** `es` is "Spanish" to a reader of English. A code nobody knows stays as it was written. */
export function languageName(code: string, tag = locale()): string {
  if (code === '') return '';
  try {
    return new Intl.DisplayNames([tag], { type: 'language', fallback: 'code' }).of(code) ?? code;
  } catch {
    // Not a language tag: an older record may hold a word.
    return code;
  }
}

/** The choice of a language by name, in the reader's order; `present` is in it even when it is a rare one. */
export function languages(present: string, tag = locale()): { value: string; label: string }[] {
  const codes = present === '' || COMMON.includes(present) ? COMMON : [...COMMON, present];
  const named = codes.map((code) => ({ value: code, label: languageName(code, tag) }));
  return [{ value: '', label: 'The clinic’s' }, ...named.sort((a, b) => a.label.localeCompare(b.label, tag))];
}
