// Which characters a text may hold: `characters.rs` in another language.
const LITTER = /[\u200b\u200e\u200f\u061c\u2060\ufeff\u00ad]/gu;
const TREACHEROUS =
  /[\u0000-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u206f\u2028\u2029\ufff9-\ufffb\u{e0000}-\u{e007f}\ufdd0-\ufdef]|[\ufffe\uffff]|[\u{1fffe}\u{1ffff}\u{2fffe}\u{2ffff}\u{3fffe}\u{3ffff}\u{4fffe}\u{4ffff}\u{5fffe}\u{5ffff}\u{6fffe}\u{6ffff}\u{7fffe}\u{7ffff}\u{8fffe}\u{8ffff}\u{9fffe}\u{9ffff}\u{afffe}\u{affff}\u{bfffe}\u{bffff}\u{cfffe}\u{cffff}\u{dfffe}\u{dffff}\u{efffe}\u{effff}\u{ffffe}\u{fffff}\u{10fffe}\u{10ffff}]/u;
// With the `u` flag only halves of pairs match.
const HALF = /[\ud800-\udfff]/u;
const NOT_BREAKS = /[^\n\r\t]/gu;
const BLANK = '[\\t-\\r \\u00a0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]';
const ENDS = new RegExp(`^${BLANK}+|${BLANK}+$`, 'gu');

/** A text without litter and without blanks at its ends. */
export const bare = (text: string): string => text.replace(LITTER, '').replace(ENDS, '');

/** Whether a text says nothing. */
export const isBlank = (text: string): boolean => bare(text) === '';

/** Whether a text may stand in one line. Half a surrogate pair is no character. */
export const isLine = (text: string): boolean => !HALF.test(text) && !TREACHEROUS.test(text);

/** Whether a text may stand in several lines. */
export const isLines = (text: string): boolean => isLine((text.match(NOT_BREAKS) ?? []).join(''));

/** How many characters, as the clinic counts them. */
export function length(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

const UNSEEN = /[\u202a-\u202e\u2066-\u206f\u0000-\u0008\u000e-\u001f\u007f-\u009f]/gu;

/** A typed or pasted text without marks nobody sees (phones copied from a contact list begin with one). */
export function cleaned(text: string): string {
  return text.replace(LITTER, '').replace(UNSEEN, '').replace(/[\u2028\u2029\u000b\u000c]/gu, ' ');
}
