import { CalendarDate, DateFormatter, getDayOfWeek, fromDate, parseDate as parseIso, toCalendarDate } from '@internationalized/date';
import { dateOrder, firstWeekday, locale, plainDigits } from './locale';
import { now } from './now';

/** A calendar day as it travels and as it is kept in forms: `2026-11-20`. It has no zone; it is the clinic's day. */
export type Day = string;

export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  try {
    return parseIso(text).toString() === text;
  } catch {
    return false;
  }
}

/** Today in the clinic's zone (`Europe/Berlin`), which may not be this device's. */
export function today(zone: string): Day {
  return dayIn(new Date(now()), zone);
}

/** The day an instant falls on in a zone. Not by a locale that happens to write years first: WebKitGTK does not. */
export function dayIn(instant: Date, zone: string): Day {
  return toCalendarDate(fromDate(instant, zone)).toString();
}

export function addDays(day: Day, count: number): Day {
  return parseIso(day).add({ days: count }).toString();
}

export function addMonths(day: Day, count: number): Day {
  return parseIso(day).add({ months: count }).toString();
}

/** Whole days from `from` to `to`; negative when `to` lies before. */
export function daysBetween(from: Day, to: Day): number {
  return Math.round((parseIso(to).toDate('UTC').getTime() - parseIso(from).toDate('UTC').getTime()) / 86_400_000);
}

/** 1 Monday … 7 Sunday. */
export function weekday(day: Day): number {
  return getDayOfWeek(parseIso(day), 'en-GB', 'mon') + 1;
}

/** The first day of the week `day` lies in, by the locale's custom. */
export function startOfWeek(day: Day, tag = locale()): Day {
  return addDays(day, -((weekday(day) - firstWeekday(tag) + 7) % 7));
}

/** Completed years between a birth date and `on`. */
export function ageOn(birth: Day, on: Day): number {
  const from = parseIso(birth);
  const to = parseIso(on);
  const before = to.month < from.month || (to.month === from.month && to.day < from.day);
  return to.year - from.year - (before ? 1 : 0);
}

export type DateStyle =
  /** Friday, 20 November 2026 */ | 'full'
  /** 20 November 2026 */ | 'long'
  /** 20 Nov 2026 */ | 'medium'
  /** 20/11/2026 */ | 'short'
  /** Fri 20 Nov */ | 'brief'
  /** Friday, 20 November */ | 'heading'
  /** November 2026 */ | 'month';

