// What to do after the relay answered, or did not.
import type { Answer } from '../net';
import type { Halt } from './outgoing';

export type Verdict =
  | { then: 'sent' }
  | { then: 'again'; after: number; why: 'away' | 'busy' }
  | { then: 'work'; bits: number }
  | { then: 'halt'; why: Halt };

/** Pauses between tries, seconds: quick at first, every five minutes in the end, never in step with others. */
const PAUSES = [2, 5, 10, 20, 40, 60, 120, 300];

export function pause(tries: number, random: number): number {
  const base = PAUSES[Math.min(tries, PAUSES.length - 1)] ?? 300;
  return base * (0.75 + random / 2);
}

/** Pauses between questions for the receipt, seconds. */
export const receiptPause = (asked: number, random: number): number => Math.min(300, 3 * 1.6 ** Math.min(asked, 12)) * (0.85 + random * 0.3);

export function judge(answer: Answer<unknown>, tries: number, bits: number, random: number): Verdict {
  if (answer.is === 'ok') return { then: 'sent' };
  if (answer.is === 'away') return { then: 'again', after: pause(tries, random), why: 'away' };
  if (answer.status === 403 && answer.code === 'work') return { then: 'work', bits: Math.max(answer.bits ?? bits, bits) };
  if (answer.status === 409) return { then: 'halt', why: answer.code === 'taken' ? 'taken' : answer.code === 'stale' ? 'stale' : 'refused' };
  if (answer.code === 'no_such_slot') return { then: 'halt', why: 'taken' };
  if (answer.code === 'no_such_clinic') return { then: 'halt', why: 'unknown' };
  if (answer.code === 'no_such_form' || answer.code === 'gone') return { then: 'halt', why: 'closed' };
  if (answer.status === 413 || answer.code === 'too_large') return { then: 'halt', why: 'too_large' };
  // Too many at once, a full inbox, a relay in trouble: later, and when it says when, then.
  if (answer.status === 429 || answer.code === 'full' || answer.status >= 500 || answer.status === 408) {
    return { then: 'again', after: Math.max(answer.after ?? 0, pause(tries, random)), why: 'busy' };
  }
  return { then: 'halt', why: 'refused' };
}

/** A proof of work counts for its day and the ones beside it. */
export function isWorkFresh(work: string, now: number): boolean {
  const day = Date.parse(`${work.split('.')[0]}T00:00:00Z`) / 1000;
  if (!Number.isFinite(day)) return false;
  const today = Math.floor(now / 86_400) * 86_400;
  return Math.abs(day - today) <= 86_400;
}
