import type { Bytes } from './bytes';
import { SealedError } from './errors';

const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** 16 bytes as 26 characters of Crockford's base 32: an id, a token, a secret. The last character carries three bits. */
export function writeId(bytes: Uint8Array): string {
  let number = bytes.reduce((so_far, byte) => (so_far << 8n) | BigInt(byte), 0n) << 2n;
  let text = '';
  for (let place = 0; place < 26; place += 1) {
    text = LETTERS.charAt(Number(number & 31n)) + text;
    number >>= 5n;
  }
  return text;
}

/** Reads 26 characters, in either case; another spelling of the same bytes is refused. */
export function readId(text: string): Bytes {
  const places = Array.from(text, (letter) => (letter <= 'z' ? LETTERS.indexOf(letter.toUpperCase()) : -1));
  if (places.length !== 26 || places.includes(-1) || ((places[25] ?? 3) & 3) !== 0) {
    throw new SealedError('malformed', 'not an id of 26 characters');
  }
  let number = places.reduce((so_far, five) => (so_far << 5n) | BigInt(five), 0n) >> 2n;
  const bytes = new Uint8Array(16);
  for (let at = 15; at >= 0; at -= 1) {
    bytes[at] = Number(number & 255n);
    number >>= 8n;
  }
  return bytes;
}

/** The id as it is written: upper case. */
export const sameId = (text: string): string => writeId(readId(text));

/** A new id, token or secret. */
export const randomId = (): string => writeId(crypto.getRandomValues(new Uint8Array(16)));
