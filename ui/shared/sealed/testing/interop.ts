import type { Bundle, Submission } from '../../generated/protocol';
import { concat, readBase64, readHex, utf8, writeBase64 } from '../bytes';
import { findWork, openPage, readBundle, readReceipt, readSlots, seal, SealedError } from '../index';
import { openEnvelope, unpack, type ClinicKeys } from './open';

/** What `tests/tests/interop.rs` asks; bytes are base64url. */
export type Ask =
  | { do: 'seal'; clinic: string; now: number; bundle: string; form: string | null; submission: Submission; files: string[]; bits: number }
  | { do: 'open'; clinic: string; kid: string; secret: string; envelope: string }
  | { do: 'receipt'; bundle: Bundle; sid: string; sha256: string; body: string }
  | { do: 'slots'; bundle: Bundle; now: number; body: string }
  | { do: 'page'; page: string; secret: string; body: string }
  | { do: 'flip'; clinic: string; kid: string; secret: string; envelope: string; places: [number, number][] };

const keysOf = (ask: { clinic: string; kid: string; secret: string }): ClinicKeys => {
  const secret = readBase64(ask.secret, 64);
  return { clinic: ask.clinic, kid: readHex(ask.kid, 8), xwing: secret.subarray(0, 32), x25519: secret.subarray(32) };
};

async function one(ask: Ask): Promise<unknown> {
  switch (ask.do) {
    case 'seal': {
      const bundle = readBundle(utf8(ask.bundle), ask.clinic, ask.now);
      const sealed = await seal(bundle, ask.form, ask.submission, ask.files.map((file) => readBase64(file)));
      const work = await findWork(ask.bits, ask.clinic, sealed.envelope, ask.now);
      return { sid: sealed.sid, sha256: sealed.sha256, envelope: writeBase64(sealed.envelope), work };
    }
    case 'open': {
      const { header, padded } = await openEnvelope(keysOf(ask), readBase64(ask.envelope));
      const { submission, files } = unpack(padded);
      return { sid: header.sid, submission, files: files.map(writeBase64) };
    }
    case 'receipt':
      return readReceipt(utf8(ask.body), ask.bundle, ask.sid, ask.sha256);
    case 'slots':
      return readSlots(utf8(ask.body), ask.bundle, ask.now).free;
    case 'page':
      return openPage(readBase64(ask.body), ask.page, ask.secret);
    case 'flip': {
      const envelope = readBase64(ask.envelope);
      let accepted = 0;
      for (const [place, bits] of ask.places) {
        const changed = concat(envelope);
        changed[place] = (changed[place] ?? 0) ^ bits;
        accepted += await openEnvelope(keysOf(ask), changed).then(
          () => 1,
          (cause: unknown) => {
            if (cause instanceof SealedError) return 0;
            throw cause;
          },
        );
      }
      return accepted;
    }
  }
}

/** Answers a batch in its order; what is refused is answered with its word. */
export async function answer(batch: Ask[]): Promise<unknown[]> {
  const answers: unknown[] = [];
  for (const ask of batch) {
    try {
      answers.push({ ok: await one(ask) });
    } catch (cause) {
      answers.push({ refused: cause instanceof SealedError ? cause.code : String(cause) });
    }
  }
  return answers;
}
