import { dayIn } from './date';
import { locale, twelveHours } from './locale';

/** A moment as it travels: RFC 3339, `2026-11-20T12:30:00Z`. */
export type Instant = string;

/** Something that happened or will, in the clinic's zone: time only when it is today, else day and time. */
export function formatInstant(instant: Instant, zone: string, now: Date = new Date(), tag = locale()): string {
  const moment = new Date(instant);
  const day = (date: Date) => dayIn(date, zone);
  const time = new Intl.DateTimeFormat(tag, { timeZone: zone, hour: twelveHours(tag) ? 'numeric' : '2-digit', minute: '2-digit' }).format(moment);
  if (day(moment) === day(now)) return time;
  const sameYear = day(moment).slice(0, 4) === day(now).slice(0, 4);
  const date = new Intl.DateTimeFormat(tag, { timeZone: zone, day: 'numeric', month: 'short', ...(sameYear ? {} : { year: 'numeric' }) }).format(moment);
  return `${date} ${time}`;
}

/** Day and time in full, for titles and print. */
export function formatMoment(instant: Instant, zone: string, tag = locale()): string {
  return new Intl.DateTimeFormat(tag, { timeZone: zone, dateStyle: 'full', timeStyle: 'short' }).format(new Date(instant));
}

/** "in 5 minutes", "2 hours ago". */
export function formatAgo(instant: Instant, now: Date = new Date(), tag = locale()): string {
  const seconds = Math.round((new Date(instant).getTime() - now.getTime()) / 1000);
  const words = new Intl.RelativeTimeFormat(tag, { numeric: 'auto' });
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [['day', 86_400], ['hour', 3_600], ['minute', 60]];
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  }
  return words.format(0, 'minute');
}

/** Milliseconds of an instant as wall-clock minutes since midnight in a zone, for the now-line. */
export function wallMinutes(moment: Date, zone: string): number {
  const parts = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hour12: false }).formatToParts(moment);
  const value = (type: string) => Number(parts.find((part) => part.type === type)?.value ?? 0);
  return (value('hour') % 24) * 60 + value('minute');
}
