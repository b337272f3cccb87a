// Whoever seals by hand: the patient page's own sealing, run in Node, so that a submission may say what no page would let through.
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ui = new URL('../../../ui/', import.meta.url);

/** Builds the sealing. */
export async function startSealer() {
  const { build } = await import(createRequire(new URL('package.json', ui)).resolve('vite'));
  const made = mkdtempSync(join(tmpdir(), 'keepwell-sealer-'));
  await build({
    root: fileURLToPath(ui),
    configFile: false,
    logLevel: 'error',
    build: { outDir: made, target: 'safari16.4', lib: { entry: fileURLToPath(new URL('shared/sealed/testing/interop.ts', ui)), formats: ['es'], fileName: () => 'sealed.mjs' } },
  });
  const { answer } = await import(pathToFileURL(join(made, 'sealed.mjs')).href);
  return { answer, stop: () => rmSync(made, { recursive: true, force: true }) };
}

/** A clinic on the web, as somebody sees it who writes their own programs. `address` is the clinic's page. */
export class Sender {
  constructor(sealer, address) {
    this.sealer = sealer;
    [, this.base, this.clinic] = /^(https?:\/\/[^/]+)\/c\/([0-9A-Z]{26})/.exec(address);
  }

  /** Reads what the clinic publishes; answers its forms by title. */
  async look() {
    const response = await fetch(`${this.base}/v1/c/${this.clinic}/bundle`);
    this.bits = Number(response.headers.get('x-keepwell-work-bits'));
    this.bundle = await response.text();
    const signed = JSON.parse(this.bundle);
    const { forms } = JSON.parse(Buffer.from(signed.document, 'base64url').toString('utf8'));
    this.forms = {};
    for (const entry of forms) this.forms[entry.title.en] = { ...entry, form: await (await fetch(`${this.base}/v1/c/${this.clinic}/forms/${entry.sha256}`)).json() };
    return this.forms;
  }

  /** Seals one filled form and hands it to the relay. */
  async send(title, { answers, files = [], source = '', language = 'en' }) {
    const { form, sha256 } = this.forms[title];
    const now = Math.floor(Date.now() / 1000);
    const submission = {
      kind: 'form', form: form.id, version: form.version, language, created_at: now, answers, slot: null, source,
      files: files.map(({ question, name, media_type, bytes }) => ({ question, name, media_type, length: bytes.length })),
    };
    const ask = { do: 'seal', clinic: this.clinic, now, bundle: this.bundle, form: sha256, submission, files: files.map(({ bytes }) => bytes.toString('base64url')), bits: this.bits };
    const [{ ok, refused }] = await this.sealer.answer([ask]);
    if (!ok) throw new Error(`not sealed: ${refused}`);
    const response = await fetch(`${this.base}/v1/c/${this.clinic}/inbox`, {
      method: 'POST', headers: { 'content-type': 'application/octet-stream', 'x-keepwell-work': ok.work }, body: Buffer.from(ok.envelope, 'base64url'),
    });
    if (!response.ok) throw new Error(`the relay answered ${response.status}: ${await response.text()}`);
    return ok.sid;
  }
}
