// Time passes: the notice of the booking after its grace, the reminder two days before at its time, each once.
import assert from 'node:assert/strict';
import { setTimeout as wait } from 'node:timers/promises';
import { signIn } from './demo.mjs';
import { OWNER } from './first_run.mjs';
import { readable, subject } from '../lib/letter.mjs';

const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** The grace for second thoughts ends: the patient is told of the booking, with the time it has now. */
export async function bookingIsTold(page, world, server, { address, at }) {
  world.clock.advance(4 * MINUTE);
  await page.until(() => server.to(address).length > 0, 'for the notice of the booking in the mailbox', { within: 60_000 });
  const [notice, ...more] = server.to(address).map(readable);
  assert.equal(more.length, 0, 'booked and moved within the grace is told once');
  assert.match(notice, at, 'the notice tells the time the visit has now, not the one it was first drawn at');
}

/**
 * The computer sleeps until just after two days before the visit. It makes up for what it missed and says so; the reminder
 * arrives once, and the visit says so.
 */
export async function reminderArrives(page, world, server, { visitAt, address, name, day, picture }) {
  const before = server.to(address).length;
  world.clock.advance((visitAt.getTime() - world.clock.now().getTime()) / 1000 - 48 * HOUR + 2 * MINUTE);
  // The next morning: nobody has signed in today.
  await page.reload();
  await signIn(page, OWNER.signIn, OWNER.password);
  await page.goto('/reminders');
  await page.waitFor({ text: { re: 'asleep or off' } }, { within: 60_000 });
  await picture?.('reminders-after-sleep');
  await page.until(() => server.to(address).length > before, 'for the reminder in the mailbox', { within: 60_000 });

  // Two more rounds of the worker: whatever would be sent twice is sent by then.
  await wait(5_000);
  world.clock.advance(2 * MINUTE);
  await wait(25_000);
  const mails = server.to(address).map(readable);
  assert.equal(mails.length, before + 1, `the reminder arrives exactly once; the mailbox holds: ${mails.map(subject).join(' | ')}`);
  const ids = mails.map((mail) => /^Message-ID: *(\S+)/im.exec(mail)?.[1]);
  assert.equal(new Set(ids).size, ids.length, 'each message has a name of its own');

  await page.goto(`/day/${day}`);
  await page.click({ css: '[data-visit]', name: { re: name } });
  const line = { role: 'button', name: { re: 'Reminder, two days before.*Sent by e-mail' } };
  await page.waitFor(line, { within: 30_000 });
  await picture?.('visit-after');
}
