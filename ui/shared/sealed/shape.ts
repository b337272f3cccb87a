import { SealedError } from './errors';

/** Whether a value is what it should be. */
type Check<T> = (value: unknown) => value is T;
type Fields<T> = { [K in keyof T]-?: Check<T[K]> };

export const isText: Check<string> = (value): value is string => typeof value === 'string';
export const isWhole: Check<number> = (value): value is number => Number.isSafeInteger(value);
export const isCount: Check<number> = (value): value is number => isWhole(value) && value >= 0;

export const listOf =
  <T>(item: Check<T>): Check<T[]> =>
  (value): value is T[] =>
    Array.isArray(value) && value.every(item);

export const mapOf =
  <T>(item: Check<T>): Check<Record<string, T>> =>
  (value): value is Record<string, T> =>
    isObject(value) && Object.values(value).every(item);

/** An object with exactly these members: unknown ones are refused, as at the clinic. */
export const shapeOf =
  <T extends object>(fields: Fields<T>): Check<T> =>
  (value): value is T =>
    isObject(value) &&
    Object.keys(value).every((name) => Object.hasOwn(fields, name)) &&
    (Object.entries(fields) as [string, Check<unknown>][]).every(([name, check]) => Object.hasOwn(value, name) && check(value[name]));

export function expect<T>(check: Check<T>, value: unknown, what: string): T {
  if (!check(value)) throw new SealedError('malformed', `not ${what}`);
  return value;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
