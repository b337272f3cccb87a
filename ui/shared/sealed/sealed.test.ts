// @vitest-environment node
import { ed25519 } from '@noble/curves/ed25519.js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Bundle, FilledForm, Submission } from '../generated/protocol';
import { concat, hashOf, readBase64, utf8, writeBase64, writeHex } from './bytes';
import { findWork, isEnoughWork, randomId, readBundle, readForm, readReceipt, readSlots, seal, SealedError, writeId } from './index';
import { isTooDeep, readJson } from './json';
import { pad, unpad } from './padding';
import { cipherSuite } from './suite';
import { openEnvelope, unpack, type ClinicKeys } from './testing/open';

const NOW = 1_770_000_000;
const signing = ed25519.keygen();
const clinic = writeId(hashOf(signing.publicKey).subarray(0, 16));

const secrets = { xwing: new Uint8Array(32).fill(3), x25519: new Uint8Array(32).fill(4) };
async function publicHalf(suite: number, secret: Uint8Array): Promise<Uint8Array> {
  const { kem } = cipherSuite(suite);
  // Only key generation from a seed answers the public half.
  const pair = suite === 2 ? await (kem as unknown as { generateKeyPairDerand(s: Uint8Array): Promise<CryptoKeyPair> }).generateKeyPairDerand(secret) : await kem.generateKeyPair();
  if (suite === 1) secrets.x25519 = new Uint8Array(await kem.serializePrivateKey(pair.privateKey));
  return new Uint8Array(await kem.serializePublicKey(pair.publicKey));
}
const xwing = await publicHalf(2, secrets.xwing);
const x25519 = await publicHalf(1, secrets.x25519);
const kid = hashOf(concat(xwing, x25519)).subarray(0, 8);
const keys: ClinicKeys = { clinic, kid, ...secrets };

const bundle: Bundle = {
  v: 1,
  clinic,
  signing_key: writeBase64(signing.publicKey),
  kid: writeHex(kid),
  suites: [2, 1],
  xwing: writeBase64(xwing),
  x25519: writeBase64(x25519),
  forms: [],
  serial: 7,
  issued_at: NOW - 100,
  not_after: NOW + 100,
  about: { name: 'Harbor Physio', phone: '', address: '', zone: 'Europe/Berlin', country: 'DE' },
};

function sign(context: string, document: unknown, by = signing.secretKey) {
  const bytes = utf8(JSON.stringify(document));
  return { document: writeBase64(bytes), signature: writeBase64(ed25519.sign(concat(utf8(`keepwell/1|${context}|`), bytes), by)) };
}
const body = (value: unknown) => utf8(JSON.stringify(value));
const code = (act: () => unknown): string => {
  try {
    act();
  } catch (cause) {
    if (cause instanceof SealedError) return cause.code;
    throw cause;
  }
  return 'taken';
};

const filled = (more: Partial<FilledForm> = {}): Submission => ({
  kind: 'form',
  form: randomId(),
  version: 1,
  language: 'en',
  created_at: NOW,
  answers: { name: { given: 'Grace', family: 'Kim' } },
  files: [],
  slot: null,
  source: '',
  ...more,
});

afterEach(() => vi.restoreAllMocks());

