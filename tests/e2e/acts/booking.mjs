// Booking by hand: a slot is drawn in the grid, then the visit is dragged an hour down.
import { middle } from '../lib/page.mjs';

/** The day `ahead` days from the practice's own today, as `YYYY-MM-DD` in the clinic's zone. */
export async function dayAhead(page, world, ahead) {
  const zone = await clinicZone(page);
  return new Intl.DateTimeFormat('sv-SE', { timeZone: zone }).format(new Date(world.clock.now().getTime() + ahead * 86_400_000));
}

/** The clinic's zone, as the practice says it. */
export function clinicZone(page) {
  return page.evaluate(async () => {
    if ('__TAURI_INTERNALS__' in window) return (await window.__TAURI_INTERNALS__.invoke('call', { name: 'practice.state', input: null })).zone;
    const answer = await fetch('/call/practice.state', { method: 'POST', headers: { 'content-type': 'application/json', 'x-keepwell': '1' }, body: 'null' });
    return (await answer.json()).zone;
  });
}

/** Where a time of day is in the first provider's column, in CSS pixels. Hours are read off the scale, as an eye does. */
export async function placeOf(page, hour, minute = 0) {
  await page.waitFor({ css: '.hours .hour' });
  return page.evaluate((h, m) => {
    const marks = [...document.querySelectorAll('.hours .hour')].map((mark) => {
      const [, digits, half] = /^(\d+)(?::\d+)?\s*([ap]m)?/i.exec(mark.textContent.trim()) ?? [];
      const twelve = half ? (Number(digits) % 12) + (/p/i.test(half) ? 12 : 0) : Number(digits);
      return { hour: twelve, top: parseFloat(mark.style.top) };
    });
    const [first, second] = marks;
    const perHour = (second.top - first.top) / (second.hour - first.hour);
    const column = document.querySelector('.column').getBoundingClientRect();
    return { x: column.x + column.width / 2, y: column.y + first.top + (h - first.hour + m / 60) * perHour };
  }, hour, minute);
}

/** Draws a half hour at ten, books the patient into it, then drags the visit to eleven. */
export async function bookByDrag(page, { day, find, name, picture }) {
  await page.goto(`/day/${day}`);
  const [from, to] = [await placeOf(page, 10), await placeOf(page, 10, 30)];
  await page.drag({ x: from.x, y: from.y + 2 }, { x: to.x, y: to.y - 2 });
  await page.waitFor({ role: 'heading', name: 'New visit' });
  await page.type({ label: 'Patient' }, find);
  await page.click({ role: 'option', name: { re: name } });
  await picture?.('booking');
  await page.click({ role: 'button', name: 'Book' });
  await page.waitFor({ text: { re: 'is booked for' } });

  const card = { css: '[data-visit]', name: { re: name } };
  const grip = middle(await page.waitFor(card));
  const hour = (await placeOf(page, 11)).y - (await placeOf(page, 10)).y;
  await page.drag(grip, { x: grip.x, y: grip.y + hour }, { hold: () => picture?.('booking-drag') });
  await page.until(async () => /11:00/.test(await page.text(card)) , 'for the visit to stand at eleven');
  await picture?.('day-booked');
}
