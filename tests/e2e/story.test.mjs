// The clinic's first days, as one story: told once, played in the real window and in Chromium.
import { join } from 'node:path';
import { bookByDrag, clinicZone, dayAhead } from './acts/booking.mjs';
import { firstRun } from './acts/first_run.mjs';
import { setUpMail } from './acts/mail.mjs';
import { GRACE, registerPatient } from './acts/patient.mjs';
import { bookingIsTold, reminderArrives } from './acts/reminder.mjs';
import { journey } from './lib/journey.mjs';
import { ROOT } from './lib/practice.mjs';
import { startMailServer } from './lib/smtp.mjs';

journey('from the first start to a reminder that arrives', async (world, page, where) => {
  const picture = (name) => page.screenshot(join(ROOT, 'target', 'screens', `story-${where}-${name}.png`));
  const server = await startMailServer(join(world.folder, 'mail'));
  world.atEnd(() => server.stop());

  await firstRun(page, { picture });
  await setUpMail(page, server, { picture });
  await registerPatient(page, { picture });
  const day = await dayAhead(page, world, 4);
  await bookByDrag(page, { day, find: 'muller', name: GRACE.family, picture });
  const visitAt = instantOf(day, '11:00', await clinicZone(page));
  await bookingIsTold(page, world, server, { address: GRACE.email, at: /11:00/ });
  await reminderArrives(page, world, server, { visitAt, address: GRACE.email, name: GRACE.family, day, picture });
}, { timeout: 360_000, before: (world) => world.clock.set(tenTomorrow()) });

/** Ten in the morning: at night nothing is sent, whenever the tests are run. Ahead of now, for no computer has been running for less than nothing. */
function tenTomorrow() {
  const now = new Date();
  return new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + 1, 10));
}

/** The instant of a wall time in a zone. */
function instantOf(day, clock, zone) {
  const guess = new Date(`${day}T${clock}:00Z`);
  const wall = new Date(`${new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'medium' }).format(guess).replace(' ', 'T')}Z`);
  return new Date(2 * guess.getTime() - wall.getTime());
}