describe('a bundle', () => {
  const read = (value: object, context = 'bundle', by = signing.secretKey, seen = 0) => () => readBundle(body(sign(context, value, by)), clinic, NOW, seen);

  it('is taken when the clinic in the address signed it', () => {
    expect(read(bundle)()).toEqual(bundle);
    expect(readBundle(body(sign('bundle', bundle)), clinic.toLowerCase(), NOW, 7)).toEqual(bundle);
  });

  it('is refused when anything about it is wrong', () => {
    const other = ed25519.keygen();
    expect(code(read({ ...bundle, signing_key: writeBase64(other.publicKey) }, 'bundle', other.secretKey))).toBe('other_clinic');
    expect(code(read({ ...bundle, clinic: randomId() }))).toBe('other_clinic');
    expect(code(read(bundle, 'slots'))).toBe('does_not_hold');
    expect(code(read(bundle, 'bundle', other.secretKey))).toBe('does_not_hold');
    expect(code(read({ ...bundle, not_after: NOW - 1 }))).toBe('out_of_date');
    expect(code(read(bundle, 'bundle', signing.secretKey, 8))).toBe('older');
    expect(code(read({ ...bundle, kid: '0000000000000000' }))).toBe('malformed');
    expect(code(read({ ...bundle, v: 2 }))).toBe('malformed');
    expect(code(read({ ...bundle, extra: true }))).toBe('malformed');
    expect(code(() => readBundle(utf8('<html>'), clinic, NOW))).toBe('malformed');
  });
});

describe('other documents', () => {
  it('are taken only for what they are', () => {
    const sid = randomId();
    const receipt = { sid, sha256: 'ab'.repeat(32), accepted_at: NOW };
    expect(readReceipt(body(sign('receipt', receipt)), bundle, sid, receipt.sha256)).toEqual(receipt);
    expect(code(() => readReceipt(body(sign('bundle', receipt)), bundle, sid, receipt.sha256))).toBe('does_not_hold');
    expect(code(() => readReceipt(body(sign('receipt', receipt)), bundle, randomId(), receipt.sha256))).toBe('other_bytes');

    const form = { v: 1, id: randomId() };
    const entry = { id: form.id, sha256: writeHex(hashOf(body(form))), slug: 'new', title: {} };
    expect(readForm(body(form), entry)).toEqual(form);
    expect(code(() => readForm(body({ ...form, v: 3 }), entry))).toBe('other_bytes');
  });

  it('tell the free times from the taken ones', () => {
    const slot = (starts_at: number) => ({ id: randomId(), lane: randomId(), starts_at, until: starts_at + 60, starts: '2026-02-02T09:00', minutes: 1, services: [], provider: '' });
    const [past, free, taken] = [slot(NOW - 5), slot(NOW + 5), slot(NOW + 9)];
    const book = { v: 1, clinic, serial: 1, not_after: NOW + 50, slots: [past, free, taken], caps: { '2026-02-02': 4 } };
    expect(readSlots(body({ book: sign('slots', book), unavailable: [taken.id.toLowerCase()] }), bundle, NOW).free).toEqual([free]);
    expect(code(() => readSlots(body({ book: sign('slots', book), unavailable: [] }), bundle, NOW + 51))).toBe('out_of_date');
  });
});

