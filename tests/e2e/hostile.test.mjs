// Hostile text: whatever a patient types or attaches comes through the real relay and is read at the desk as the text it is.
// Nothing of it runs, opens a dialog, asks the network for anything, or is even refused by the content policy: it never gets
// that far.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { deflateSync } from 'node:zlib';
import { firstRun } from './acts/first_run.mjs';
import { connectWebsite, publishForm } from './acts/website.mjs';
import { LOGS, ROOT, World } from './lib/practice.mjs';
import { Relay } from './lib/relay.mjs';
import { Sender, startSealer } from './lib/sealer.mjs';

const NAUGHTY = JSON.parse(readFileSync(join(ROOT, 'tests', 'fixtures', 'naughty_strings.json'), 'utf8')).strings;
const RUN = 'window.kwRan=1';
const OWN = [
  `jaVasCript:/*-/*\`/*\\\`/*'/*"/**/(/* */oNcliCk=${RUN} )//%0D%0A%0d%0a//</stYle/</titLe/</teXtarEa/</scRipt/--!>\\x3csVg/<sVg/oNloAd=${RUN}//>\\x3e`,
  `"><svg/onload=${RUN}>`, `'"><img src=/kw-probe onerror=${RUN}>`, `<iframe srcdoc="<script>parent.kwRan=1</script>">`, `<math><mtext></form><form><mglyph><style></math><img src onerror=${RUN}>`,
  `</script><script>${RUN}</script>`, `<a href="javascript:${RUN}">click</a>`, `{@html "<img src=x onerror=${RUN}>"}`, `{{constructor.constructor('${RUN}')()}}`, `\${${RUN}}`, `<base href=//evil.example/>`,
  `<meta http-equiv=refresh content="0;url=//evil.example">`, `<link rel=stylesheet href=//evil.example/x.css>`, `<style>@import '//evil.example'</style>`, `<form action=//evil.example><input name=q autofocus onfocus=${RUN}>`,
  `<object data="data:text/html,<script>${RUN}</script>">`, `<details open ontoggle=${RUN}>`, `<video src=//evil.example/v onerror=${RUN}>`, `[click](javascript:${RUN})`, `![x](//evil.example/x.png)`,
  'Grace\r\nBcc: everybody@evil.example\r\n\r\nhello', 'a%0d%0aSet-Cookie: x=1', '=HYPERLINK("//evil.example","x")', '+1+cmd|/C calc!A0', 'invoice\u202egnp.exe', '\u2067Grace\u2069 \u202dKim', 'zero\u200bwidth\u200dname\ufeff', 'Ali\u061c\u200f\u0639\u0644\u064a',
  'e\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301\u0301', '\u{e0041}\u{e0042}tagged', '\u{1f468}\u200d\u{1f469}\u200d\u{1f467}', 'W'.repeat(95), '\u0645\u0631\u062d\u0628\u0627 '.repeat(10).trim(), "Robert'); DROP TABLE request;--",
];
const PAYLOADS = [...new Set([...NAUGHTY, ...OWN])].filter((text) => squash(text) !== '');

test('what a patient types and attaches is read, and never run', { timeout: 240_000 }, async () => {
  const world = new World('hostile');
  let desk;
  try {
    desk = await tell(world, (page) => { desk = page; });
  } catch (error) {
    if (desk) await desk.screenshot(join(LOGS, 'hostile.png')).catch((trouble) => console.error(`no picture: ${trouble.message}`));
    throw error;
  } finally {
    await world.end();
  }
});

