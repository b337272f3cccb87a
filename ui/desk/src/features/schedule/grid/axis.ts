import type { Axis, Away, DayVisit, Open } from '@shared/generated/door';
import { clockAt, minutesOf } from '@shared/time';

/** The finest step of the calendar, minutes. */
export const STEP = 5;

/** A column of the grid: a provider or room of a day, or a day of a week. */
export interface GridColumn {
  key: string;
  name: string;
  detail: string;
  /** `YYYY-MM-DD`. */
  date: string;
  provider: string | null;
  room: string | null;
  open: readonly Open[];
  away: readonly Away[];
  visits: readonly DayVisit[];
  axis: Axis;
  /** Minutes of the axis, if it is now in this column. */
  now: number | null;
  /** Emphasised: the signed-in provider's own, or today. */
  strong: boolean;
}

/** A place in the grid: a column and a stretch of its axis. */
export interface Place {
  column: number;
  at: number;
  minutes: number;
}

/** The wall clock at a moment of the axis. On a day whose clocks change the two differ: the ticks say by how much. */
export function clockOn(axis: Axis, at: number): { clock: string; fold: number } {
  let tick = axis.ticks[0];
  for (const next of axis.ticks) {
    if (next.at > at) break;
    tick = next;
  }
  if (!tick) return { clock: clockAt(at), fold: 0 };
  return { clock: clockAt(minutesOf(tick.clock) + at - tick.at), fold: tick.second ? 1 : 0 };
}

/** `YYYY-MM-DDTHH:MM` and which of a time that comes twice, as the door takes it. */
export function wallOn(column: GridColumn, at: number): { starts: string; fold: number } {
  const { clock, fold } = clockOn(column.axis, at);
  return { starts: `${column.date}T${clock}`, fold };
}

/** The moment of the axis at which a wall clock stands, the first where it comes twice. */
export function momentOf(axis: Axis, clock: string): number {
  const wanted = minutesOf(clock);
  let best = wanted;
  for (const [index, tick] of axis.ticks.entries()) {
    const next = axis.ticks[index + 1];
    const offset = wanted - minutesOf(tick.clock);
    if (offset >= 0 && (!next || tick.at + offset < next.at)) return tick.at + offset;
    if (offset >= 0) best = tick.at + offset;
  }
  return best;
}

export const snap = (minutes: number): number => Math.round(minutes / STEP) * STEP;
export const snapDown = (minutes: number): number => Math.floor(minutes / STEP) * STEP;

/** What of the day is worth showing: all open hours and visits, to the full hour, never less than eight hours. */
export function visibleHours(columns: readonly GridColumn[]): { from: number; until: number } {
  const day = Math.max(1440, ...columns.map((column) => column.axis.minutes));
  const begins = columns.flatMap((c) => [...c.open.map((o) => o.from), ...c.visits.map((v) => v.at)]);
  const ends = columns.flatMap((c) => [...c.open.map((o) => o.until), ...c.visits.map((v) => v.at + v.minutes)]);
  let from = begins.length ? Math.min(...begins) : 480;
  let until = ends.length ? Math.max(...ends) : 1080;
  from = Math.max(0, Math.floor((from - 30) / 60) * 60);
  until = Math.min(day, Math.ceil((until + 30) / 60) * 60);
  if (until - from < 480) until = Math.min(day, from + 480);
  if (until - from < 480) from = Math.max(0, until - 480);
  return { from, until };
}

/** The closed stretches of a column: what no open span covers. */
export function closedSpans(column: GridColumn, from: number, until: number): { from: number; until: number }[] {
  const closed: { from: number; until: number }[] = [];
  let at = from;
  for (const span of [...column.open].sort((a, b) => a.from - b.from)) {
    if (span.from > at) closed.push({ from: at, until: Math.min(span.from, until) });
    at = Math.max(at, span.until);
  }
  if (at < until) closed.push({ from: at, until });
  return closed.filter((span) => span.until > span.from);
}
