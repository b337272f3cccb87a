import type { About, Bundle, FormEntry } from '../generated/protocol';
import { areEqual, concat, hashOf, readBase64, readHex } from './bytes';
import { readId, sameId } from './crockford';
import { SealedError } from './errors';
import { readJson } from './json';
import { expect, isCount, isText, isWhole, listOf, mapOf, shapeOf } from './shape';
import { openSigned, readSigned } from './signed';

const isBundle = shapeOf<Bundle>({
  v: isCount,
  clinic: isText,
  signing_key: isText,
  kid: isText,
  suites: listOf(isCount),
  xwing: isText,
  x25519: isText,
  forms: listOf(shapeOf<FormEntry>({ id: isText, sha256: isText, slug: isText, title: mapOf(isText) })),
  serial: isCount,
  issued_at: isWhole,
  not_after: isWhole,
  about: shapeOf<About>({ name: isText, phone: isText, address: isText, zone: isText, country: isText }),
});

/**
 * The clinic's public face, checked: its key hashes to the clinic in the address, its signature holds, its time has not passed at
 * `now` (Unix seconds), and its serial is not below `seen`, the highest one this browser knows (0: none).
 */
export function readBundle(body: Uint8Array, clinic: string, now: number, seen = 0): Bundle {
  const signed = readSigned(body);
  const bundle = expect(isBundle, readJson(readBase64(signed.document)), 'a bundle');
  const key = readBase64(bundle.signing_key, 32);
  if (!areEqual(hashOf(key).subarray(0, 16), readId(clinic)) || sameId(bundle.clinic) !== sameId(clinic)) {
    throw new SealedError('other_clinic', 'the bundle is not that of the clinic in the address');
  }
  openSigned(signed, 'bundle', key);
  const kid = hashOf(concat(readBase64(bundle.xwing, 1216), readBase64(bundle.x25519, 32))).subarray(0, 8);
  if (bundle.v !== 1 || !areEqual(kid, readHex(bundle.kid, 8))) throw new SealedError('malformed', 'not a bundle this page can use');
  if (bundle.not_after < now) throw new SealedError('out_of_date', 'the bundle has run out');
  if (bundle.serial < seen) throw new SealedError('older', 'an older bundle than one already seen');
  return bundle;
}
