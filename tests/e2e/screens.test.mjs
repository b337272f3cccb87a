// Goes through every screen in both themes: axe-core must find nothing, the page must not complain, and a picture is taken
// for people to look at. Pictures go to target/screens; `make screens` puts them into docs/screens.
import assert from 'node:assert/strict';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { makeDemo, signIn } from './acts/demo.mjs';
import { SCREENS } from './acts/screens.mjs';
import { troubles } from './lib/axe.mjs';
import { journey } from './lib/journey.mjs';
import { ROOT } from './lib/practice.mjs';

const FOLDER = process.env.SCREENS ?? join(ROOT, 'target', 'screens');

for (const theme of ['light', 'dark']) {
  journey(`every screen is clean in the ${theme} theme`, async (_world, page) => {
    const found = [];
    const look = async (name) => {
      await settled(page);
      await page.screenshot(join(FOLDER, `${name}-${theme}.png`));
      for (const trouble of await troubles(page)) found.push(`${name}: ${trouble}`);
      for (const broken of await page.evaluate(() => [...document.querySelectorAll('.error[role=alert]')].map((e) => e.textContent.trim()))) found.push(`${name}: shows an error: ${broken}`);
    };
    await page.waitFor({ label: 'Sign-in name' });
    await page.evaluate((wanted) => { localStorage.setItem('keepwell.look', `${wanted} comfortable`); }, theme);
    await page.reload();
    await page.waitFor({ label: 'Sign-in name' });
    await look('sign-in');
    await signIn(page);
    for (const screen of SCREENS) {
      await page.goto(screen.route);
      await screen.prepare?.(page);
      await look(screen.name);
      await screen.leave?.(page);
    }
    for (const complaint of page.driver.complaints) found.push(complaint);
    assert.deepEqual(found, []);
  }, { places: ['chromium'], before: makeDemo });
}

/** Nothing is loading, and nothing moves any more. */
async function settled(page) {
  await wait(250);
  await page.until(() => page.evaluate(() => {
    const busy = document.querySelector('[aria-busy=true], .skeleton');
    return !busy && document.getAnimations().every((one) => one.playState !== 'running' || one.effect?.getTiming().iterations === Infinity);
  }), 'for the screen to come to rest');
}
