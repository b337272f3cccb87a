// The demo clinic on a day of its own, so that pictures taken in different weeks show the same day.
export const DEMO_DAY = new Date('2026-03-18T16:12:00Z');
const PASSWORD = 'demo clinic sends nothing';

/** Makes the demo in the world before Keepwell is opened. */
export async function makeDemo(world, { patients = 400, years = 1 } = {}) {
  world.clock.set(DEMO_DAY);
  await world.run('demo', '--patients', String(patients), '--years', String(years));
}

/** Signs in on the sign-in page. */
export async function signIn(page, name = 'amara', password = PASSWORD) {
  await page.type({ label: 'Sign-in name' }, name);
  await page.type({ label: 'Password' }, password);
  await page.press('Enter');
  await page.waitFor({ role: 'navigation' });
}