const STYLES: Record<DateStyle, Intl.DateTimeFormatOptions> = {
  full: { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' },
  long: { day: 'numeric', month: 'long', year: 'numeric' },
  medium: { day: 'numeric', month: 'short', year: 'numeric' },
  short: { day: '2-digit', month: '2-digit', year: 'numeric' },
  brief: { weekday: 'short', day: 'numeric', month: 'short' },
  heading: { weekday: 'long', day: 'numeric', month: 'long' },
  month: { month: 'long', year: 'numeric' },
};

const formatters = new Map<string, DateFormatter>();

function formatter(tag: string, options: Intl.DateTimeFormatOptions, key: string): DateFormatter {
  const name = `${tag} ${key}`;
  let found = formatters.get(name);
  if (!found) {
    found = new DateFormatter(tag, { calendar: 'gregory', timeZone: 'UTC', ...options });
    formatters.set(name, found);
  }
  return found;
}

/** A day in words or figures of the locale. */
export function formatDay(day: Day, style: DateStyle = 'medium', tag = locale()): string {
  return formatter(tag, STYLES[style], style).format(parseIso(day).toDate('UTC'));
}

export interface Understanding {
  locale?: string;
  /** The clinic's today; decides what a missing year means. */
  today: Day;
  /** Birth dates and the like: what is left out is filled in so that the date lies behind us. */
  past?: boolean;
}

/**
 * Understand a date as people type it: `3/4/1985`, `3.4.85`, `04031985`, `1985-03-04`, `4 mar 1985`, `Mar 4`, `today`,
 * `+3`. Numbers are read in the order of the locale; where that gives no day, in the only order that does.
 * Null when it is no date; never a guess at a day that does not exist (31 June).
 */
export function parseDay(text: string, how: Understanding): Day | null {
  const tag = how.locale ?? locale();
  const typed = fold(plainDigits(text));
  if (typed === '') return null;
  const relative = asRelative(typed, how.today);
  if (relative) return relative;

  const iso = /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\.?$/.exec(typed);
  if (iso) return build(Number(iso[1]), Number(iso[2]), Number(iso[3]));

  const named = asNamedMonth(typed, tag, how);
  if (named) return named;

  let parts = typed.split(/[^\d]+/).filter(Boolean);
  if (/[a-z]/.test(typed)) return null;
  if (parts.length === 1 && /^\d{8}$|^\d{6}$/.test(parts[0] ?? '')) {
    const run = parts[0] as string;
    if (run.length === 8 && /^(1[89]|20|21)/.test(run) && !/^(1[89]|20|21)/.test(run.slice(4))) {
      return build(Number(run.slice(0, 4)), Number(run.slice(4, 6)), Number(run.slice(6)));
    }
    parts = cut(run, dateOrder(tag));
  }
  if (parts.length < 2 || parts.length > 3) return null;
  return asNumbers(parts, dateOrder(tag), how);
}

function asNumbers(parts: string[], order: ('day' | 'month' | 'year')[], how: Understanding): Day | null {
  const usual = parts.length === 3 ? order : order.filter((part) => part !== 'year');
  const swapped = usual.map((part) => (part === 'day' ? 'month' : part === 'month' ? 'day' : part));
  for (const reading of [usual, swapped]) {
    const at = (name: 'day' | 'month' | 'year') => parts[reading.indexOf(name)];
    const month = Number(at('month'));
    const day = Number(at('day'));
    const year = parts.length === 3 ? fullYear(at('year') ?? '', how) : yearFor(month, day, how);
    const found = year === null ? null : build(year, month, day);
    if (found) return found;
  }
  return null;
}

function asNamedMonth(typed: string, tag: string, how: Understanding): Day | null {
  const word = /\p{L}{3,}/u.exec(typed)?.[0];
  if (!word) return null;
  const month = monthOf(word, tag);
  if (month === null) return null;
  const numbers = typed.match(/\d+/g) ?? [];
  const [first, second] = numbers;
  if (first === undefined || numbers.length > 2) return null;
  if (first.length === 4) return second === undefined ? null : build(Number(first), month, Number(second));
  const day = Number(first);
  const year = second === undefined ? yearFor(month, day, how) : fullYear(second, how);
  return year === null ? null : build(year, month, day);
}

function monthOf(word: string, tag: string): number | null {
  for (const language of [tag, 'en']) {
    for (const style of ['long', 'short'] as const) {
      for (let month = 1; month <= 12; month++) {
        const parts = formatter(language, { day: 'numeric', month: style }, `name-${style}`).formatToParts(new Date(Date.UTC(2001, month - 1, 3)));
        const name = fold(parts.find((part) => part.type === 'month')?.value ?? '').replace(/\.$/, '');
        if (name === word || (name.length > 3 && name.startsWith(word)) || (style === 'short' && word.startsWith(name) && name.length >= 3 && language !== 'en')) return month;
      }
    }
  }
  return null;
}

function asRelative(typed: string, now: Day): Day | null {
  const plus = /^([+-])(\d{1,3})([dwm]?)$/.exec(typed);
  if (plus) {
    const count = Number(plus[2]) * (plus[1] === '-' ? -1 : 1);
    return plus[3] === 'm' ? addMonths(now, count) : addDays(now, count * (plus[3] === 'w' ? 7 : 1));
  }
  const words: Record<string, number> = { today: 0, tomorrow: 1, yesterday: -1, heute: 0, morgen: 1, gestern: -1 };
  const days = words[typed];
  return days === undefined ? null : addDays(now, days);
}

function fullYear(typed: string, how: Understanding): number | null {
  const year = Number(typed);
  if (typed.length === 4) return year;
  if (typed.length !== 2) return null;
  const now = parseIso(how.today).year;
  const century = now - (now % 100);
  if (how.past) return century + year > now ? century - 100 + year : century + year;
  return century + year > now + 50 ? century - 100 + year : century + year;
}

function yearFor(month: number, day: number, how: Understanding): number | null {
  const now = parseIso(how.today);
  if (!how.past) return now.year;
  return month > now.month || (month === now.month && day > now.day) ? now.year - 1 : now.year;
}

function cut(run: string, order: ('day' | 'month' | 'year')[]): string[] {
  let at = 0;
  return order.map((part) => {
    const width = part === 'year' ? run.length - 4 : 2;
    at += width;
    return run.slice(at - width, at);
  });
}

function build(year: number, month: number, day: number): Day | null {
  if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  const made = new CalendarDate(year, month, day);
  // The library clamps 31 June to the 30th; a day nobody typed must not be entered.
  return made.day === day && made.month === month && made.year === year ? made.toString() : null;
}

function fold(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}
