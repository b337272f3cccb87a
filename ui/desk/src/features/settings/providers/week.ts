import type { Span } from '@shared/generated/door';
import { minutesOf, type Clock } from '@shared/time';

/** A stretch of a day while it is being edited. Midnight at its end is 00:00 here and 24:00 in the practice. */
export interface Stretch {
  key: number;
  weekday: number;
  from: Clock | null;
  until: Clock | null;
  location: string;
  room: string | null;
}

let nextKey = 1;

export function fromSpans(spans: readonly Span[]): Stretch[] {
  return spans.map((span) => ({ key: nextKey++, weekday: span.weekday, from: span.from, until: span.until === '24:00' ? '00:00' : span.until, location: span.location, room: span.room }));
}

/** In the order the practice keeps them, so that a refused `spans.3.until` finds its stretch again. */
export function inOrder(stretches: readonly Stretch[]): Stretch[] {
  return [...stretches].sort((a, b) => a.weekday - b.weekday || (a.from ?? '').localeCompare(b.from ?? ''));
}

export function toSpans(stretches: readonly Stretch[]): Span[] {
  return inOrder(stretches).map(({ weekday, from, until, location, room }) => ({ weekday, from: from ?? '', until: until === '00:00' ? '24:00' : (until ?? ''), location, room }));
}

const start = (stretch: Stretch) => (stretch.from ? minutesOf(stretch.from) : 0);
const end = (stretch: Stretch) => (stretch.until ? minutesOf(stretch.until) || 1440 : 0);

/** What is wrong, by stretch; empty when the week can be kept. */
export function troublesOf(stretches: readonly Stretch[]): Map<number, string> {
  const found = new Map<number, string>();
  const ordered = inOrder(stretches);
  for (const [at, stretch] of ordered.entries()) {
    const next = ordered[at + 1];
    if (!stretch.from || !stretch.until) found.set(stretch.key, 'Type when it begins and ends, like 9 and 17:30.');
    else if (end(stretch) <= start(stretch)) found.set(stretch.key, 'The end has to be later than the start.');
    else if (next && next.weekday === stretch.weekday && next.from && start(next) < end(stretch)) found.set(next.key, 'This overlaps the stretch before it.');
  }
  return found;
}

/** Where a stretch lies between `first` and `last` minutes of the day, in percent. */
export function place(stretch: Stretch, first: number, last: number): { left: number; width: number } | null {
  if (!stretch.from || !stretch.until || end(stretch) <= start(stretch)) return null;
  const from = Math.max(first, start(stretch));
  const until = Math.min(last, end(stretch));
  return until <= from ? null : { left: ((from - first) / (last - first)) * 100, width: ((until - from) / (last - first)) * 100 };
}

/** A new stretch of a day: the afternoon after its last one, or a usual day. */
export function another(stretches: readonly Stretch[], weekday: number, location: string): Stretch {
  const last = inOrder(stretches).filter((stretch) => stretch.weekday === weekday).at(-1);
  const begins = last?.until ? end(last) + 30 : 9 * 60;
  const ends = last ? Math.min(begins + 180, 1440) : 17 * 60;
  const clock = (minutes: number) => `${String(Math.floor((minutes % 1440) / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return { key: nextKey++, weekday, from: begins < 1440 ? clock(begins) : null, until: begins < 1440 ? clock(ends) : null, location: last?.location ?? location, room: last?.room ?? null };
}

/** The stretches of one day, for the given other days in place of theirs. */
export function copyDay(stretches: readonly Stretch[], from: number, to: readonly number[]): Stretch[] {
  const model = stretches.filter((stretch) => stretch.weekday === from);
  return [...stretches.filter((stretch) => !to.includes(stretch.weekday)), ...to.flatMap((weekday) => model.map((stretch) => ({ ...stretch, key: nextKey++, weekday })))];
}

export function totalMinutes(stretches: readonly Stretch[]): number {
  return stretches.reduce((sum, stretch) => sum + Math.max(0, stretch.from && stretch.until ? end(stretch) - start(stretch) : 0), 0);
}
