import { sha256 } from '@noble/hashes/sha2.js';
import { SealedError } from './errors';

/** Bytes that own their memory, which WebCrypto insists on. */
export type Bytes = Uint8Array<ArrayBuffer>;

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

export function concat(...parts: Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

export const utf8 = (text: string): Bytes => concat(new TextEncoder().encode(text));

export const areEqual = (a: Uint8Array, b: Uint8Array): boolean => a.length === b.length && a.every((byte, at) => byte === b[at]);

export const hashOf = (bytes: Uint8Array): Bytes => concat(sha256(bytes));

export const writeHex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** Exactly `length` bytes of hex in lower case. */
export function readHex(text: string, length: number): Bytes {
  if (text.length !== 2 * length || !/^[0-9a-f]*$/.test(text)) throw new SealedError('malformed', 'not hex');
  return Uint8Array.from({ length }, (_, at) => Number.parseInt(text.slice(2 * at, 2 * at + 2), 16));
}

/** Base64url without padding. */
export function writeBase64(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [first = 0, second = 0, third = 0] = bytes.subarray(at, at + 3);
    const four = (first << 16) | (second << 8) | third;
    const letters = Math.min(4, bytes.length - at + 1);
    for (let letter = 0; letter < letters; letter += 1) text += LETTERS.charAt((four >> (18 - 6 * letter)) & 63);
  }
  return text;
}

/** Reads base64url in its one spelling: no padding, no other alphabet, no bits left over. */
export function readBase64(text: string, length?: number): Bytes {
  const bytes = new Uint8Array(Math.floor((text.length * 3) / 4));
  let bits = 0;
  let held = 0;
  let at = 0;
  for (const letter of text) {
    const six = LETTERS.indexOf(letter);
    if (six < 0) throw new SealedError('malformed', 'not base64url');
    held = ((held << 6) | six) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = (held >> bits) & 255;
      at += 1;
    }
  }
  const leftOver = held & ((1 << bits) - 1);
  if (bits >= 6 || leftOver !== 0 || at !== bytes.length || (length !== undefined && at !== length)) {
    throw new SealedError('malformed', 'not base64url');
  }
  return bytes;
}
