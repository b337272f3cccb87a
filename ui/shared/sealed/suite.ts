import { Aes256Gcm, CipherSuite, DhkemX25519HkdfSha256, HkdfSha256 } from '@hpke/core';
import { XWing } from '@hpke/hybridkem-x-wing';
import type { Bundle } from '../generated/protocol';
import { readBase64, type Bytes } from './bytes';
import { SealedError } from './errors';

/** Header byte 1: DHKEM(X25519); needs X25519 in WebCrypto. */
export const X25519_SUITE = 1;
/** Header byte 2: X-Wing; its key exchange is JavaScript and works wherever WebCrypto has AES-GCM. */
export const XWING_SUITE = 2;
/** How long `enc` is, by suite. */
export const ENC_LENGTH: Readonly<Record<number, number>> = { [X25519_SUITE]: 32, [XWING_SUITE]: 1120 };

export function cipherSuite(suite: number): CipherSuite {
  const kem = suite === XWING_SUITE ? new XWing() : new DhkemX25519HkdfSha256();
  return new CipherSuite({ kem, kdf: new HkdfSha256(), aead: new Aes256Gcm() });
}

/** Pages reached over plain http have no WebCrypto. */
export function insistOnCrypto(): void {
  if (globalThis.crypto?.subtle === undefined) throw new SealedError('unsupported', 'this browser offers no encryption to this page');
}

async function hasX25519(): Promise<boolean> {
  try {
    await crypto.subtle.generateKey({ name: 'X25519' }, false, ['deriveBits']);
    return true;
  } catch {
    return false;
  }
}

/** The clinic's most wanted suite that this browser can do, and the clinic's key for it. */
export async function chooseSuite(bundle: Bundle): Promise<{ suite: number; key: Bytes }> {
  insistOnCrypto();
  for (const suite of bundle.suites) {
    if (suite === XWING_SUITE) return { suite, key: readBase64(bundle.xwing, 1216) };
    if (suite === X25519_SUITE && (await hasX25519())) return { suite, key: readBase64(bundle.x25519, 32) };
  }
  throw new SealedError('unsupported', 'this browser can do none of the clinic’s suites');
}
