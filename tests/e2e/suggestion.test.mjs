// The other ways a request ends, each without a second thought at the desk: a patient chooses one of the times suggested in a
// letter, and a known patient takes an open time that is booked by itself.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { test } from 'node:test';
import { CLINIC, firstRun } from './acts/first_run.mjs';
import { setUpMail } from './acts/mail.mjs';
import { fillConsultation, openTimes, sendIt } from './acts/patient_page.mjs';
import { bookByItself, connectWebsite, offerTimes, publishForm } from './acts/website.mjs';
import { openChromium } from './lib/browser.mjs';
import { readable } from './lib/letter.mjs';
import { LOGS, ROOT, World } from './lib/practice.mjs';
import { Relay } from './lib/relay.mjs';
import { startMailServer } from './lib/smtp.mjs';
import { noonZone } from './lib/zone.mjs';

const MINUTE = 60;
const GRACE = { given: 'Grace', family: 'Kim', born: { day: '27', month: '03', year: '1985' }, email: 'grace@patient.example', phone: '(212) 664 7665', reason: 'My knee hurts.', times: 'Mornings' };
const OWEN = { given: 'Owen', family: 'Hart', email: 'owen@patient.example', phone: '(212) 664 7666', reason: 'A cough.', times: '' };
const LONG = { within: 60_000 };

test('suggested times are chosen from a letter, and open times book themselves', { timeout: 600_000 }, async () => {
  const zone = noonZone();
  const world = new World('suggestion', { TZ: zone });
  const pages = [];
  try {
    await tell(world, zone, pages);
  } catch (error) {
    for (const [at, page] of pages.entries()) await page.screenshot(join(LOGS, `suggestion-${at}.png`)).catch((trouble) => console.error(`no picture: ${trouble.message}`));
    throw error;
  } finally {
    await world.end();
  }
});

