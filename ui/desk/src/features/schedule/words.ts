import type { Refusal } from '@shared/platform';
import type { Clash } from '@shared/generated/door';
import { formatClock } from '@shared/time';

/** What a refusal says when a time is taken. */
export interface Taken {
  clashes: Clash[];
  can_override: boolean;
}

/** Why a time is refused, if that is what the refusal is about. */
export function takenBy(refusal: Refusal): Taken | null {
  const details = refusal.details as Partial<Taken> | undefined;
  if (refusal.code !== 'taken' || !details || !Array.isArray(details.clashes)) return null;
  return { clashes: details.clashes, can_override: details.can_override === true };
}

/** `2:41`, `0:05`; negative is past. */
export function countdown(seconds: number): string {
  const left = Math.max(0, Math.round(seconds));
  return `${Math.floor(left / 60)}:${String(left % 60).padStart(2, '0')}`;
}

/** "They are told in 2:41." `told` in Unix seconds, `now` in milliseconds. */
export function toldWords(told: number | null | undefined, now: number): string {
  if (told === null || told === undefined) return '';
  const left = told - now / 1000;
  return left > 0 ? `They are told in ${countdown(left)}.` : 'They are being told now.';
}

/** `14:00` of `2026-11-20T14:00`, in the locale's writing. */
export function clockOf(wall: string): string {
  return formatClock(wall.slice(11, 16));
}

export const dayOf = (wall: string): string => wall.slice(0, 10);

/** "1 visit", "7 visits". */
export function visitsWords(count: number): string {
  return count === 1 ? '1 visit' : `${count} visits`;
}
