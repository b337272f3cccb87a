import type { OfferStep, OnlineSettings, SaveOnline, ServiceOffer } from '@shared/generated/door';
import { formatClock, locale } from '@shared/time';

/** A whole number as typed, within its ends; null while it is none. */
export function whole(text: string, least: number, most: number): number | null {
  if (!/^\d{1,4}$/.test(text.trim())) return null;
  const number = Number(text);
  return number >= least && number <= most ? number : null;
}

/** What the form holds: a copy that can be edited. */
export function formOf(settings: OnlineSettings): SaveOnline {
  return structuredClone({ revision: settings.revision, clinic: settings.clinic, services: settings.services.map((one) => one.offer) });
}

export const STEP_WORDS: Record<OfferStep, string> = {
  quarter: 'every 15 minutes', third: 'every 20 minutes', half: 'every 30 minutes', length: 'one after the other',
};

/** The weekday's short name, 1 Monday … 7 Sunday. */
export function weekdayName(day: number, tag = locale()): string {
  // 1 January 2024 was a Monday.
  return new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, day)));
}

/** "from 24 hours ahead, for 60 days, Mon and Wed, 9:00–12:00, every 15 minutes". */
export function inWords(offer: ServiceOffer, tag = locale()): string {
  const days = offer.weekdays.length > 0 && offer.weekdays.length < 7 ? [...offer.weekdays].sort().map((day) => weekdayName(day, tag)).join(', ') : 'every working day';
  const hours = offer.window ? `, ${formatClock(offer.window.from, tag)}–${formatClock(offer.window.until, tag)}` : '';
  const lead = offer.lead_hours === 0 ? 'at any notice' : offer.lead_hours % 24 === 0 ? `${offer.lead_hours / 24} ${offer.lead_hours === 24 ? 'day' : 'days'} ahead` : `${offer.lead_hours} h ahead`;
  return `From ${lead}, for ${offer.days_ahead} days, ${days}${hours}, ${STEP_WORDS[offer.step]}`.replace('From at any notice', 'At any notice');
}
