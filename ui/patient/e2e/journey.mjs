// The patient's page against a real relay and a clinic that opens what arrives, in Chromium. `node patient/e2e/journey.mjs`: exits 1 on a failure.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { appointment, Clinic, everything, openTimes } from './clinic.mjs';
import { startRelay } from './relay.mjs';

const ui = (path) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const axe = readFileSync(ui('node_modules/axe-core/axe.min.js'), 'utf8');
const relay = await startRelay();
const clinic = new Clinic(relay.address);
await clinic.register(relay.invitation);
const forms = [{ form: appointment(), slug: 'appointment' }, { form: everything(), slug: 'new-patient' }];
await clinic.publish(forms);
await clinic.offer(openTimes());
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
let last = 0;
const arrived = async () => {
  const items = await clinic.pull(last);
  last = items.at(-1)?.seq ?? last;
  return items;
};

async function visit(options = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'en-GB', timezoneId: 'Europe/Berlin', bypassCSP: false, ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on('console', (message) => { if (/Content.Security.Policy|TrustedHTML|Trusted Type/i.test(message.text())) complaints.push(message.text()); });
  page.on('pageerror', (error) => complaints.push(error.message));
  return { context, page, complaints, go: async (path) => { await page.goto(`${relay.address}${path}`); await page.waitForSelector('h1'); } };
}
const next = (page) => page.locator('form button[type=submit]').click();

