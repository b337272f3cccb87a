import { limits } from '../generated/protocol';
import type { Bytes } from './bytes';
import { SealedError } from './errors';

const bucketFor = (length: number) => limits.buckets.find((size) => size >= length + 4);

/** Whether a padded length (without the authentication tag) is one of the few there are. */
export const isBucket = (length: number): boolean => (limits.buckets as readonly number[]).includes(length);

/** `length u32 | content | zeros` up to the smallest bucket: sizes tell stories. */
export function pad(content: Uint8Array): Bytes {
  const size = bucketFor(content.length);
  if (size === undefined) throw new SealedError('too_large', 'more than fits into a submission');
  const padded = new Uint8Array(size);
  new DataView(padded.buffer).setUint32(0, content.length);
  padded.set(content, 4);
  return padded;
}

/** The content; padding that is not the one `pad` makes is refused. */
export function unpad(padded: Uint8Array): Uint8Array {
  const wrong = new SealedError('padding', 'not padded as it should be');
  if (padded.length < 4) throw wrong;
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (bucketFor(length) !== padded.length || padded.subarray(4 + length).some((byte) => byte !== 0)) throw wrong;
  return padded.subarray(4, 4 + length);
}
