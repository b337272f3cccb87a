// Tells one story in both places: the real window, and Chromium on `keepwell serve`.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { LOGS, World } from './practice.mjs';

const PLACES = (process.env.WHERE ?? 'window chromium').split(' ');

/**
 * @param title what happens, as a sentence
 * @param tell async (world, page, where) => …
 * @param setting options: `env` for the program, `before(world)` run before the window opens, `places`
 */
export function journey(title, tell, { env, before, places = PLACES, timeout = 240_000 } = {}) {
  for (const where of places.filter((place) => PLACES.includes(place))) {
    test(`${title} (${where})`, { timeout }, async () => {
      const slug = `${title.toLowerCase().replace(/[^a-z0-9]+/g, '-').slice(0, 40)}-${where}`;
      const world = new World(slug, env);
      let page;
      try {
        await before?.(world);
        page = await world.open(where);
        await tell(world, page, where);
      } catch (error) {
        if (page) await keepEvidence(page, slug);
        throw error;
      } finally {
        await world.end();
      }
    });
  }
}

/** A picture and the words of the screen where a story broke; failing to take them must not hide why it broke. */
async function keepEvidence(page, slug) {
  const picture = join(LOGS, `${slug}.png`);
  try {
    await page.screenshot(picture);
    writeFileSync(join(LOGS, `${slug}.txt`), `${await page.shown()}\n\n${(page.driver.complaints ?? []).join('\n')}\n`);
    console.error(`The screen at that moment: ${picture}`);
  } catch (error) {
    console.error(`No picture could be taken: ${error.message}`);
  }
}