/** axe-core through the debugger: the page's own policy would not let it in. */
async function clean(page, what) {
  const session = await page.context().newCDPSession(page);
  await session.send('Runtime.evaluate', { expression: axe });
  const found = await page.evaluate(async () => (await globalThis.axe.run(document, { resultTypes: ['violations'] })).violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.target).join(', ')}`));
  assert.deepEqual(found, [], `axe on ${what}`);
  const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok(wide <= 0, `${what} is ${wide} px too wide`);
}

async function fillAppointment({ page, go }) {
  await go(`/c/${clinic.id}/appointment`);
  await page.fill('[data-question=name] input >> nth=0', 'Grace');
  await page.fill('[data-question=name] input >> nth=1', 'Kim');
  for (const [part, text] of [['day', '27'], ['month', '3'], ['year', '1985']]) await page.fill(`[data-question=born] .${part} input`, text);
  await page.fill('[data-question=email] input', 'grace@example.com');
  await next(page);
  await page.getByText('Back pain').click();
  await page.locator('[data-question=ok] input').check();
  await next(page);
  await page.waitForSelector('.kp-time');
}
async function choose(page, at) {
  await page.locator('.kp-time').nth(at).click();
  await page.waitForSelector('.kp-time.on:not([aria-busy=true])');
  await next(page);
  await page.waitForSelector('.kp-review');
}

const stories = {
  async 'a patient asks for a visit and learns that the clinic has it'() {
    const seat = await visit();
    const { page } = seat;
    await seat.go(`/c/${clinic.id}`);
    await clean(page, 'the list');
    await seat.go(`/c/${clinic.id}/appointment`);
    await next(page);
    await page.waitForSelector('.kf-summary');
    assert.equal(await page.evaluate(() => document.activeElement.className), 'kf-summary');
    await clean(page, 'the complaints');
    await page.locator('.kf-summary a').first().click();
    assert.equal(await page.evaluate(() => document.activeElement.getAttribute('autocomplete')), 'given-name');
    await fillAppointment(seat);
    await clean(page, 'the times');
    await choose(page, 2);
    await clean(page, 'the review');
    await page.locator('.kp-button.wide').click();
    await page.waitForSelector('.kp-sent.sent');
    await clean(page, 'the receipt');
    const [item] = await arrived();
    assert.equal(item.suite, 2);
    assert.deepEqual(item.said.answers, { name: { given: 'Grace', family: 'Kim' }, born: '1985-03-27', email: 'grace@example.com', service: 'svc_back', ok: true });
    assert.equal(item.said.slot.slot, item.slot);
    assert.equal(item.said.slot.service, 'svc_back');
    assert.equal(item.said.source, `${relay.address}/c/${clinic.id}/appointment`);
    await clinic.accept([item]);
    await page.waitForSelector('.kp-sent.received', { timeout: 30_000 });
    assert.match(await page.textContent('.kp-code'), new RegExp(`^${item.sid.slice(0, 4)} ${item.sid.slice(4, 8)}$`));
    await clean(page, 'the clinic has it');
    assert.deepEqual(seat.complaints, []);
    await seat.context.close();
  },

  async 'a patient without a line keeps everything, reloads, and it is sent once'() {
    const seat = await visit();
    const { page, context } = seat;
    await fillAppointment(seat);
    await page.locator('.kp-less input').check();
    await next(page);
    await page.waitForSelector('.kp-review');
    await relay.down();
    await page.locator('.kp-button.wide').click();
    await page.waitForSelector('.kp-sent.offline');
    await clean(page, 'kept on this device');
    await relay.up();
    await page.reload();
    await page.waitForSelector('.kp-sent.sent', { timeout: 30_000 });
    const items = await arrived();
    assert.equal(items.length, 1);
    assert.equal(items[0].said.slot, null);
    await clinic.accept(items);
    await page.waitForSelector('.kp-sent.received', { timeout: 30_000 });
    const left = await page.evaluate(() => new Promise((resolve) => {
      const open = indexedDB.open('keepwell-patient');
      open.onsuccess = () => { const all = open.result.transaction('drafts').objectStore('drafts').getAll(); all.onsuccess = () => resolve(all.result.length); };
    }));
    assert.equal(left, 0, 'what was typed is gone from the device');
    await context.close();
  },

  async 'a receipt for other bytes is not believed'() {
    const seat = await visit();
    const { page } = seat;
    await fillAppointment(seat);
    await page.locator('.kp-less input').check();
    await next(page);
    await page.locator('.kp-button.wide').click();
    await page.waitForSelector('.kp-sent.sent');
    const [item] = await arrived();
    await clinic.accept([{ ...item, sha256: 'f'.repeat(64) }]);
    await page.waitForSelector('.kp-sent.sent .kp-failed', { timeout: 30_000 });
    await seat.context.close();
  },

  async 'a hold that runs out says so, and the time can be held again'() {
    const seat = await visit();
    const { page } = seat;
    let short = true;
    await seat.context.route('**/hold', async (route) => {
      const answer = await route.fetch();
      const held = await answer.json();
      await route.fulfill({ response: answer, json: short ? { ...held, until: held.now + 2 } : held });
    });
    await fillAppointment(seat);
    await page.locator('.kp-time').nth(0).click();
    await page.waitForSelector('.kp-held.over', { timeout: 10_000 });
    await clean(page, 'the hold ran out');
    if (process.argv[2]) await page.screenshot({ path: `${process.argv[2]}/hold-over.png`, fullPage: true });
    short = false;
    await page.locator('.kp-held .kp-link').first().click();
    await page.waitForSelector('.kp-held:not(.over)');
    await page.locator('.kp-held .kp-link').first().click();
    await page.waitForFunction(() => !document.querySelector('.kp-held'));
    await seat.context.close();
  },

  async 'a time that was taken meanwhile: the answers stay, another time is sent under a new id'() {
    const seat = await visit();
    const { page } = seat;
    let held;
    page.on('request', (request) => { if (request.url().endsWith('/hold')) held = request; });
    await fillAppointment(seat);
    await choose(page, 0);
    // The hold is lost and the time with it while the patient looks through the answers.
    await fetch(held.url().replace(/hold$/, 'release'), { method: 'POST', headers: { 'content-type': 'application/json' }, body: held.postData() });
    await clinic.offer(openTimes());
    await page.locator('.kp-button.wide').click();
    await page.waitForSelector('.kp-sent.halted');
    await clean(page, 'the time was taken');
    await page.locator('.kp-sent .kp-button').first().click();
    await page.waitForSelector('.kp-time');
    assert.equal(await page.locator('.kp-held').count(), 0);
    await choose(page, 3);
    await page.locator('.kp-button.wide').click();
    await page.waitForSelector('.kp-sent.sent');
    const items = await arrived();
    assert.equal(items.length, 1);
    assert.equal(items[0].said.answers.name.given, 'Grace');
    assert.equal(items[0].said.slot.slot, items[0].slot);
    await seat.context.close();
  },

  async 'keys that changed while the patient typed: sealed anew to the new ones'() {
    const seat = await visit();
    const { page } = seat;
    await fillAppointment(seat);
    await page.locator('.kp-less input').check();
    await next(page);
    await page.waitForSelector('.kp-review');
    await clinic.newKeys();
    await clinic.publish(forms);
    await clinic.newKeys();
    await clinic.publish(forms);
    await clinic.newKeys();
    await clinic.publish(forms);
    await page.locator('.kp-button.wide').click();
    await page.waitForSelector('.kp-sent.halted');
    await page.locator('.kp-sent .kp-button').first().click();
    await page.waitForSelector('.kp-review');
    await page.locator('.kp-button.wide').click();
    await page.waitForSelector('.kp-sent.sent');
    const items = await arrived();
    assert.equal(items.length, 1);
    assert.equal(items[0].said.answers.email, 'grace@example.com');
    await seat.context.close();
  },

  async 'suggested times: the secret leaves the address, the answer arrives sealed'() {
    const seat = await visit();
    const { page } = seat;
    const until = Math.floor(Date.now() / 1000) + 86_400;
    const { path, secret } = await clinic.suggest({ v: 1, language: 'en', first_name: 'Grace', note: '', until, times: clinic.slots.slice(0, 2).map(({ starts_at, starts, minutes, provider }) => ({ starts_at, starts, minutes, provider })) });
    const asked = [];
    page.on('request', (request) => asked.push(request.url()));
    await seat.go(`${path}#${secret}`);
    await page.waitForSelector('.kf-options');
    assert.ok(!page.url().includes(secret));
    assert.ok(!asked.some((url) => url.split('#')[0].includes(secret)));
    await clean(page, 'the suggested times');
    await page.locator('.kf-option input').nth(1).check();
    await page.fill('#kp-note', 'Thank you');
    await next(page);
    await page.waitForSelector('.kp-sent.sent');
    const [item] = await arrived();
    assert.deepEqual({ ...item.said, created_at: 0 }, { kind: 'reply', page: path.split('/').at(-1), secret, choice: 1, note: 'Thank you', created_at: 0 });
    await seat.context.close();

    const other = await visit();
    await other.go(`${path}%23${secret}`);
    await other.page.waitForSelector('#kp-code');
    assert.ok(!other.page.url().includes(secret));
    await clean(other.page, 'the code');
    await other.page.fill('#kp-code', secret.toLowerCase().replace(/(.{4})/g, '$1 '));
    await next(other.page);
    await other.page.waitForSelector('.kf-options');
    await other.context.close();
  },

  async 'every kind of question, in Arabic at 320 px, and a picture without its place'() {
    const seat = await visit({ viewport: { width: 320, height: 640 }, colorScheme: 'dark' });
    const { page } = seat;
    await seat.go(`/c/${clinic.id}/new-patient?lang=ar`);
    assert.equal(await page.evaluate(() => document.documentElement.dir), 'rtl');
    await clean(page, 'who, in Arabic');
    await page.fill('[data-question=name] input >> nth=0', 'Grace');
    await next(page);
    await page.waitForSelector('[data-question=pain]');
    await page.locator('[data-question=pain] input').nth(7).check({ force: true });
    await page.locator('[data-question=smoke] input').last().check();
    await clean(page, 'health, in Arabic');
    await next(page);
    await page.waitForSelector('[data-question=sign]');
    // A JPEG with an EXIF block that names a place.
    const exif = Buffer.concat([Buffer.from([0xff, 0xe1, 0x00, 0x16]), Buffer.from('Exif\0\0GPS 52.5N13.4E')]).subarray(0, 24);
    const plain = Buffer.from(await page.evaluate(async () => {
      const canvas = document.createElement('canvas');
      Object.assign(canvas, { width: 3000, height: 1000 });
      canvas.getContext('2d').fillRect(0, 0, 100, 100);
      const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/jpeg'));
      return [...new Uint8Array(await blob.arrayBuffer())];
    }));
    const photo = Buffer.concat([plain.subarray(0, 2), exif, plain.subarray(2)]);
    assert.ok(photo.includes('GPS 52.5'));
    await page.locator('[data-question=letters] input[type=file]').first().setInputFiles([{ name: 'Brief.JPG', mimeType: 'image/jpeg', buffer: photo }]);
    await page.waitForSelector('.kf-files li');
    await page.locator('[data-question=sign] input[type=radio]').last().check();
    await page.fill('[data-question=sign] input[type=text]', 'Grace Kim');
    await clean(page, 'papers, in Arabic');
    await next(page);
    await page.waitForSelector('.kp-review');
    await clean(page, 'the review, in Arabic');
    await page.locator('.kp-button.wide').click();
    await page.waitForSelector('.kp-sent.sent');
    const [item] = await arrived();
    assert.equal(item.said.language, 'ar');
    assert.deepEqual(item.said.answers.letters, [0]);
    assert.equal(item.said.files[0].media_type, 'image/jpeg');
    assert.equal(item.files[0].subarray(0, 2).toString('hex'), 'ffd8');
    assert.ok(!item.files[0].includes('GPS 52.5'), 'the place is gone');
    assert.ok(!('many' in item.said.answers), 'what was not asked is not sent');
    assert.deepEqual(seat.complaints, []);
    await seat.context.close();
  },

  async 'a page that is not the clinic’s is not to be trusted'() {
    const seat = await visit();
    const stranger = new Clinic(relay.address);
    await stranger.newKeys();
    await seat.context.route('**/bundle', (route) => route.fulfill({ json: stranger.bundle({ clinic: clinic.id }) }));
    await seat.go(`/c/${clinic.id}/appointment`);
    assert.match(await seat.page.textContent('h1'), /cannot be trusted/);
    assert.equal(await seat.page.locator('input').count(), 0);
    assert.equal(await seat.page.locator('a[href^=tel]').count(), 0);
    await clean(seat.page, 'not to be trusted');
    await seat.context.close();
  },

  async 'the same form inside the clinic’s own site, on another origin and under its policy'() {
    const integrity = readFileSync(ui('dist/patient/embed.js.integrity'), 'utf8').trim();
    const site = createServer((_, answer) => {
      answer.setHeader('content-type', 'text/html');
      answer.setHeader('content-security-policy', `default-src 'none'; script-src ${relay.address}; connect-src ${relay.address}; style-src 'self'; img-src 'self' blob:; require-trusted-types-for 'script'; trusted-types 'none'`);
      answer.end(`<!doctype html><html lang="de"><head><title>Lindenhof</title></head><body><main><h1>Lindenhof</h1><script src="${relay.address}/embed.js" integrity="${integrity}" crossorigin="anonymous" data-clinic="${clinic.id}" data-form="appointment" data-theme="light"></script></main></body></html>`);
    });
    await new Promise((resolve) => site.listen(0, '127.0.0.1', resolve));
    const seat = await visit({ viewport: { width: 900, height: 900 } });
    const { page } = seat;
    const address = `http://127.0.0.1:${site.address().port}/termine`;
    await page.goto(`${relay.address}/healthz`);
    const before = await page.evaluate(() => Object.keys(globalThis));
    await page.goto(address);
    await page.waitForSelector('.kp-fill');
    if (process.argv[2]) await page.screenshot({ path: `${process.argv[2]}/embed.png`, fullPage: true });
    await clean(page, 'the form in a site');
    assert.deepEqual((await page.evaluate(() => Object.keys(globalThis))).filter((name) => !before.includes(name) && name !== 'axe' && name !== 'axeFunction'), []);
    await page.fill('[data-question=name] input >> nth=0', 'Grace');
    for (const [part, text] of [['day', '27'], ['month', '3'], ['year', '1985']]) await page.fill(`[data-question=born] .${part} input`, text);
    await page.fill('[data-question=email] input', 'grace@example.com');
    await next(page);
    await page.getByText('Back pain').click();
    await page.locator('[data-question=ok] input').check();
    await next(page);
    await page.waitForSelector('.kp-time');
    await choose(page, 1);
    await page.locator('.kp-button.wide').click();
    await page.waitForSelector('.kp-sent.sent');
    assert.equal(page.url(), address);
    const [item] = await arrived();
    assert.equal(item.said.source, address);
    assert.equal(item.said.language, 'de');
    assert.deepEqual(seat.complaints, []);
    await seat.context.close();
    site.close();
  },
};

let failed = 0;
for (const [name, story] of Object.entries(stories)) {
  if (process.env.STORY && !name.includes(process.env.STORY)) continue;
  const from = Date.now();
  try {
    await story();
    console.log(`ok   ${name} (${Date.now() - from} ms)`);
  } catch (cause) {
    failed += 1;
    console.log(`FAIL ${name}\n${cause.stack ?? cause}`);
  }
  await arrived().catch(() => undefined);
}
await browser.close();
await relay.end();
process.exit(failed ? 1 : 0);
