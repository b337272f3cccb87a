import type { DayVisit } from '@shared/generated/door';
import { snapDown, type GridColumn } from './axis';

/** Where the keyboard is in the grid. */
export interface Cursor {
  column: number;
  at: number;
}

/** The height of the keyboard's cursor, minutes. */
export const SLOT = 15;

const ROWS: Record<string, number> = { ArrowUp: -1, ArrowDown: 1, PageUp: -4, PageDown: 4 };
const ACROSS: Record<string, number> = { ArrowLeft: -1, ArrowRight: 1 };

/** The visit that stands where the cursor is: the one that begins in its slot, else the one that goes on through it. */
export function visitUnder(columns: readonly GridColumn[], cursor: Cursor): DayVisit | undefined {
  const here = columns[cursor.column]?.visits.filter((visit) => visit.at < cursor.at + SLOT && visit.at + visit.minutes > cursor.at) ?? [];
  const begins = here.filter((visit) => visit.at >= cursor.at).sort((a, b) => a.at - b.at);
  return begins[0] ?? here.sort((a, b) => b.at - a.at)[0];
}

/**
 * Where a key leads: up and down by a quarter of an hour, or past the whole visit one stands on; left and right to the
 * same time beside. Undefined for keys that do not move.
 */
export function moved(key: string, columns: readonly GridColumn[], cursor: Cursor, on: DayVisit | undefined, hours: { from: number; until: number }): Cursor | undefined {
  const within = (at: number): number => Math.min(hours.until - SLOT, Math.max(hours.from, at));
  const rows = ROWS[key];
  if (rows === 1 && on) return { ...cursor, at: within(snapDown(on.at + on.minutes)) };
  if (rows === -1 && on) return { ...cursor, at: within(snapDown(on.at) - SLOT) };
  if (rows) return { ...cursor, at: within(Math.floor(cursor.at / SLOT) * SLOT + rows * SLOT) };
  const across = ACROSS[key];
  if (across) return { ...cursor, column: Math.min(columns.length - 1, Math.max(0, cursor.column + across)) };
  if (key === 'Home') return { ...cursor, at: hours.from };
  if (key === 'End') return { ...cursor, at: within(hours.until) };
  return undefined;
}
