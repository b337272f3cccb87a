import { journey } from './lib/journey.mjs';
import { firstRun } from './acts/first_run.mjs';
journey('the day', async (world, page, where) => {
  const picture = (name) => page.screenshot(`/tmp/shots/${where}-${name}.png`);
  await firstRun(page, { picture });
  await picture('home');
});
