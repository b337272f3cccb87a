import type { FilledForm, Reply, Submission } from '../../generated/protocol';
import { limits } from '../../generated/protocol';
import { areEqual, concat } from '../bytes';
import { SealedError } from '../errors';
import { HEADER, infoFor, readHeader, type Header } from '../header';
import { readJson } from '../json';
import { unpad } from '../padding';
import { cipherSuite, XWING_SUITE } from '../suite';

/** The clinic's private halves: only tests have them in JavaScript. */
export interface ClinicKeys {
  clinic: string;
  kid: Uint8Array;
  /** The X-Wing seed and the X25519 secret, 32 bytes each. */
  xwing: Uint8Array;
  x25519: Uint8Array;
}

/** Opens an envelope as the clinic does: the padded plaintext. */
export async function openEnvelope(keys: ClinicKeys, envelope: Uint8Array): Promise<{ header: Header; padded: Uint8Array }> {
  const { header, enc, ciphertext } = readHeader(envelope);
  if (!areEqual(header.kid, keys.kid)) throw new SealedError('other_keys', 'sealed to other keys');
  const hpke = cipherSuite(header.suite);
  try {
    const secret = concat(header.suite === XWING_SUITE ? keys.xwing : keys.x25519);
    const recipientKey = await hpke.kem.deserializePrivateKey(secret.buffer);
    const info = infoFor(keys.clinic, header.kid).buffer;
    const padded = await hpke.open({ recipientKey, enc: enc.buffer, info }, ciphertext.buffer, concat(envelope.subarray(0, HEADER)).buffer);
    return { header, padded: new Uint8Array(padded) };
  } catch {
    throw new SealedError('does_not_open', 'sealed to another clinic, or changed on its way');
  }
}

/** Unpacks a plaintext as the clinic does, without looking into the answers. */
export function unpack(padded: Uint8Array): { submission: Submission; files: Uint8Array[] } {
  const content = unpad(padded);
  const wrong = new SealedError('lengths', 'the lengths do not add up');
  if (content.length < 4) throw wrong;
  const length = new DataView(content.buffer, content.byteOffset).getUint32(0);
  let rest = content.subarray(4 + length);
  if (content.length < 4 + length) throw wrong;
  if (length > limits.largestJson) throw new SealedError('too_large', 'more text than a submission may have');
  const submission = readJson(content.subarray(4, 4 + length)) as Submission;
  if (!isSubmission(submission)) throw new SealedError('malformed', 'not a submission');
  const named = submission.kind === 'form' ? submission.files : [];
  if (named.length > limits.mostFiles) throw new SealedError('too_many_files', 'more files than a submission may have');
  const files = named.map((entry) => {
    if (rest.length < entry.length) throw wrong;
    const file = rest.subarray(0, entry.length);
    rest = rest.subarray(entry.length);
    return file;
  });
  if (rest.length > 0) throw wrong;
  return { submission, files };
}

const FORM: (keyof FilledForm | 'kind')[] = ['kind', 'form', 'version', 'language', 'created_at', 'answers', 'files', 'slot', 'source'];
const REPLY: (keyof Reply | 'kind')[] = ['kind', 'page', 'secret', 'choice', 'note', 'created_at'];

function isSubmission(value: unknown): value is Submission {
  if (typeof value !== 'object' || value === null || !('kind' in value)) return false;
  const members: string[] = value.kind === 'form' ? FORM : REPLY;
  return Object.keys(value).every((name) => members.includes(name)) && members.length === Object.keys(value).length;
}
