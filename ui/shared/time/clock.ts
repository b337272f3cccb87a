import { locale, plainDigits, twelveHours } from './locale';

/** A time of day as it travels: `13:30`. The clinic's wall clock; it has no zone. */
export type Clock = string;

/** Minutes since midnight. */
export function minutesOf(clock: Clock): number {
  const [hours, minutes] = clock.split(':');
  return Number(hours) * 60 + Number(minutes);
}

/** `810` is `13:30`. Past midnight goes on into the next day's clock. */
export function clockAt(minutes: number): Clock {
  const day = ((Math.round(minutes) % 1440) + 1440) % 1440;
  return `${String(Math.floor(day / 60)).padStart(2, '0')}:${String(day % 60).padStart(2, '0')}`;
}

export function addMinutes(clock: Clock, count: number): Clock {
  return clockAt(minutesOf(clock) + count);
}

const formatters = new Map<string, Intl.DateTimeFormat>();
const hourFormatters = new Map<string, Intl.DateTimeFormat>();

/** `13:30` or `1:30 PM`, by the locale. */
export function formatClock(clock: Clock, tag = locale()): string {
  let found = formatters.get(tag);
  if (!found) {
    found = new Intl.DateTimeFormat(tag, { hour: twelveHours(tag) ? 'numeric' : '2-digit', minute: '2-digit', timeZone: 'UTC' });
    formatters.set(tag, found);
  }
  return found.format(new Date(minutesOf(clock) * 60_000));
}

/** The hour on the scale of a calendar, as short as it is read: `13:00`, or `1 PM` where clocks have twelve hours. */
export function formatHour(clock: Clock, tag = locale()): string {
  const whole = minutesOf(clock) % 60 === 0;
  if (!whole || !twelveHours(tag)) return formatClock(clock, tag);
  let found = hourFormatters.get(tag);
  if (!found) {
    found = new Intl.DateTimeFormat(tag, { hour: 'numeric', timeZone: 'UTC' });
    hourFormatters.set(tag, found);
  }
  return found.format(new Date(minutesOf(clock) * 60_000));
}

/**
 * A sentence of the practice with its times in the reader's clock: "works 09:00–12:30" is "works 9:00 AM–12:30 PM" where
 * clocks have twelve hours. Moments such as `2026-11-20T09:00` stay.
 */
export function inLocalClock(sentence: string, tag = locale()): string {
  if (!twelveHours(tag)) return sentence;
  return sentence.replace(/(?<![\d:T])(?:[01]\d|2[0-3]):[0-5]\d(?![\d:])/g, (clock) => formatClock(clock, tag));
}

/** `13:30–14:15`. */
export function formatSpan(from: Clock, to: Clock, tag = locale()): string {
  return `${formatClock(from, tag)}–${formatClock(to, tag)}`;
}

/** `45 min`, `1 h`, `1 h 30`. */
export function formatMinutes(minutes: number): string {
  if (minutes < 60) return `${minutes} min`;
  const rest = minutes % 60;
  return rest === 0 ? `${minutes / 60} h` : `${Math.floor(minutes / 60)} h ${String(rest).padStart(2, '0')}`;
}

/**
 * Understand a time as people type it: `9`, `930`, `9:30`, `9.30`, `9h30`, `9pm`, `21:30`, `noon`. Where clocks have
 * twelve hours, a bare 1 to 6 is the afternoon: no desk books at three in the morning, and the field says what it read.
 */
export function parseClock(text: string, tag = locale()): Clock | null {
  const typed = plainDigits(text).trim().toLowerCase();
  if (typed === 'noon') return '12:00';
  const found = /^(\d{1,2})(?:\s*[:.,h\s]\s*(\d{1,2}))?\s*(?:h|uhr)?\s*(a|am|a\.m\.|p|pm|p\.m\.)?$/.exec(typed) ?? /^(\d{1,2})(\d{2})\s*(a|am|p|pm)?$/.exec(typed);
  if (!found) return null;
  let hours = Number(found[1]);
  const minutes = Number(found[2] ?? 0);
  const half = found[3]?.[0];
  if (minutes > 59 || hours > 23) return null;
  if (half) {
    if (hours < 1 || hours > 12) return null;
    hours = (hours % 12) + (half === 'p' ? 12 : 0);
  } else if (twelveHours(tag) && hours >= 1 && hours <= 6 && !/^0/.test(typed)) {
    hours += 12;
  }
  return clockAt(hours * 60 + minutes);
}
