import type { FileProblem, Flag, PreferredView, RequestCounts, RequestLine, RequestPriority, RequestState } from '@shared/generated/door';
import { formatDay } from '@shared/time';
import type { PlaceBadge } from '../../app/badges.svelte';
import { clockOf, dayOf } from '../schedule/words';

export const STATE_WORDS: Record<RequestState, string> = {
  new: 'New', suggested: 'Patient’s turn', confirmed: 'Confirmed', accepted: 'In the record', declined: 'Declined', closed: 'Put away', spam: 'Spam',
};

export const STATE_TONES: Record<RequestState, 'neutral' | 'info' | 'wait' | 'good'> = {
  new: 'info', suggested: 'wait', confirmed: 'good', accepted: 'good', declined: 'neutral', closed: 'neutral', spam: 'neutral',
};

export const PRIORITY_WORDS: Record<RequestPriority, string> = { low: 'When there is time', normal: 'In turn', urgent: 'Urgent' };

const FILE_WORDS: Record<FileProblem, string> = {
  not_welcome: 'is neither a picture nor a PDF', not_what_it_says: 'is another kind of file than it says', too_large: 'has more pixels than Keepwell opens', broken: 'is damaged', missing: 'did not come along',
};

/** What staff should know before they trust a request: what it is, and what it means. */
export function flagWords(flag: Flag): { title: string; text: string } {
  switch (flag.flag) {
    case 'old_submission': return { title: 'Filled more than two weeks ago', text: 'It was made long before it arrived. Ask whether it still holds.' };
    case 'retired_key': return { title: 'Locked with an earlier key', text: 'The clinic’s keys were changed between filling and sending. That is normal after a few days offline; unusual otherwise.' };
    case 'form_retired': return { title: 'From an earlier version of the form', text: 'Your form has been changed or closed since the patient opened it.' };
    case 'slot_mismatch': return { title: 'Two different times', text: 'The time the patient saw is not the one the relay holds. Ask the patient which is meant.' };
    case 'slot_unknown': return { title: 'A time we did not offer', text: 'The time taken is not one this clinic published. Suggest another.' };
    case 'slot_conflict': return { title: 'The time is not free', text: `${flag.what} Suggest another time.` };
    case 'does_not_fit': return { title: flag.problems.length === 1 ? 'One answer does not fit the form' : `${flag.problems.length} answers do not fit the form`, text: 'A browser with our page would not have sent this. Look at the marked answers.' };
    case 'file_refused': return { title: 'A file was not kept', text: `“${flag.name}” ${FILE_WORDS[flag.why]}. Ask for another copy.` };
    case 'chosen_time_taken': return { title: 'The chosen time is taken meanwhile', text: `The patient chose ${formatDay(dayOf(flag.starts), 'brief')}, ${clockOf(flag.starts)}. ${flag.what}` };
    case 'none_suits': return { title: 'None of the times suits', text: 'The patient asks for others.' };
    case 'late_reply': return { title: 'The answer came late', text: 'It arrived after the time it counted until. Nothing was booked.' };
    case 'answered_again': return { title: 'Answered again', text: 'The matter was settled already; nothing was changed by this.' };
    case 'not_by_itself': return { title: 'Not booked by itself', text: flag.what };
  }
}

const PART_OF_DAY: Record<string, string> = { morning: 'in the morning', midday: 'at midday', afternoon: 'in the afternoon', evening: 'in the evening' };

/** "Mon 3 Mar or Tue 4 Mar, in the morning; after school". */
export function preferredWords(wish: PreferredView): string {
  const days = wish.days.map((day) => formatDay(day, 'brief')).join(' or ');
  const times = wish.times.map((time) => PART_OF_DAY[time] ?? time).join(' or ');
  return [[days, times].filter(Boolean).join(', '), wish.note].filter(Boolean).join('; ');
}

/** How long it waits: "5 min", "3 h", "2 days". Unix seconds; `now` in milliseconds. */
export function ageWords(since: number, now: number): string {
  const minutes = Math.max(0, Math.floor(now / 60_000 - since / 60));
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / 1440)} days`;
}

/** A promise of the founding texts: "within 24 hours". After that a waiting request is late. Seconds. */
export const PROMISED = 24 * 3600;

export function isLate(line: Pick<RequestLine, 'state' | 'received_at'>, now: number): boolean {
  return line.state === 'new' && now / 1000 - line.received_at > PROMISED;
}

/** What the person wants, in a few words. */
export function wishWords(line: Pick<RequestLine, 'service' | 'form_title' | 'purpose'>): string {
  return line.purpose === 'request' && line.service ? line.service : line.form_title;
}

/** Where the form stood: "your page" for the clinic's own at the relay, else host and path without what scripts made of it. */
export function sourceWords(source: string): string {
  if (/^https?:\/\/[^/]+\/c\/[0-9A-HJKMNP-TV-Z]{26}(\/|$)/i.test(source)) return 'your page';
  if (!/^https?:/i.test(source) || !URL.canParse(source)) return source;
  const { host, pathname } = new URL(source);
  return `${host}${pathname === '/' ? '' : pathname}`;
}

/** The count beside Requests in the rail. */
export function badgeOf(counts: RequestCounts): PlaceBadge {
  const label = counts.new === 1 ? '1 new request' : `${counts.new} new requests`;
  return { count: counts.new, label: counts.urgent > 0 ? `${label}, ${counts.urgent} urgent` : label, tone: counts.urgent > 0 ? 'bad' : 'wait' };
}
