import type { Anchor, Offset } from '@shared/generated/door';
import { addDays, clockAt, formatClock, formatDay, minutesOf, weekday, type Day } from '@shared/time';

/** A wall time in the clinic: a day and minutes since its midnight. */
interface Wall {
  day: Day;
  minutes: number;
}

export interface ExampleRule {
  anchor: Anchor;
  offset: Offset;
  useful_minutes: number;
}

export interface Quiet {
  quiet_from: string;
  quiet_until: string;
}

const START = minutesOf('13:30');
const LENGTH = 45;
/** A message after the visit keeps this distance from its end. */
const AFTER_VISIT = 120;
const FAR_AHEAD = 12 * 60;
const BEFORE_QUIET = 10;

const since = (from: Wall, to: Wall) => (Date.parse(to.day) - Date.parse(from.day)) / 60_000 + to.minutes - from.minutes;
const plus = ({ day, minutes }: Wall, more: number): Wall => {
  const all = minutes + more;
  return { day: addDays(day, Math.floor(all / 1440)), minutes: ((all % 1440) + 1440) % 1440 };
};

/** The quiet span a moment lies in. */
function quietSpan(at: Wall, quiet: Quiet): { from: Wall; until: Wall } | null {
  const [from, until] = [minutesOf(quiet.quiet_from), minutesOf(quiet.quiet_until)];
  if (from === until) return null;
  const overnight = from > until;
  if (!overnight) return at.minutes >= from && at.minutes < until ? { from: { day: at.day, minutes: from }, until: { day: at.day, minutes: until } } : null;
  if (at.minutes >= from) return { from: { day: at.day, minutes: from }, until: { day: addDays(at.day, 1), minutes: until } };
  return at.minutes < until ? { from: { day: addDays(at.day, -1), minutes: from }, until: { day: at.day, minutes: until } } : null;
}

/**
 * What a rule means for one patient, in a sentence: "Grace Kim, booked for Wed 13:30, would get it Mon 13:30." The visit is
 * the first Wednesday at least three days after `today`. It follows the practice's own planning, which has the last word.
 */
export function exampleSentence(rule: ExampleRule, quiet: Quiet, today: Day): string {
  const day = addDays(today, ((3 - weekday(today) + 7) % 7) + (((3 - weekday(today) + 7) % 7) < 3 ? 7 : 0));
  const start: Wall = { day, minutes: START };
  const end = plus(start, LENGTH);
  const changed: Wall = { day: addDays(start.day, -2), minutes: minutesOf('10:00') };
  const due = dueAt(rule, start, end, changed);
  const latest = rule.anchor === 'after_completed' ? plus(due, rule.useful_minutes) : plus(start, -rule.useful_minutes);
  const who = `Grace Kim, ${opening(rule.anchor, start, end, changed)},`;
  const span = quietSpan(due, quiet);
  if (!span) return `${who} would get it ${said(due)}.`;
  const earlier = plus(span.from, -BEFORE_QUIET);
  if (rule.anchor === 'before_start' && since(due, start) >= FAR_AHEAD) return `${who} would get it ${said(earlier)}, before the quiet hours: its own time lies in them.`;
  if (rule.anchor === 'after_completed' || since(span.until, latest) >= 0) return `${who} would get it ${said(span.until)}, after the quiet hours: its own time lies in them.`;
  return `${who} would not get it: after the quiet hours it would come too late to be of use.`;
}

function dueAt(rule: ExampleRule, start: Wall, end: Wall, changed: Wall): Wall {
  const before = rule.anchor === 'before_start';
  if (rule.offset.kind === 'minutes') return plus(before ? start : rule.anchor === 'after_completed' ? end : changed, before ? -rule.offset.minutes : rule.offset.minutes);
  const wall: Wall = { day: addDays(start.day, before ? -rule.offset.days : rule.offset.days), minutes: rule.offset.at ? minutesOf(rule.offset.at) : start.minutes };
  const soonest = plus(end, AFTER_VISIT);
  return rule.anchor === 'after_completed' && since(wall, soonest) > 0 ? soonest : wall;
}

function opening(anchor: Anchor, start: Wall, end: Wall, changed: Wall): string {
  switch (anchor) {
    case 'booked': return `who books ${said(changed)}`;
    case 'moved': return `whose visit is moved ${said(changed)}`;
    case 'cancelled': return `whose visit is cancelled ${said(changed)}`;
    case 'before_start': return `booked for ${said(start)}`;
    case 'after_completed': return `here ${said(start)} to ${formatClock(clockAt(end.minutes))}`;
  }
}

const said = ({ day, minutes }: Wall) => `${formatDay(day, 'brief')}, ${formatClock(clockAt(minutes))}`;
