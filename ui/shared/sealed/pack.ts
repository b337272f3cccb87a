import { limits, type Submission } from '../generated/protocol';
import { concat, utf8, type Bytes } from './bytes';
import { SealedError } from './errors';
import { pad } from './padding';

/**
 * The padded plaintext: `json-length u32 | json | files`. What the files are is told by `submission.files`, in their order.
 * Half of a pair of surrogates (an emoji cut in two by a field's limit) becomes �: JSON with it is read nowhere else.
 */
export function pack(submission: Submission, files: readonly Uint8Array[]): Bytes {
  const named = submission.kind === 'form' ? submission.files : [];
  if (files.length > limits.mostFiles) throw new SealedError('too_many_files', 'more files than a submission may have');
  if (named.length !== files.length || named.some((entry, at) => entry.length !== files[at]?.length)) {
    throw new SealedError('lengths', 'the files are not those of the submission');
  }
  if (!Number.isSafeInteger(submission.created_at)) throw new SealedError('malformed', 'created_at is no whole number of seconds');
  const json = utf8(JSON.stringify(submission, (_, value: unknown) => (typeof value === 'string' ? wellFormed(value) : value)));
  if (json.length > limits.largestJson) throw new SealedError('too_large', 'more text than a submission may have');
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, json.length);
  return pad(concat(length, json, ...files));
}

const wellFormed = (text: string) => text.replace(/\p{Surrogate}/gu, '\uFFFD');
