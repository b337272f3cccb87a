const KEPT = 200;

/** A value, what it was before and what was taken back. Never changed in place. */
export interface History<T> {
  readonly past: readonly T[];
  readonly now: T;
  readonly future: readonly T[];
  /** Steps with the same name in a row are one step: a word typed is taken back as a word. */
  readonly step: string | undefined;
}

export const begin = <T>(now: T): History<T> => ({ past: [], now, future: [], step: undefined });

/** `now` becomes what one goes on with. */
export function record<T>(history: History<T>, now: T, step?: string): History<T> {
  if (now === history.now) return history;
  const joins = step !== undefined && step === history.step && history.past.length > 0;
  return { past: joins ? history.past : [...history.past, history.now].slice(-KEPT), now, future: [], step };
}

/** The next step stands for itself, whatever it is called. */
export const seal = <T>(history: History<T>): History<T> => (history.step === undefined ? history : { ...history, step: undefined });

export function back<T>(history: History<T>): History<T> {
  const before = history.past.at(-1);
  return before === undefined ? history : { past: history.past.slice(0, -1), now: before, future: [history.now, ...history.future], step: undefined };
}

export function again<T>(history: History<T>): History<T> {
  const next = history.future[0];
  return next === undefined ? history : { past: [...history.past, history.now], now: next, future: history.future.slice(1), step: undefined };
}
