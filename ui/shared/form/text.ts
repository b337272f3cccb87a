// Texts of a form are by language; the form's first language is the one every text has.

/** Text by language (BCP 47). */
export type Text = Record<string, string>;

/** A text as it can be shown, and what the reader's software has to know when it is not in the page's language. */
export interface Told {
  text: string;
  /** Set when the text is in another language than the page. */
  lang: string | undefined;
  /** Set with `lang`: the other language may run the other way. */
  dir: 'ltr' | 'rtl' | undefined;
}

const RIGHT_TO_LEFT = new Set(['ar', 'he', 'fa', 'ur', 'ps', 'sd', 'ug', 'yi', 'dv', 'ckb']);

/** The way a language is written. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return RIGHT_TO_LEFT.has(base(language)) ? 'rtl' : 'ltr';
}

/** `pt` of `pt-BR`. */
export const base = (language: string): string => language.toLowerCase().split('-')[0] ?? '';

/** Which of `offered` is nearest to `wished`: the same, else the same language of another country. */
export function nearest(wished: string, offered: readonly string[]): string | undefined {
  return offered.find((one) => one.toLowerCase() === wished.toLowerCase()) ?? offered.find((one) => base(one) === base(wished));
}

/** `text` in `language`, else in the form's first one. */
export function tell(text: Text, language: string, first: string): Told {
  const filled = Object.keys(text).filter((one) => text[one]?.trim());
  const found = nearest(language, filled) ?? nearest(first, filled) ?? filled[0];
  if (found === undefined) return { text: '', lang: undefined, dir: undefined };
  const same = base(found) === base(language);
  return { text: text[found] ?? '', lang: same ? undefined : found, dir: same ? undefined : directionOf(found) };
}

/** `language` as `country` writes days and numbers: `en-DE` has 24 hours. Another country in the language stands. */
export function localeOf(language: string, country: string): string {
  try {
    return new Intl.Locale(language, new Intl.Locale(language).region || !/^[A-Z]{2}$/.test(country) ? {} : { region: country }).toString();
  } catch {
    return language;
  }
}

/** What a language calls itself: `Deutsch`. */
export function ownName(language: string): string {
  try {
    const name = new Intl.DisplayNames([language], { type: 'language' }).of(language) ?? language;
    return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
  } catch {
    return language;
  }
}
