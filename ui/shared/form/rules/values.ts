// Single values: `values.rs` in another language.
import { bare } from './characters';

/** A phone as far as a browser can tell: an optional `+`, 7 to 15 digits with the usual marks between them. */
export function isPhone(text: string): boolean {
  const rest = bare(text).replace(/^\+/u, '');
  const digits = rest.match(/[0-9]/gu)?.length ?? 0;
  return digits >= 7 && digits <= 15 && /^[0-9 \u00a0.\-/()]*$/u.test(rest);
}

const LOCAL = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/u;
const LABEL = /^(?!-)[A-Za-z0-9-]{1,63}$/u;

/** An e-mail address: ASCII, one `@`, at least two labels behind it, at most 254 characters. */
export function isEmail(text: string): boolean {
  const address = bare(text);
  const at = address.indexOf('@');
  if (at < 1 || at > 64 || address.length > 254) return false;
  const labels = address.slice(at + 1).split('.');
  const last = labels.at(-1) ?? '';
  return LOCAL.test(address.slice(0, at)) && labels.length >= 2
    && labels.every((label) => LABEL.test(label) && !label.endsWith('-'))
    && last.length >= 2 && !/^[0-9]+$/u.test(last);
}

/** A day `YYYY-MM-DD` from 1900 to 2200. */
export function isDay(text: string): boolean {
  if (!/^[0-9]{4}-[0-9]{2}-[0-9]{2}$/u.test(text)) return false;
  const [year = 0, month = 0, day = 0] = text.split('-').map(Number);
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const longest = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  return year >= 1900 && year <= 2200 && day >= 1 && day <= longest;
}

/** A finite number. */
export const isNumber = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);

/** A whole number between two bounds. */
export const isWhole = (value: unknown, least: number, most: number): value is number =>
  Number.isInteger(value) && (value as number) >= least && (value as number) <= most;

/** The value as an object, or nothing. */
export const fieldsOf = (value: unknown): Record<string, unknown> | undefined =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : undefined;

/** A field the object itself has: `__proto__` and its kin are nobody's answer. */
export const own = (fields: Record<string, unknown>, name: string): unknown =>
  Object.hasOwn(fields, name) ? fields[name] : undefined;
