// The shortest journey: the program starts on an empty computer and asks its first question.
import assert from 'node:assert/strict';
import { journey } from './lib/journey.mjs';

journey('the first start greets', async (_world, page) => {
  await page.waitFor({ role: 'heading' });
  assert.match(await page.shown(), /Keepwell/);
  assert.deepEqual(page.driver.complaints ?? [], [], 'the page must start without an error');
});