describe('sealing', () => {
  it('opens at the clinic, in both suites', async () => {
    for (const suites of [[2, 1], [1], [9, 1]]) {
      const file = new Uint8Array(20_000).fill(9);
      const submission = filled({ files: [{ question: 'photo', name: 'a.jpg', media_type: 'image/jpeg', length: file.length }] });
      const sealed = await seal({ ...bundle, suites }, 'cd'.repeat(32), submission, [file]);
      const { header, padded } = await openEnvelope(keys, sealed.envelope);
      expect(header).toMatchObject({ suite: suites.at(-1) === 1 && suites[0] !== 2 ? 1 : 2, sid: sealed.sid });
      expect(unpack(padded)).toEqual({ submission, files: [file] });
      expect(sealed.sha256).toBe(writeHex(hashOf(sealed.envelope)));
    }
  });

  it('takes X-Wing where the browser has no X25519, and says so where nothing is left', async () => {
    const real = crypto.subtle.generateKey.bind(crypto.subtle);
    vi.spyOn(crypto.subtle, 'generateKey').mockImplementation(((algorithm: { name: string }, ...rest: [boolean, KeyUsage[]]) =>
      algorithm.name === 'X25519' ? Promise.reject(new DOMException('no', 'NotSupportedError')) : real(algorithm as AesKeyGenParams, ...rest)) as never);
    const sealed = await seal({ ...bundle, suites: [1, 2] }, 'cd'.repeat(32), filled());
    expect(sealed.envelope[4]).toBe(2);
    await expect(seal({ ...bundle, suites: [1] }, 'cd'.repeat(32), filled())).rejects.toMatchObject({ code: 'unsupported' });
  });

  it('refuses what the clinic would refuse', async () => {
    await expect(seal(bundle, null, filled())).rejects.toMatchObject({ code: 'malformed' });
    await expect(seal(bundle, 'cd'.repeat(32), filled(), [new Uint8Array(1)])).rejects.toMatchObject({ code: 'lengths' });
    await expect(seal(bundle, 'cd'.repeat(32), filled({ source: 'x'.repeat(1 << 20) }))).rejects.toMatchObject({ code: 'too_large' });
    const entry = { question: 'photo', name: 'a.pdf', media_type: 'application/pdf', length: 8 << 20 };
    await expect(seal(bundle, 'cd'.repeat(32), filled({ files: [entry] }), [new Uint8Array(8 << 20)])).rejects.toMatchObject({ code: 'too_large' });
  });

  it('mends half an emoji, which no other program would read', async () => {
    const sealed = await seal(bundle, 'cd'.repeat(32), filled({ answers: { why: 'knee \ud83e', more: ['\udd15', '🤕'] } }));
    const { padded } = await openEnvelope(keys, sealed.envelope);
    expect(unpack(padded).submission).toMatchObject({ answers: { why: 'knee \ufffd', more: ['\ufffd', '🤕'] } });
  });
});

describe('small things', () => {
  it('work is found, counts, and can be given up', async () => {
    const bytes = new Uint8Array(5000);
    const work = await findWork(14, clinic, bytes, NOW);
    expect(work).toMatch(/^2026-02-02\.\d+$/);
    expect(isEnoughWork(14, clinic, bytes, work)).toBe(true);
    expect(isEnoughWork(40, clinic, bytes, work)).toBe(false);
    await expect(findWork(60, clinic, bytes, NOW, AbortSignal.timeout(30))).rejects.toMatchObject({ name: 'TimeoutError' });
  });

  it('base64url has one spelling at every length', () => {
    for (let length = 0; length < 70; length += 1) {
      const bytes = crypto.getRandomValues(new Uint8Array(length));
      const text = Buffer.from(bytes).toString('base64url');
      expect(writeBase64(bytes)).toBe(text);
      expect(Buffer.from(readBase64(text)).equals(bytes)).toBe(true);
    }
    for (const wrong of ['-_9', '-_8=', '+/8', '-_8 ', 'A', '🤕']) expect(code(() => readBase64(wrong))).toBe('malformed');
  });

  it('JSON is looked at before it is read', () => {
    const nested = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
    expect([isTooDeep(nested(32)), isTooDeep(nested(33)), isTooDeep(`["${'['.repeat(50)}\\"["]`)]).toEqual([false, true, false]);
    for (const twice of ['{"a":1,"a":1}', '[{"b":{"a":[1,{"x":2}],"c":2,"\\u0061":3}}]']) expect(code(() => readJson(utf8(twice)))).toBe('key_twice');
    for (const once of ['{"a":{"a":[{"a":1},{"a":"a"}]},"b":["a","a"]}', '{"__proto__":1,"a":"\\"a\\":"}']) expect(code(() => readJson(utf8(once)))).toBe('taken');
    expect(code(() => readJson(Uint8Array.of(0xef, 0xbb, 0xbf, 0x31)))).toBe('malformed');
    expect(code(() => readJson(Uint8Array.of(0x22, 0xff, 0x22)))).toBe('malformed');
  });

  it('padding is the padding', () => {
    expect(unpad(pad(utf8('hello')))).toEqual(utf8('hello'));
    const hidden = pad(utf8('hello'));
    hidden[4095] = 1;
    expect(code(() => unpad(hidden))).toBe('padding');
  });
});
