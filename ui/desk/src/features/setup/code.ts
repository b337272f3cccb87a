/** Seven groups of four characters of Crockford's alphabet: no I, L, O or U. */
export const GROUPS = 7;
export const GROUP = 4;
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What was typed as the code means it: case, spaces and dashes do not matter, O is 0, I and L are 1. */
export function readCode(typed: string): string {
  return [...typed.toUpperCase()].map((letter) => ({ O: '0', I: '1', L: '1' })[letter] ?? letter).filter((letter) => ALPHABET.includes(letter)).join('');
}

/** Cut into groups; the last one may be short. */
export function cutCode(code: string): string[] {
  return Array.from({ length: GROUPS }, (_, at) => code.slice(at * GROUP, (at + 1) * GROUP));
}
