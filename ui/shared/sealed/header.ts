import { concat, utf8, type Bytes } from './bytes';
import { readId, writeId } from './crockford';
import { SealedError } from './errors';
import { isBucket } from './padding';
import { ENC_LENGTH } from './suite';

/** Bytes of an envelope before `enc`. */
export const HEADER = 61;
const TAG = 16;

/** What the relay can read of an envelope: `"CIS1" | suite 1 | kid 8 | sid 16 | form 32`. */
export interface Header {
  suite: number;
  kid: Bytes;
  sid: string;
  /** SHA-256 of the form; zeros for a reply. */
  form: Bytes;
}

export const writeHeader = (header: Header): Bytes => concat(utf8('CIS1'), Uint8Array.of(header.suite), header.kid, readId(header.sid), header.form);

/** Header, `enc` and ciphertext of an envelope of one of the sizes there are. */
export function readHeader(envelope: Uint8Array): { header: Header; enc: Bytes; ciphertext: Bytes } {
  if (envelope.length < HEADER || new TextDecoder().decode(envelope.subarray(0, 4)) !== 'CIS1') throw new SealedError('malformed', 'not an envelope');
  const suite = envelope[4] ?? 0;
  const encLength = ENC_LENGTH[suite];
  if (encLength === undefined) throw new SealedError('unknown_suite', `sealed with an unknown suite ${suite}`);
  if (!isBucket(envelope.length - HEADER - encLength - TAG)) throw new SealedError('malformed', 'not the size of an envelope');
  const part = (from: number, to?: number) => concat(envelope.subarray(from, to));
  const header = { suite, kid: part(5, 13), sid: writeId(part(13, 29)), form: part(29, HEADER) };
  return { header, enc: part(HEADER, HEADER + encLength), ciphertext: part(HEADER + encLength) };
}

/** HPKE's `info`: binds an envelope to its clinic and keys. */
export const infoFor = (clinic: string, kid: Uint8Array): Bytes => concat(utf8('clinic-intake/1|'), readId(clinic), kid);
