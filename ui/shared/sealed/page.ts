import { limits, type SuggestedTime, type SuggestionPage } from '../generated/protocol';
import { concat, utf8 } from './bytes';
import { readId } from './crockford';
import { SealedError } from './errors';
import { readJson } from './json';
import { isBucket, unpad } from './padding';
import { expect, isCount, isText, isWhole, listOf, shapeOf } from './shape';
import { insistOnCrypto } from './suite';

const NONCE = 12;
const TAG = 16;

const isPage = shapeOf<SuggestionPage>({
  v: isCount,
  language: isText,
  first_name: isText,
  times: listOf(shapeOf<SuggestedTime>({ starts_at: isWhole, starts: isText, minutes: isCount, provider: isText })),
  note: isText,
  until: isWhole,
});

/** Opens the page of suggested times with the secret of its link (both as in the link). */
export async function openPage(body: Uint8Array, page: string, secret: string): Promise<SuggestionPage> {
  insistOnCrypto();
  if (body.length > limits.largestPage || !isBucket(body.length - NONCE - TAG)) throw new SealedError('malformed', 'not the size of a page');
  const whole = await crypto.subtle.importKey('raw', readId(secret), 'HKDF', false, ['deriveKey']);
  const derive = { name: 'HKDF', hash: 'SHA-256', salt: readId(page), info: utf8('keepwell-page/1') };
  const key = await crypto.subtle.deriveKey(derive, whole, { name: 'AES-GCM', length: 256 }, false, ['decrypt']);
  let plain: ArrayBuffer;
  try {
    plain = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: concat(body.subarray(0, NONCE)) }, key, concat(body.subarray(NONCE)));
  } catch {
    throw new SealedError('does_not_open', 'another link’s page, or changed on its way');
  }
  const read = expect(isPage, readJson(unpad(new Uint8Array(plain))), 'a page of suggested times');
  if (read.v !== 1) throw new SealedError('malformed', 'not a page this page can show');
  return read;
}
