// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { Signed } from '../generated/protocol';
import { readBundle } from './bundle';
import { concat, hashOf, readBase64, readHex, utf8, writeBase64, writeHex } from './bytes';
import { readId, writeId } from './crockford';
import { SealedError } from './errors';
import { openPage } from './page';
import { openSigned, type Context } from './signed';
import { cipherSuite, X25519_SUITE, XWING_SUITE } from './suite';
import { openEnvelope, unpack, type ClinicKeys } from './testing/open';
import { isEnoughWork } from './work';

interface Changed {
  name: string;
  of: string;
  length: number | null;
  flip: [number, number] | null;
  refused: string;
}
type Refused = string | null;

/** The file both implementations run; `protocol/src/vectors.rs` says what its members mean. */
const vectors = JSON.parse(readFileSync(new URL('../../../src-tauri/crates/protocol/vectors/envelope.json', import.meta.url), 'utf8')) as {
  keys: { clinic: string; signing_key: string; intake: string; kid: string; xwing: string; x25519: string };
  ids: { right: [string, string][]; wrong: string[] };
  base64: { right: [string, string][]; wrong: string[] };
  signed: { name: string; context: Context; key: string; signed: Signed; refused: Refused }[];
  bundles: { name: string; clinic: string; now: number; seen: number; signed: Signed; refused: Refused }[];
  envelopes: { name: string; clinic: string; envelope: string; submission: unknown; files: string[]; refused: Refused }[];
  envelopes_changed: Changed[];
  plaintexts: { name: string; parts: { hex: string; text: string; times: number }[]; size: number; refused: Refused }[];
  page: { id: string; secret: string; sealed: string; page: unknown };
  pages_changed: Changed[];
  work: { clinic: string; bytes: string; work: string; bits: number; enough: boolean }[];
};

const secret = readBase64(vectors.keys.intake, 64);
const keys: ClinicKeys = {
  clinic: vectors.keys.clinic,
  kid: readHex(vectors.keys.kid, 8),
  xwing: secret.subarray(0, 32),
  x25519: secret.subarray(32),
};

/** The word something is refused with; null when it is taken. */
async function refusal(act: () => unknown): Promise<Refused> {
  try {
    await act();
    return null;
  } catch (cause) {
    if (cause instanceof SealedError) return cause.code;
    throw cause;
  }
}

function change(original: Uint8Array, { length, flip }: Changed): Uint8Array {
  const changed = new Uint8Array(length ?? original.length).fill(7);
  changed.set(original.subarray(0, changed.length));
  if (flip) changed[flip[0]] = (changed[flip[0]] ?? 0) ^ flip[1];
  return changed;
}

const hex = (text: string) => readHex(text, text.length / 2);

describe('the vectors both implementations run', () => {
  it('texts', async () => {
    for (const [bytes, text] of vectors.ids.right) expect([writeHex(readId(text)), writeId(hex(bytes))]).toEqual([bytes, text]);
    for (const [bytes, text] of vectors.base64.right) expect([writeHex(readBase64(text)), writeBase64(hex(bytes))]).toEqual([bytes, text]);
    for (const wrong of vectors.ids.wrong) expect(await refusal(() => readId(wrong)), wrong).toBe('malformed');
    for (const wrong of vectors.base64.wrong) expect(await refusal(() => readBase64(wrong)), wrong).toBe('malformed');
  });

  it('keys', async () => {
    const { clinic, signing_key, kid, xwing, x25519 } = vectors.keys;
    expect(writeId(hashOf(readBase64(signing_key)).subarray(0, 16))).toBe(clinic);
    expect(writeHex(hashOf(concat(readBase64(xwing), readBase64(x25519))).subarray(0, 8))).toBe(kid);
    for (const [suite, key] of [[XWING_SUITE, xwing], [X25519_SUITE, x25519]] as const) {
      const { kem } = cipherSuite(suite);
      await expect(kem.deserializePublicKey(readBase64(key).buffer)).resolves.toBeDefined();
    }
  });

  it('signed documents and bundles', async () => {
    for (const { name, context, key, signed, refused } of vectors.signed) {
      expect(await refusal(() => openSigned(signed, context, readBase64(key))), name).toBe(refused);
    }
    for (const { name, clinic, now, seen, signed, refused } of vectors.bundles) {
      const told = await refusal(() => readBundle(utf8(JSON.stringify(signed)), clinic, now, seen));
      // Here a bundle that says a thing twice has a word of its own.
      expect(told === 'key_twice' ? 'malformed' : told, name).toBe(refused);
    }
  });

  it('envelopes', async () => {
    for (const { name, clinic, envelope, submission, files, refused } of vectors.envelopes) {
      let padded = new Uint8Array();
      const told = await refusal(async () => ({ padded } = (await openEnvelope({ ...keys, clinic }, readBase64(envelope))) as { padded: Uint8Array<ArrayBuffer> }));
      expect(told, name).toBe(refused);
      if (refused !== null) continue;
      const read = unpack(padded);
      expect(read.submission, name).toEqual(submission);
      expect(read.files.map(writeHex), name).toEqual(files);
    }
  });

  it('changed envelopes', async () => {
    for (const changed of vectors.envelopes_changed) {
      const original = vectors.envelopes.find(({ name }) => name === changed.of);
      const envelope = change(readBase64(original?.envelope ?? ''), changed);
      expect(await refusal(() => openEnvelope(keys, envelope)), changed.name).toBe(changed.refused);
    }
  });

  it('plaintexts', async () => {
    for (const { name, parts, size, refused } of vectors.plaintexts) {
      const plain = new Uint8Array(size);
      let at = 0;
      for (const part of parts) {
        const one = concat(hex(part.hex), utf8(part.text));
        for (let time = 0; time < part.times; time += 1, at += one.length) plain.set(one, at);
      }
      expect(await refusal(() => unpack(plain)), name).toBe(refused);
    }
  });

  it('pages', async () => {
    const { id, secret: link, sealed, page } = vectors.page;
    expect(await openPage(readBase64(sealed), id, link)).toEqual(page);
    expect(await refusal(() => openPage(readBase64(sealed), id, writeId(new Uint8Array(16))))).toBe('does_not_open');
    for (const changed of vectors.pages_changed) {
      expect(await refusal(() => openPage(change(readBase64(sealed), changed), id, link)), changed.name).toBe(changed.refused);
    }
  });

  it('work', () => {
    for (const { clinic, bytes, work, bits, enough } of vectors.work) {
      expect(isEnoughWork(bits, clinic, hex(bytes), work), `${work} for ${bits} bits`).toBe(enough);
    }
  });
});
