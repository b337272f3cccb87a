// Days without a clock: `YYYY-MM-DD` in, words out.
import { plainDigits } from './numbers';

export type DayPart = 'year' | 'month' | 'day';
export type DayParts = Record<DayPart, string>;

/** The order in which this country writes a date. */
export function dayOrder(language: string, country: string): DayPart[] {
  const format = (locale: string) => new Intl.DateTimeFormat(locale, { year: 'numeric', month: '2-digit', day: '2-digit' });
  let formatter: Intl.DateTimeFormat;
  try {
    formatter = format(`${language.split('-')[0]}-${country}`);
  } catch {
    formatter = format('en-GB');
  }
  const parts = formatter.formatToParts(new Date(Date.UTC(2026, 10, 21))).map((part) => part.type);
  return parts.filter((part): part is DayPart => part === 'year' || part === 'month' || part === 'day');
}

const digits = (text: string) => plainDigits(text.trim());

/** What was typed as one text: a day when it is one, else something no calendar has; nothing when nothing was typed. */
export function joinDay(parts: DayParts): string | undefined {
  const [year, month, day] = [digits(parts.year), digits(parts.month), digits(parts.day)];
  if (year === '' && month === '' && day === '') return undefined;
  const pad = (text: string) => (/^\d$/.test(text) ? `0${text}` : text);
  return `${year}-${pad(month)}-${pad(day)}`;
}

/** The other way: what the three boxes show. */
export function splitDay(value: unknown): DayParts {
  const [year = '', month = '', day = ''] = typeof value === 'string' ? value.split('-') : [];
  return { year, month, day };
}

/** A day of the calendar as an instant in UTC, for counting and for words. */
export const dayInstant = (day: string): Date => new Date(`${day}T00:00:00Z`);

/** `days` later. */
export function addDays(day: string, days: number): string {
  return new Date(dayInstant(day).getTime() + days * 86_400_000).toISOString().slice(0, 10);
}

/** A day in words: `Mon, 23 Nov`. */
export function dayWords(language: string, day: string, style: Intl.DateTimeFormatOptions): string {
  const at = dayInstant(day);
  if (Number.isNaN(at.getTime())) return day;
  return new Intl.DateTimeFormat(language, { ...style, timeZone: 'UTC', numberingSystem: 'latn' }).format(at);
}
