import type { Anchor, Offset, RuleView } from '@shared/generated/door';
import { formatClock } from '@shared/time';

export type Unit = 'minutes' | 'hours' | 'days';

/** When a rule's message goes, as the form holds it. */
export interface Timing {
  amount: number | null;
  unit: Unit;
  /** With days: a wall time, or null for the visit's own. */
  at: string | null;
}

/** Told of a change of the visit itself, after the grace. */
export const isNotice = (anchor: Anchor): boolean => anchor === 'booked' || anchor === 'moved' || anchor === 'cancelled';

export function timingOf(offset: Offset): Timing {
  if (offset.kind === 'days') return { amount: offset.days, unit: 'days', at: offset.at };
  return offset.minutes !== 0 && offset.minutes % 60 === 0 ? { amount: offset.minutes / 60, unit: 'hours', at: null } : { amount: offset.minutes, unit: 'minutes', at: null };
}

/** Null while the form says no time. */
export function offsetOf({ amount, unit, at }: Timing): Offset | null {
  if (amount === null) return null;
  if (unit === 'days') return { kind: 'days', days: amount, at };
  return { kind: 'minutes', minutes: unit === 'hours' ? amount * 60 : amount };
}

const count = (n: number, word: string) => `${n} ${n === 1 ? word : `${word}s`}`;

/** "45 minutes", "26 hours", "3 days". */
export function spanWords(minutes: number): string {
  if (minutes >= 2880 && minutes % 1440 === 0) return count(minutes / 1440, 'day');
  if (minutes >= 60 && minutes % 60 === 0) return count(minutes / 60, 'hour');
  return minutes > 60 ? `${Math.floor(minutes / 60)} h ${minutes % 60} min` : count(minutes, 'minute');
}

/** The time line's label: "2 days before", "3 minutes after booking". */
export function whenWords({ anchor, offset }: Pick<RuleView, 'anchor' | 'offset'>): string {
  const side: Record<Anchor, string> = { booked: 'after booking', moved: 'after a move', cancelled: 'after a cancellation', before_start: 'before', after_completed: 'after' };
  if (offset.kind === 'minutes') return `${spanWords(offset.minutes)} ${side[anchor]}`;
  return offset.days === 0 ? 'The same day' : `${count(offset.days, 'day')} ${side[anchor]}`;
}

/** Below the label: at which time of that day. */
export function atWords({ offset }: Pick<RuleView, 'offset'>): string {
  if (offset.kind === 'minutes') return '';
  return offset.at ? `at ${formatClock(offset.at)}` : 'at the visit’s own time';
}

/** The way through a visit's messages, in the order in which a patient hears them. */
export function inOrder(rules: readonly RuleView[]): RuleView[] {
  const order: Record<Anchor, number> = { booked: 0, moved: 1, cancelled: 2, before_start: 3, after_completed: 4 };
  const minutes = ({ offset }: RuleView) => (offset.kind === 'minutes' ? offset.minutes : offset.days * 1440 + (offset.at ? Number(offset.at.slice(0, 2)) * 60 - 720 : 0));
  return [...rules].sort((a, b) => order[a.anchor] - order[b.anchor] || (a.anchor === 'before_start' ? minutes(b) - minutes(a) : minutes(a) - minutes(b)));
}
