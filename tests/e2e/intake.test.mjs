// Sealed intake, as one story: a patient writes while the clinic's computer is off; the clinic reads it, confirms a time, and
// the patient has it in the mailbox. Told twice: with the relay on one file, and on PostgreSQL. Nothing the patient wrote
// may be found anywhere at the relay or on the way there.
import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { connectWebsite, offerTimes, publishForm } from './acts/website.mjs';
import { signIn } from './acts/demo.mjs';
import { CLINIC, firstRun, OWNER } from './acts/first_run.mjs';
import { setUpMail } from './acts/mail.mjs';
import { clinicHasIt, fillConsultation, sendIt } from './acts/patient_page.mjs';
import { openChromium } from './lib/browser.mjs';
import { Canary, coreOf, filesUnder } from './lib/canary.mjs';
import { LOGS, ROOT, World } from './lib/practice.mjs';
import { Relay } from './lib/relay.mjs';
import { startMailServer } from './lib/smtp.mjs';
import { noonZone } from './lib/zone.mjs';

const MINUTE = 60;

for (const store of (process.env.STORES ?? 'sqlite postgres').split(' ')) {
  test(`from a patient's phone to a confirmed visit, the relay on ${store}`, { timeout: 420_000 }, async () => {
    const zone = noonZone();
    const world = new World(`intake-${store}`, { TZ: zone });
    const pages = [];
    try {
      await tell(world, store, zone, pages);
    } catch (error) {
      for (const [name, page] of pages) await page.screenshot(join(LOGS, `intake-${store}-${name}.png`)).catch((trouble) => console.error(`no picture of the ${name}: ${trouble.message}`));
      throw error;
    } finally {
      await world.end();
    }
  });
}

async function tell(world, store, zone, pages) {
  const pictures = (page) => (name) => page.screenshot(join(ROOT, 'target', 'screens', `intake-${store}-${name}.png`));
  const relay = await Relay.start(join(world.folder, 'relay'), store);
  world.atEnd(() => relay.end());
  const mail = await startMailServer(join(world.folder, 'mail'));
  world.atEnd(() => mail.stop());

  // The clinic: founded, reachable by mail, on the web.
  let desk = await world.chromium({ zone });
  pages.push(['desk', desk]);
  await firstRun(desk);
  await setUpMail(desk, mail);
  await publishForm(desk, { picture: pictures(desk) });
  await offerTimes(desk, { picture: pictures(desk) });
  const address = await connectWebsite(desk, relay, { picture: pictures(desk) });
  assert.ok(address.startsWith(relay.address), `the page's address is the relay's: ${address}`);
  await world.stopServing();

  // Evening: the computer is off. A patient has a phone.
  const canary = new Canary();
  const person = {
    given: canary.word('Given'), family: canary.word('Family'), email: `${canary.word('mail').toLowerCase()}@patient.example`, phone: canary.remember('(212) 664 7665'),
    reason: `${canary.word('Reason')} since Monday.\r\nBcc: everybody@evil.example\n<img src=x onerror="document.title='run'">`, times: canary.word('Times'),
  };
  const phone = await openChromium(address, { width: 360, height: 740, zone });
  world.atEnd(() => phone.close());
  pages.push(['phone', phone]);
  const onPhone = { clinic: CLINIC.name, picture: pictures(phone), slot: true };
  await fillConsultation(phone, person, onPhone);
  await sendIt(phone, onPhone);
  assert.ok(!(await phone.sees({ text: `${CLINIC.name} has it` })), 'before the clinic fetched it nobody may say that the clinic has it');

  // Nothing of it is readable at the relay or on the way there, now that it lies there.
  lookFor(canary, store, { ...filesUnder(relay.folder), ...coreOf(relay.pid, world.folder), metrics: await relay.metrics(), ...(relay.postgres ? { dump: relay.postgres.dump(), ...filesUnder(relay.postgres.folder) } : {}) });

  // Morning.
  desk = await world.chromium({ zone });
  pages[0] = ['desk', desk];
  await signIn(desk, OWNER.signIn, OWNER.password);
  await desk.goto('/requests');
  await desk.click({ role: 'row', name: { re: person.family } });
  await desk.waitFor({ text: { re: 'onerror' } }, { within: 60_000 });
  assert.notEqual(await desk.evaluate(() => document.title), 'run', 'what a patient types is never run');
  await pictures(desk)('request');
  await clinicHasIt(phone, onPhone);
  await desk.press('c');
  await desk.waitFor({ role: 'button', name: { re: 'book and tell' } });
  await pictures(desk)('confirm');
  await desk.click({ role: 'button', name: { re: 'book and tell' } });
  await desk.waitFor({ text: { re: 'is booked for' } }, { within: 30_000 });
  await pictures(desk)('confirmed');

  // The receipt of the request, then after the grace the confirmation with its invitation.
  world.clock.advance(4 * MINUTE);
  await desk.until(() => mail.to(person.email).length >= 2, 'for the receipt and the confirmation in the mailbox', { within: 90_000 });
  const letters = mail.to(person.email);
  assert.equal(letters.length, 2, 'one receipt, one confirmation');
  const invitation = letters.find((letter) => /method=REQUEST/i.test(letter));
  assert.ok(invitation, 'the confirmation carries an invitation');
  for (const letter of letters) {
    const [head] = letter.split(/\r?\n\r?\n/);
    assert.ok(!/^Bcc:/im.test(head), 'what a patient types never becomes a header');
    assert.ok(!letter.includes(person.reason.slice(0, 14)), 'why they come is not in a letter');
  }
  await relay.off();
  lookFor(canary, store, { ...filesUnder(relay.folder), ...(relay.postgres ? { dump: relay.postgres.dump() } : {}) });
  row({ name: 'canary', store, strings: canary.words.length, hits: 0 });
}

function lookFor(canary, store, places) {
  const hits = canary.hits(places);
  if (hits.length > 0) row({ name: 'canary', store, strings: canary.words.length, hits: hits.length });
  assert.deepEqual(hits, [], 'nothing a patient wrote is readable at the relay');
}

function row(figure) {
  mkdirSync(join(ROOT, 'target'), { recursive: true });
  appendFileSync(join(ROOT, 'target', 'figures.jsonl'), `${JSON.stringify(figure)}\n`);
}