async function tell(world, opened) {
  const relay = await Relay.start(join(world.folder, 'relay'), 'sqlite', { KEEPWELL_RELAY_LEAST_WORK: '8', KEEPWELL_RELAY_PER_ADDRESS_MINUTE: '1000', KEEPWELL_RELAY_PER_ADDRESS_DAY: '1000', KEEPWELL_RELAY_PER_CLINIC_MINUTE: '1000' });
  world.atEnd(() => relay.end());
  const sealer = await startSealer();
  world.atEnd(() => sealer.stop());
  const desk = await world.chromium();
  opened(desk);
  await firstRun(desk);
  await publishForm(desk);
  await publishForm(desk, { title: 'New-patient registration' });
  const address = await connectWebsite(desk, relay);
  const began = Date.now();
  const watch = await watched(desk);

  const sender = new Sender(sealer, address);
  await desk.until(async () => Object.keys(await sender.look().catch(() => ({}))).length === 2, 'for the relay to hand both forms out', { within: 30_000 });
  const sent = [];
  for (const request of requests(sender.forms)) {
    await sender.send(request.title, request);
    sent.push(request);
  }
  const count = sent.reduce((sum, one) => sum + one.typed.length, 0);
  assert.ok(count >= 100, `${count} texts were sent`);
  await call(desk, 'relay.pull_now', null);
  await desk.goto('/requests');
  const lines = await desk.until(async () => {
    const { requests: found } = await call(desk, 'requests.list', { part: 'open', whose: { of: 'everybody' }, sort: 'oldest', limit: 200, offset: 0 });
    return found.length === sent.length ? found : null;
  }, `for all ${sent.length} requests`, { within: 60_000 });

  // The list, from its top to its end.
  await desk.waitFor({ role: 'row', nth: 5 });
  for (let at = 0; at < 12; at++) {
    await desk.press('PageDown');
    await desk.evaluate(() => { for (const one of document.querySelectorAll('[role=grid], .kw-table, .kw-table *')) if (one.scrollHeight > one.clientHeight + 40) one.scrollTop += 400; });
  }

  // Every panel. Which is whose is told by the mailbox.
  const unread = [];
  for (const line of lines) {
    await desk.goto(`/requests?request=${line.id}`);
    const view = await call(desk, 'requests.get', { request: line.id });
    const { typed, names } = sent.find((one) => one.answers.email === view.email);
    await desk.waitFor({ text: { re: view.email } });
    const read = squash(await desk.evaluate(() => document.body.textContent));
    for (const text of typed) if (!read.includes(squash(text))) unread.push(`${view.email}: ${JSON.stringify(text)}`);
    // Of a file only the name's last part is kept, and never as a path.
    for (const name of names) assert.ok(view.flags.some((flag) => flag.flag === 'file_refused') || view.files.length > 0, `something is said of ${name}`);
    for (const file of view.files) assert.ok(!/[/\\]|\.\./.test(file.name), `a file's name is no path: ${file.name}`);
    assert.deepEqual(await desk.evaluate(watch.foreign), [], 'nothing of it became part of the page');
  }
  assert.deepEqual(unread, [], 'every text is shown as it was typed');
  assert.deepEqual(await watch.found(), { ran: null, dialogs: [], strangers: [], reports: [], complaints: [] });
  console.log(`${count} texts in ${sent.length} requests, sent and read in ${((Date.now() - began) / 1000).toFixed(1)} s; ran 0, dialogs 0, outside requests 0, policy reports 0`);
  return desk;
}

/** Requests that hold all payloads, five or more each, with files that are not what they say. */
function requests() {
  const left = [...PAYLOADS];
  const all = [];
  const take = (typed, most) => {
    const at = left.findIndex((text) => [...text].length <= most);
    const [text] = at < 0 ? ['filler'] : left.splice(at, 1);
    typed.push(text);
    return text;
  };
  for (let n = 0; left.length > 0; n++) {
    const typed = [];
    const email = `writer${n}@patient.example`;
    const person = { email, name: { given: take(typed, 100), family: take(typed, 100) } };
    if (n % 4 === 3) {
      const attached = FILES.slice((n % 3) * 2, (n % 3) * 2 + 2).map((file) => ({ question: 'card', ...file }));
      all.push({ title: 'New-patient registration', typed, names: attached.map((file) => file.name), files: attached, source: OWN[n % OWN.length], answers: {
        ...person, born: '1980-01-02', phone: '(484) 555-0199', address: { lines: take(typed, 200), city: take(typed, 200), region: take(typed, 200), postcode: take(typed, 200), country: '' },
        emergency_name: take(typed, 100), emergency_phone: take(typed, 30), emergency_relation: { other: take(typed, 200) }, insured: true,
        insurance: { payer: take(typed, 200), plan: take(typed, 200), member_no: take(typed, 200), group_no: take(typed, 200), holder: take(typed, 200) }, card: attached.map((_, at) => at),
        allergies: true, allergies_which: take(typed, 2000), medicines: true, medicines_which: take(typed, 2000), operations: take(typed, 2000), more: take(typed, 2000), signature: { typed: take(typed, 200) }, treatment: true, privacy: true,
      } });
    } else {
      all.push({ title: 'Consultation request', typed, names: [], source: `https://evil.example/${encodeURIComponent(OWN[n % OWN.length])}`, answers: {
        ...person, reason: take(typed, 2000), times: { days: [], times: [], note: take(typed, 500) }, referral: { other: take(typed, 200) }, treatment: true, privacy: true,
      } });
    }
  }
  return all;
}

