import type { Bundle, Submission } from '../generated/protocol';
import { concat, hashOf, readHex, writeHex, type Bytes } from './bytes';
import { randomId, sameId } from './crockford';
import { SealedError } from './errors';
import { infoFor, writeHeader } from './header';
import { pack } from './pack';
import { chooseSuite, cipherSuite } from './suite';

/** A submission nobody but the clinic can read. Send `envelope` as it is, again and again until the relay has it. */
export interface Sealed {
  /** Which submission: the receipt is asked for by it. */
  sid: string;
  envelope: Bytes;
  /** SHA-256 of the envelope in hex: the clinic's receipt has to name it. */
  sha256: string;
}

/**
 * Packs and seals a submission to the clinic of a checked bundle. `form` is the SHA-256 of the form's bytes in hex (the bundle's
 * entry has it); a reply to suggested times has none.
 */
export async function seal(bundle: Bundle, form: string | null, submission: Submission, files: readonly Uint8Array[] = []): Promise<Sealed> {
  if ((form === null) !== (submission.kind === 'reply')) throw new SealedError('malformed', 'a filled form names its form, a reply none');
  const padded = pack(submission, files);
  const { suite, key } = await chooseSuite(bundle);
  const kid = readHex(bundle.kid, 8);
  const sid = randomId();
  const header = writeHeader({ suite, kid, sid, form: form === null ? new Uint8Array(32) : readHex(form, 32) });
  const hpke = cipherSuite(suite);
  let parts: { enc: ArrayBuffer; ct: ArrayBuffer };
  try {
    const recipientPublicKey = await hpke.kem.deserializePublicKey(key.buffer);
    parts = await hpke.seal({ recipientPublicKey, info: infoFor(sameId(bundle.clinic), kid).buffer }, padded.buffer, header.buffer);
  } catch (cause) {
    throw new SealedError('unsupported', `nothing could be sealed: ${cause instanceof Error ? cause.name : 'unknown'}`);
  }
  const envelope = concat(header, new Uint8Array(parts.enc), new Uint8Array(parts.ct));
  return { sid, envelope, sha256: writeHex(hashOf(envelope)) };
}
