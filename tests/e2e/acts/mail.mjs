// The clinic's mailbox: filled in, checked, proven by a test letter.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { PASSWORD, USER } from '../lib/smtp.mjs';

/** Sets up the mail server `server`; first with a wrong password, which must be said in plain words. */
export async function setUpMail(page, server, { picture } = {}) {
  await page.goto('/settings/mail');
  await page.type({ label: 'The clinic’s e-mail address' }, USER);
  await page.choose({ label: { re: 'Who hosts the mail' } }, 'Somebody else, or our own server');
  if (!(await page.sees({ label: 'Server' }))) await page.click({ css: 'summary', name: { re: '^Server' } });
  await page.type({ label: 'Server' }, 'localhost');
  await page.click({ role: 'radio', name: 'STARTTLS' });
  await page.type({ label: 'Port' }, String(server.port));
  await page.type({ label: 'User name' }, USER);
  await page.paste({ label: 'Certificate to trust' }, readFileSync(server.ca, 'utf8'));

  await page.type({ label: 'Password of the mailbox' }, 'not the password');
  await page.click({ role: 'button', name: 'Check only' });
  await page.waitFor({ text: 'User name or password not accepted' });
  await picture?.('mail-wrong-password');

  await page.type({ label: 'Password of the mailbox' }, PASSWORD);
  await page.click({ role: 'button', name: 'Save and check' });
  await page.waitFor({ text: { re: '^Connected, encrypted and signed in' } });
  await page.rest({ role: 'button', name: 'Send the test' });
  await page.click({ role: 'button', name: 'Send the test' });
  await page.until(() => server.to(USER).length > 0, 'for the test letter in the mailbox', { within: 30_000 });
  await picture?.('mail');
  assert.equal(server.to(USER).length, 1, 'one test, one letter');
}
