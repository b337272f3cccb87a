// A patient with a phone in the hand: finds the clinic's page, fills the form, sends it, and reads what became of it.

import { setTimeout as wait } from 'node:timers/promises';

const IN = { within: 30_000 };

/**
 * Fills the consultation request with `person` up to the review. With `slot` the first open time is taken; `atTimes` sees the
 * open times first, and what it answers is answered.
 */
export async function fillConsultation(phone, person, { clinic, picture, slot = false, atTimes } = {}) {
  await phone.waitFor({ role: 'heading', name: { re: 'request' } }, IN);
  // An empty form is not sent: the page says at which question, and the focus is there.
  await phone.click({ role: 'button', name: 'Continue' });
  await phone.waitFor({ text: 'Please check these answers' });
  await picture?.('problems');
  await phone.type({ label: { re: '^First name' } }, person.given);
  await phone.type({ label: { re: '^Last name' } }, person.family);
  for (const [part, digits] of Object.entries(person.born ?? {})) await phone.type({ css: `[data-question=born] .${part} input` }, digits);
  await phone.type({ label: { re: '^E-mail' } }, person.email);
  await phone.type({ label: { re: 'phone' } }, person.phone);
  await picture?.('about-you');
  await phone.click({ role: 'button', name: 'Continue' });
  await chooseFirst(phone, 'What would you like to come for');
  await phone.type({ label: { re: '^What is it about' } }, person.reason);
  await phone.type({ label: { re: 'Anything else about times' } }, person.times);
  await picture?.('visit');
  await phone.click({ role: 'button', name: 'Continue' });
  for (const n of [0, 1]) await phone.click({ role: 'checkbox', name: { re: 'I have read this and agree' }, nth: n });
  await picture?.('agree');
  await phone.click({ role: 'button', name: 'Continue' });
  await phone.waitFor({ text: 'Choose a time' }, IN);
  const seen = await atTimes?.(phone);
  if (slot) await takeFirstTime(phone, { picture });
  else await sayNoneSuits(phone);
  // The list is read again after a hold, and may move the button from under the finger: a person presses once more.
  await phone.rest({ role: 'button', name: 'Continue' });
  const pressedSince = async () => {
    if (await phone.sees({ text: 'Check your answers' })) return true;
    if (await phone.sees({ role: 'button', name: 'Continue' })) await phone.click({ role: 'button', name: 'Continue' });
    await wait(1_500);
    return phone.sees({ text: 'Check your answers' });
  };
  await phone.until(pressedSince, 'for the answers to be looked through', IN);
  await phone.waitFor({ text: { re: `only ${clinic}` } });
  await picture?.('review');
  return seen;
}

/** Where no time is open there is nothing to say. */
async function sayNoneSuits(phone) {
  await phone.waitFor({ css: '.kp-less input, .kp-none' }, IN);
  if (await phone.sees({ css: '.kp-less input' })) await phone.click({ css: '.kp-less input' });
}

/** The open times of the first day that has some, as they stand there. */
export async function openTimes(phone) {
  await phone.waitFor({ css: '.kp-time' }, IN);
  return phone.evaluate(() => [...document.querySelectorAll('.kp-time')].map((time) => time.textContent.trim()));
}

/** Sends what was filled; ends on the receipt and answers its code. */
export async function sendIt(phone, { clinic, picture } = {}) {
  await phone.click({ role: 'button', name: `Send to ${clinic}` });
  await phone.waitFor({ text: 'Sent' }, { within: 60_000 });
  await picture?.('sent');
}

/** The clinic's own receipt arrives. */
export async function clinicHasIt(phone, { clinic, picture } = {}) {
  await phone.waitFor({ text: `${clinic} has it` }, { within: 120_000 });
  await picture?.('clinic-has-it');
}

/** The service question is a list or a row of choices, as it fits. */
async function chooseFirst(phone, label) {
  if (await phone.sees({ role: 'combobox', name: { re: label } })) {
    const first = await phone.evaluate(() => [...document.querySelectorAll('select')].flatMap((list) => [...list.options]).find((option) => option.value !== '')?.label);
    await phone.choose({ role: 'combobox', name: { re: label } }, first);
  } else {
    await phone.click({ role: 'radio', nth: 0, within: { css: 'fieldset', name: { re: label } } });
  }
}

async function takeFirstTime(phone, { picture }) {
  await phone.click({ css: '.kp-times button, .kp-times label', nth: 0 });
  await phone.waitFor({ text: { re: 'Held for you' } }, IN);
  await picture?.('time-held');
}