const SVG = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" onload="${RUN}"><script>${RUN}</script></svg>`);
const FILES = [
  { name: '../../../../etc/passwd.png', media_type: 'image/png', bytes: png() },
  { name: 'card.png', media_type: 'image/png', bytes: SVG },
  { name: '<img src=x onerror=window.kwRan=1>.png', media_type: 'image/png', bytes: Buffer.concat([png(), Buffer.from(`<!doctype html><script>${RUN}</script>`)]) },
  { name: 'C:\\Windows\\win.ini', media_type: 'image/jpeg', bytes: Buffer.from(`<!doctype html><script>${RUN}</script>`) },
  { name: 'gnp.\u202etxt', media_type: 'application/pdf', bytes: Buffer.from(`%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(${RUN})>>>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF`) },
  { name: 'a\r\nb: c.png', media_type: 'image/png', bytes: png() },
];

/** The smallest honest picture: two by two, grey. */
function png() {
  const table = Array.from({ length: 256 }, (_, n) => { let c = n; for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1; return c >>> 0; });
  const crc = (bytes) => { let c = 0xffffffff; for (const byte of bytes) c = table[(c ^ byte) & 255] ^ (c >>> 8); return (c ^ 0xffffffff) >>> 0; };
  const chunk = (kind, body) => {
    const named = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
    const [length, check] = [Buffer.alloc(4), Buffer.alloc(4)];
    length.writeUInt32BE(body.length);
    check.writeUInt32BE(crc(named));
    return Buffer.concat([length, named, check]);
  };
  const head = Buffer.from([0, 0, 0, 2, 0, 0, 0, 2, 8, 0, 0, 0, 0]);
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk('IHDR', head), chunk('IDAT', deflateSync(Buffer.from([0, 128, 128, 0, 128, 128]))), chunk('IEND', Buffer.alloc(0))]);
}

/**
 * Text without what cannot be seen, so that what was typed and what is shown can be compared; and without commas: the lines of
 * an address are shown in one.
 */
function squash(text) {
  return text.normalize('NFC').replace(/[\s,\p{Cc}\p{Cf}\p{Cn}\p{Zs}\p{Zl}\p{Zp}]/gu, '');
}

/** Notices everything that hostile text would do if it were more than text. */
async function watched(desk) {
  const { tab } = desk.driver;
  const home = new URL(tab.url()).origin;
  const [dialogs, strangers] = [[], []];
  tab.on('dialog', (dialog) => { dialogs.push(dialog.message()); void dialog.dismiss(); });
  tab.on('request', (request) => {
    const url = new URL(request.url());
    const ours = (url.origin === home && /^\/($|assets\/|call\/|live|index\.html)/.test(url.pathname)) || url.protocol === 'blob:' || url.protocol === 'data:';
    if (!ours) strangers.push(request.url());
  });
  await desk.evaluate(() => {
    window.kwReports = [];
    document.addEventListener('securitypolicyviolation', (event) => window.kwReports.push(`${event.violatedDirective}: ${event.blockedURI}`));
  });
  const before = desk.driver.complaints.length;
  return {
    async found() {
      const [ran, reports] = await desk.evaluate(() => [window.kwRan ?? null, window.kwReports]);
      return { ran, dialogs, strangers, reports, complaints: desk.driver.complaints.slice(before) };
    },
    /** Elements that the desk itself never makes. */
    foreign: () => [...document.querySelectorAll('body script, iframe, object, embed, base, video, math, marquee, meta[http-equiv=refresh], [onerror], [onload], [onfocus], [ontoggle], [onclick], a[href^="javascript" i], a[href*="evil.example"], img[src*="evil"], [srcdoc]')].map((one) => one.outerHTML.slice(0, 200)),
  };
}

/** Asks the desk's door as the page does. */
function call(desk, name, input) {
  return desk.evaluate(async (command, asked) => {
    const answer = await fetch(`/call/${command}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-keepwell': '1' }, body: JSON.stringify(asked) });
    if (!answer.ok) throw new Error(`${command}: ${await answer.text()}`);
    return answer.json();
  }, name, input);
}
