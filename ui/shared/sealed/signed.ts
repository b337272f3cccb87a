import { ed25519 } from '@noble/curves/ed25519.js';
import type { Signed } from '../generated/protocol';
import { concat, readBase64, utf8, type Bytes } from './bytes';
import { SealedError } from './errors';
import { readJson } from './json';
import { expect, isText, shapeOf } from './shape';

/** What a signature is for; one made for another purpose is worth nothing. */
export type Context = 'bundle' | 'slots' | 'receipt' | 'device' | 'request';

export const isSigned = shapeOf<Signed>({ document: isText, signature: isText });

/** The body of an answer that is a signed document. */
export const readSigned = (body: Uint8Array): Signed => expect(isSigned, readJson(body), 'a signed document');

/** The document's bytes, if `key` signed them for this purpose. */
export function openSigned(signed: Signed, context: Context, key: Uint8Array): Bytes {
  const document = readBase64(signed.document);
  const signature = readBase64(signed.signature, 64);
  let holds = false;
  try {
    // Strict, as the clinic's own library is: a signature has one spelling.
    holds = ed25519.verify(signature, concat(utf8(`keepwell/1|${context}|`), document), key, { zip215: false });
  } catch {
    // Bytes that are no key or no point sign nothing.
  }
  if (!holds) throw new SealedError('does_not_hold', `the signature of the ${context} does not hold`);
  return document;
}
