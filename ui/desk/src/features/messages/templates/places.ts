import type { RequestLetter, Variable } from '@shared/generated/door';

const LETTERS: readonly RequestLetter[] = ['request_received', 'request_suggested', 'request_declined'];

/** The variables that have a value in the text called `key`: a letter about a request knows no visit, and a reminder no request. */
export function variablesFor(key: string, variables: readonly Variable[]): Variable[] {
  const place = LETTERS.some((letter) => letter === key) ? 'request' : 'visit';
  return variables.filter((one) => one.place === 'all' || one.place === place);
}
