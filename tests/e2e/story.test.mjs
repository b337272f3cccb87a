// The clinic's first day, as one story: told once, played in the real window and in Chromium.
import { join } from 'node:path';
import { firstRun } from './acts/first_run.mjs';
import { bookByDrag, dayAhead } from './acts/booking.mjs';
import { GRACE, registerPatient } from './acts/patient.mjs';
import { journey } from './lib/journey.mjs';
import { ROOT } from './lib/practice.mjs';

journey('from the first start to a reminder that arrives', async (world, page, where) => {
  const picture = (name) => page.screenshot(join(ROOT, 'target', 'screens', `story-${where}-${name}.png`));
  await firstRun(page, { picture });
  await registerPatient(page, { picture });
  await bookByDrag(page, { day: await dayAhead(page, world, 3), find: 'muller', name: GRACE.family, picture });
});
