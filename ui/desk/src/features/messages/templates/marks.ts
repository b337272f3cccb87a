import { asRefusal } from '@shared/platform';

/** A place in a text that cannot stay as it is: the `details` of a refusal are a list of these. */
export interface TemplateProblem {
  field: 'subject' | 'text' | 'html';
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  /** What is wrong and what to write instead. */
  message: string;
}

/** A stretch of a template as it is drawn behind the typing. */
export interface Stretch {
  text: string;
  kind: 'plain' | 'variable' | 'condition' | 'unknown';
}

const PLACE = /\{\{\{?[^{}]*\}?\}\}/g;

/** Cuts a template into words, variables and conditions; a name that is not in the list is `unknown`. */
export function stretches(source: string, names: ReadonlySet<string>): Stretch[] {
  const found: Stretch[] = [];
  let from = 0;
  for (const match of source.matchAll(PLACE)) {
    if (match.index > from) found.push({ text: source.slice(from, match.index), kind: 'plain' });
    found.push({ text: match[0], kind: kindOf(match[0].replace(/[{}~]/g, '').trim(), names) });
    from = match.index + match[0].length;
  }
  if (from < source.length) found.push({ text: source.slice(from), kind: 'plain' });
  return found;
}

function kindOf(inside: string, names: ReadonlySet<string>): Stretch['kind'] {
  if (names.has(inside)) return 'variable';
  const condition = /^(?:#|else )\s*(?:if|unless)\s+(\S+)$/.exec(inside);
  if (condition?.[1]) return names.has(condition[1]) ? 'condition' : 'unknown';
  return /^(\/(if|unless)|else|!.*)$/s.test(inside) ? 'condition' : 'unknown';
}

/** Where line and column (from 1, as the practice counts them) lie in the text. */
export function offsetAt(source: string, line: number, column: number): number {
  const lines = source.split('\n');
  const before = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0);
  return Math.min(source.length, before + Math.min(Math.max(0, column - 1), lines[line - 1]?.length ?? 0));
}

/** The whole place a problem points to, so that it can be selected and typed over. */
export function placeAt(source: string, line: number, column: number): { from: number; to: number } {
  const at = offsetAt(source, line, column);
  for (const match of source.matchAll(PLACE)) {
    const to = match.index + match[0].length;
    if (at >= match.index && at < to) return { from: match.index, to };
  }
  return { from: at, to: Math.min(source.length, at + 1) };
}

/** The places a refused text names; empty where the refusal is about something else. */
export function problemsIn(cause: unknown): TemplateProblem[] {
  if (!cause) return [];
  const { details } = asRefusal(cause);
  return Array.isArray(details) ? details.filter((one): one is TemplateProblem => typeof one?.field === 'string' && typeof one.line === 'number' && typeof one.message === 'string') : [];
}

/** `Reminder, a week before` → `reminder_a_week_before`: what rules call a text. `taken` are the keys there are. */
export function keyFor(name: string, taken: ReadonlySet<string>): string {
  const plain = name.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 50) || 'text';
  if (!taken.has(plain)) return plain;
  let number = 2;
  while (taken.has(`${plain}_${number}`)) number += 1;
  return `${plain}_${number}`;
}

/** `patient_first_name` → "patient first name". */
export const plainName = (variable: string): string => variable.replaceAll('_', ' ');
