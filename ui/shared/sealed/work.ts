import { sha256 } from '@noble/hashes/sha2.js';
import { concat, hashOf, utf8, type Bytes } from './bytes';
import { readId, sameId } from './crockford';

/** How long one slice may keep the page from answering, milliseconds. */
const SLICE_MS = 12;
const LOOK_AT_CLOCK_EVERY = 256;

/** The day in UTC of `now` (Unix seconds), `YYYY-MM-DD`. */
export const dayOf = (now: number): string => new Date(now * 1000).toISOString().slice(0, 10);

/** What the work of a hold on a slot is done over. */
export const holdBytes = (slot: string, token: string): Bytes => concat(readId(slot), readId(token));

function front(clinic: string, day: string, bytes: Uint8Array): Bytes {
  return concat(utf8(`cis-pow/1|${sameId(clinic)}|${day}|`), hashOf(bytes), utf8('|'));
}

/** How many zero bits a hash begins with. */
function zeroBits(hash: Uint8Array): number {
  let bits = 0;
  for (const byte of hash) {
    bits += Math.clz32(byte) - 24;
    if (byte !== 0) break;
  }
  return bits;
}

function nonceBytes(nonce: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(nonce));
  return bytes;
}

/** Whether `day.nonce` is enough work over these bytes. */
export function isEnoughWork(bits: number, clinic: string, bytes: Uint8Array, work: string): boolean {
  const [day = '', nonce = ''] = work.split('.');
  return zeroBits(sha256(concat(front(clinic, day, bytes), nonceBytes(Number(nonce))))) >= bits;
}

/**
 * Finds the work a relay asks for: tries until a hash begins with `bits` zero bits, in slices, so that the page keeps answering.
 * Answers what the header `x-keepwell-work` carries. Rejects with the signal's reason when it is no longer wanted.
 */
export async function findWork(bits: number, clinic: string, bytes: Uint8Array, now: number, signal?: AbortSignal): Promise<string> {
  const day = dayOf(now);
  // The first 64 bytes never change: they are hashed once.
  const begun = sha256.create().update(front(clinic, day, bytes));
  const trial = begun.clone();
  const nonce = new Uint8Array(8);
  const view = new DataView(nonce.buffer);
  const hash = new Uint8Array(32);
  let slice = performance.now();
  for (let tries = 0; ; tries += 1) {
    view.setUint32(0, Math.floor(tries / 2 ** 32));
    view.setUint32(4, tries >>> 0);
    begun._cloneInto(trial).update(nonce).digestInto(hash);
    if (zeroBits(hash) >= bits) return `${day}.${tries}`;
    if (tries % LOOK_AT_CLOCK_EVERY === 0 && performance.now() - slice > SLICE_MS) {
      await breathe();
      signal?.throwIfAborted();
      slice = performance.now();
    }
  }
}

/** Lets the page paint and answer. Not a timer: those are slowed down to a second in a page that is not looked at. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {
      channel.port1.close();
      resolve();
    };
    channel.port2.postMessage(null);
  });
}
