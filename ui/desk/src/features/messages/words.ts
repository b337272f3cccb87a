import type { AttemptView, MessageState, MessageView } from '@shared/generated/door';
import { dayIn, daysBetween, formatDay, formatInstant, locale } from '@shared/time';

/** How a message looks at a glance: never by colour alone, each has a sign and a word of its own. */
export type Look = 'sent' | 'due' | 'later' | 'held' | 'trying' | 'going' | 'not' | 'trouble' | 'late' | 'unsure';

/** What stands before a message, by its state. */
export function lookOf(message: Pick<MessageView, 'state' | 'needs_person'>): Look {
  const looks: Record<MessageState, Look> = {
    projected: 'later', scheduled: 'due', held: 'held', claimed: 'going', data: 'going', sent: 'sent', retry: 'trying', failed: 'trouble', uncertain: 'unsure',
    expired: message.needs_person ? 'late' : 'not', suppressed: 'not',
  };
  return looks[message.state];
}

/** The sign in a word, for screen readers and the list. */
export const LOOK_WORDS: Record<Look, string> = {
  sent: 'Sent', due: 'Waiting', later: 'Later', held: 'Held', trying: 'Tried again', going: 'Being sent', not: 'Not sent', trouble: 'Failed', late: 'Too late', unsure: 'Uncertain',
};

/** `email` → "e-mail". */
export function channelWord(channel: string): string {
  return { email: 'e-mail', sms: 'text message' }[channel] ?? channel;
}

/** One line below a message's name: where it stands and why. The rest of the story is the practice's own sentence. */
export function stateLine(message: MessageView): string {
  const by = channelWord(message.channel);
  if (message.state === 'sent' && message.why.code === 'accepted') return `Sent by ${by}`;
  if (message.state === 'sent' && message.why.code === 'pretended') return `Pretended by ${by}: this is a demo`;
  if (message.state === 'scheduled' && message.why.code === 'by_rule') return message.asks_to_confirm ? `Goes by ${by}, asks to confirm` : `Goes by ${by}`;
  if (message.state === 'uncertain') return 'Probably delivered; please decide';
  if (message.state === 'projected') return `By ${by}, once the visit is completed`;
  return message.why.words;
}

/** The same for a table that names the state beside it: "Not sent: the visit was cancelled." → "The visit was cancelled". */
export function reasonLine(message: MessageView): string {
  if (message.state === 'uncertain') return 'Probably delivered';
  const said = stateLine(message).replace(/^(Not sent|Sent|Pretended): /, '').replace(/\.$/, '');
  return said.charAt(0).toUpperCase() + said.slice(1);
}

/** When it went, goes or would have gone. */
export function momentOf(message: Pick<MessageView, 'sent_at' | 'due_at'>): number {
  return message.sent_at ?? message.due_at;
}

const NEAR_DAYS = 3;

/**
 * A moment in the clinic's zone, as short as it can be said: `11:30` today, `Mon 13:30` within three days on either side
 * (so that a weekday names one day only), else `9 Mar 10:02`. Unix seconds; `now` in milliseconds.
 */
export function shortMoment(at: number, zone: string, now: number, tag = locale()): string {
  const moment = new Date(at * 1000);
  const instant = moment.toISOString();
  const away = daysBetween(dayIn(new Date(now), zone), dayIn(moment, zone));
  if (away === 0 || Math.abs(away) > NEAR_DAYS) return formatInstant(instant, zone, new Date(now), tag);
  const weekday = new Intl.DateTimeFormat(tag, { timeZone: zone, weekday: 'short' }).format(moment);
  return `${weekday} ${formatInstant(instant, zone, moment, tag)}`;
}

/** The visit a message is about: "Wed 25 Nov, 13:30". */
export function visitMoment(at: number, zone: string, tag = locale()): string {
  const moment = new Date(at * 1000);
  return `${formatDay(dayIn(moment, zone), 'brief', tag)}, ${formatInstant(moment.toISOString(), zone, moment, tag)}`;
}

/** What a message is about, for a table and a line: a visit by its time, a request by its name. */
export function aboutWords(message: Pick<MessageView, 'about'>, zone: string, tag = locale()): string {
  return message.about.kind === 'visit' ? visitMoment(message.about.starts_at, zone, tag) : 'Request from the web';
}

/** The panel that shows what a message is about, and which one. */
export function panelOf(message: Pick<MessageView, 'about'>): { panel: 'visit' | 'request'; id: string; label: string } {
  return message.about.kind === 'visit'
    ? { panel: 'visit', id: message.about.visit, label: 'Open the visit' }
    : { panel: 'request', id: message.about.request, label: 'Open the request' };
}

/** How one try to send went. */
export function attemptWords(attempt: AttemptView): string {
  const words: Record<string, string> = {
    accepted: 'The mail server took it', pretended: 'Pretended, this is a demo', try_later: 'The mail server asked to come back later', refused: 'The mail server refused it',
    uncertain: 'The connection broke at the last moment', stopped: 'Stopped before it left', interrupted: 'Keepwell was stopped while sending', running: 'Under way',
  };
  return words[attempt.outcome] ?? attempt.outcome;
}

/** Belongs to a time the visit no longer has: folded away, so that what counts now is read first. */
export function ofEarlierTime(message: MessageView): boolean {
  return message.state === 'suppressed' && ['moved', 'moved_back', 'withdrawn'].includes(message.why.code);
}
