// The patient's side of tests/tests/interop.rs: the page's own code, built as the page is built, run in Node or in Chromium.
// Reads batches of questions as lines of JSON and answers each with one line. Argument: `node` or `chromium`.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ui = new URL('../../ui/', import.meta.url);
const fromUi = createRequire(new URL('package.json', ui));
const { build } = await import(fromUi.resolve('vite'));

const made = mkdtempSync(join(tmpdir(), 'keepwell-interop-'));
await build({
  root: fileURLToPath(ui),
  configFile: false,
  logLevel: 'error',
  build: {
    outDir: made,
    target: 'safari16.4',
    lib: { entry: fileURLToPath(new URL('shared/sealed/testing/interop.ts', ui)), formats: ['es'], fileName: () => 'sealed.mjs' },
  },
});
process.on('exit', () => rmSync(made, { recursive: true, force: true }));

const { answer } = process.argv[2] === 'chromium' ? await inChromium() : await import(pathToFileURL(join(made, 'sealed.mjs')).href);
process.stdout.write('READY\n');
for await (const line of createInterface({ input: process.stdin })) {
  process.stdout.write(`${JSON.stringify(await answer(JSON.parse(line)))}\n`);
}
process.exit(0);

/** The same code in a page of Chromium. */
async function inChromium() {
  const { chromium } = fromUi('playwright-core');
  const browser = await chromium.launch({
    executablePath: execFileSync(fileURLToPath(new URL('../../scripts/chromium', import.meta.url)), { encoding: 'utf8' }).trim(),
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
  });
  const tab = await browser.newPage();
  // Encryption is offered to https pages only; nothing leaves the machine for this one.
  await tab.route('https://clinic.example/**', (route) => {
    const name = new URL(route.request().url()).pathname.slice(1);
    return name === '' ? route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }) : route.fulfill({ contentType: 'text/javascript', path: join(made, name) });
  });
  await tab.goto('https://clinic.example/');
  return { answer: (batch) => tab.evaluate(async (asked) => (await import('/sealed.mjs')).answer(asked), batch) };
}