async function tell(world, zone, pages) {
  const pictures = (page) => (name) => page.screenshot(join(ROOT, 'target', 'screens', `suggestion-${name}.png`));
  const relay = await Relay.start(join(world.folder, 'relay'), 'sqlite', { KEEPWELL_RELAY_PER_ADDRESS_MINUTE: '60' });
  world.atEnd(() => relay.end());
  const mail = await startMailServer(join(world.folder, 'mail'));
  world.atEnd(() => mail.stop());
  const desk = await world.chromium({ zone });
  pages.push(desk);
  await firstRun(desk);
  await setUpMail(desk, mail);
  await publishForm(desk);
  await offerTimes(desk);
  const address = await connectWebsite(desk, relay);
  const phone = async (at = address) => {
    const page = await openChromium(at, { width: 360, height: 740, zone });
    world.atEnd(() => page.close());
    pages.push(page);
    return page;
  };

  // Grace asks without taking a time.
  const graces = await phone();
  await fillConsultation(graces, GRACE, { clinic: CLINIC.name });
  await sendIt(graces, { clinic: CLINIC.name });

  // The desk suggests two.
  await desk.goto('/requests');
  await desk.until(async () => (await state(desk, GRACE)).id, 'for the request at the desk', LONG);
  await desk.waitFor({ role: 'row', name: { re: GRACE.family } }, LONG);
  await desk.click({ role: 'row', name: { re: GRACE.family } });
  await desk.waitFor({ text: { re: GRACE.reason } }, LONG);
  await desk.press('s');
  await desk.click({ css: '.offered button', nth: 1 });
  await desk.click({ css: '.offered button', nth: 4 });
  await pictures(desk)('suggest');
  await desk.click({ role: 'button', name: 'Suggest 2 times by e-mail' });
  await desk.waitFor({ text: { re: 'is offered 2 times' } });
  const letter = await afterGrace(world, () => desk.until(() => mail.to(GRACE.email).map(readable).find((text) => text.includes('/s/')), 'for the letter with the suggested times', { within: 90_000 }));
  const [link, page, secret] = new RegExp(`${relay.address}/c/[0-9A-Z]{26}/(s/[0-9A-Z]{26})#([0-9A-Z]{26})`).exec(letter);
  assert.ok(page, 'the letter holds a link');
  // The page reaches the relay before the letter is read.
  await desk.until(async () => (await fetch(`${relay.address}/v1/c/${/\/c\/(\w{26})/.exec(link)[1]}/pages/${page.slice(2)}`)).ok, 'for the page at the relay', LONG);

  // A mail program's scanner opens every link before the patient does. Nothing happens by it.
  for (const method of ['GET', 'HEAD', 'GET']) {
    const answer = await fetch(link, { method });
    assert.ok(answer.ok, `${method} of the link: ${answer.status}`);
    assert.ok(!(await answer.text()).includes(secret), 'what follows the # is not the relay’s to know');
  }
  // Another mail program breaks the link: the page asks for the code, and the code from the letter works.
  const broken = await phone(link.replace('#', '%23').replace(secret, ''));
  await broken.waitFor({ role: 'heading', name: { re: 'code' } }, LONG);
  await broken.type({ label: { re: 'Code from the letter' } }, `${secret.slice(0, 13).toLowerCase()} ${secret.slice(13)}`);
  await broken.click({ role: 'button', name: 'Open' });
  await broken.waitFor({ role: 'button', name: 'Send my answer' }, LONG);
  await pictures(broken)('by-code');
  await desk.waitFor({ text: { re: 'Patient.s turn' } });
  assert.ok(!(await desk.sees({ text: { re: 'is booked for' } })), 'nobody chose yet');
  assert.equal((await state(desk, GRACE)).state, 'suggested', 'looking at the page changes nothing');

  // Grace presses the button.
  const chosen = await phone(link);
  await chosen.waitFor({ role: 'button', name: 'Send my answer' }, LONG);
  assert.ok(!(await chosen.evaluate(() => location.href)).includes(secret), 'the secret does not stay in the address');
  await chosen.click({ role: 'radio', nth: 1 });
  await pictures(chosen)('choose');
  await chosen.click({ role: 'button', name: 'Send my answer' });
  await desk.until(async () => (await state(desk, GRACE)).state === 'confirmed', 'for the desk to book it by itself', { within: 90_000 });
  await desk.waitFor({ text: 'Confirmed' }, LONG);
  await pictures(desk)('confirmed');
  await afterGrace(world, () => desk.until(() => invitations(mail, GRACE) === 1, 'for the confirmation in the mailbox', { within: 90_000 }));
  assert.equal(mail.to(GRACE.email).length, 3, 'a receipt, the suggestion, the confirmation');
  assert.ok((await fetch(`${relay.address}/v1/c/${/\/c\/(\w{26})/.exec(link)[1]}/pages/${page.slice(2)}`)).status === 404, 'what is answered is taken away');

  // From now on what fits is booked by itself. Grace is known, and takes an open time; nobody touches the desk.
  await bookByItself(desk);
  const again = await phone();
  const [time] = await fillConsultation(again, { ...GRACE, reason: 'The other knee.' }, { clinic: CLINIC.name, slot: true, atTimes: openTimes });
  await sendIt(again, { clinic: CLINIC.name });
  const booked = await desk.until(async () => { const now = await state(desk, GRACE); return now.reason === 'The other knee.' && now; }, 'for the desk to have it', { within: 90_000 });
  assert.equal(booked.state, 'confirmed', `booked by itself, unless something stands against it: ${JSON.stringify(booked.flags)}`);
  await again.waitFor({ text: `${CLINIC.name} has it` }, { within: 120_000 });
  await afterGrace(world, () => desk.until(() => invitations(mail, GRACE) === 2, 'for the second confirmation', { within: 90_000 }));

  // Owen no longer sees that time.
  const owens = await phone();
  const left = await fillConsultation(owens, OWEN, { clinic: CLINIC.name, atTimes: openTimes });
  assert.ok(left.length > 0 && !left.includes(time), `${time} is taken; Owen sees ${left.join(', ')}`);
}

/** Waits for a letter as if the time for second thoughts were over. The relay lives in real time and believes no clock that is minutes off. */
async function afterGrace(world, arrives) {
  world.clock.advance(4 * MINUTE);
  const arrived = await arrives();
  world.clock.set(new Date());
  return arrived;
}

/** How many invitations a patient has had. */
function invitations(mail, person) {
  return mail.to(person.email).filter((letter) => /method=REQUEST/i.test(letter)).length;
}

/** The newest request of a patient, as the desk has it. */
function state(desk, person) {
  return desk.evaluate(async (email) => {
    const ask = async (command, input) => (await fetch(`/call/${command}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-keepwell': '1' }, body: JSON.stringify(input) })).json();
    // As "Fetch now" does: the story need not wait for the next round.
    await ask('relay.pull_now', null);
    const { requests } = await ask('requests.list', { part: 'all', whose: { of: 'everybody' }, sort: 'newest', text: email, limit: 1, offset: 0 });
    return requests[0] ? ask('requests.get', { request: requests[0].id }) : {};
  }, person.email);
}
