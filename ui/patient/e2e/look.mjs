// Pictures of every screen: phone and desk, light and dark, Arabic. `node e2e/look.mjs FOLDER`.
import { chromium } from 'playwright-core';
import { appointment, Clinic, everything, openTimes } from './clinic.mjs';
import { startRelay } from './relay.mjs';

const folder = process.argv[2] ?? '.';
const relay = await startRelay();
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
});
const clinic = new Clinic(relay.address);
await clinic.register(relay.invitation);
await clinic.publish([{ form: appointment(), slug: 'appointment' }, { form: everything(), slug: 'new-patient' }]);
await clinic.offer(openTimes());

const LOOKS = [
  ['phone-light', { width: 360, height: 740 }, 'light', 'en'],
  ['phone-dark', { width: 360, height: 740 }, 'dark', 'en'],
  ['desk-light', { width: 1280, height: 800 }, 'light', 'en'],
  ['phone-ar', { width: 360, height: 740 }, 'light', 'ar'],
].filter(([name]) => !process.env.LOOK || process.env.LOOK.split(',').includes(name));

for (const [name, viewport, colorScheme, lang] of LOOKS) {
  const context = await browser.newContext({ viewport, colorScheme, locale: lang === 'ar' ? 'ar-EG' : 'en-GB', timezoneId: 'Europe/Lisbon', hasTouch: name.startsWith('phone') });
  const page = await context.newPage();
  page.on('console', (message) => { if (['error', 'warning'].includes(message.type())) console.log(name, message.type(), message.text()); });
  page.on('pageerror', (error) => console.log(name, 'page error', error.message));
  let count = 0;
  const shot = async (what) => page.screenshot({ path: `${folder}/${name}-${String((count += 1)).padStart(2, '0')}-${what}.png`, fullPage: true });
  const next = () => page.locator('form button[type=submit]').click();
  const go = async (path) => { await page.goto(`${relay.address}${path}`); await page.waitForSelector('h1'); };

  await go(`/c/${clinic.id}?lang=${lang}`);
  await shot('list');
  await go(`/c/${clinic.id}/appointment?lang=${lang}`);
  await next();
  await page.waitForSelector('.kf-summary');
  await shot('problems');
  await page.fill('[data-question=name] input >> nth=0', 'Grace');
  await page.fill('[data-question=name] input >> nth=1', 'Kim');
  for (const [part, text] of [['day', '27'], ['month', '3'], ['year', '1985']]) await page.fill(`[data-question=born] .${part} input`, text);
  await page.fill('[data-question=email] input', 'grace@example');
  await page.locator('[data-question=phone] input').focus();
  await shot('left');
  await page.fill('[data-question=email] input', 'grace@example.com');
  await next();
  await page.getByText('Back pain').click();
  await page.locator('[data-question=ok] input').check();
  await shot('visit');
  await next();
  await page.waitForSelector('.kp-time');
  await shot('times');
  await page.locator('.kp-time').nth(1).click();
  await page.waitForSelector('.kp-held');
  await shot('held');
  await next();
  await page.waitForSelector('.kp-review');
  await shot('review');
  await context.setOffline(true);
  await page.locator('.kp-button.wide').click();
  await page.waitForSelector('.kp-sent.offline');
  await shot('offline');
  await context.setOffline(false);
  await page.waitForSelector('.kp-sent.sent');
  await shot('sent');
  await clinic.accept(await clinic.pull());
  await page.waitForSelector('.kp-sent.received', { timeout: 20000 });
  await shot('received');

  await go(`/c/${clinic.id}/new-patient?lang=${lang}`);
  await page.fill('[data-question=name] input >> nth=0', 'Grace');
  await shot('person');
  await next();
  await page.waitForSelector('[data-question=pain]');
  await page.locator('[data-question=pain] input').nth(7).check({ force: true });
  await page.locator('[data-question=smoke] input').first().check();
  await page.locator('[data-question=since] input').last().check();
  await page.locator('[data-question=where] input').nth(0).check();
  await page.locator('[data-question=where] input').nth(1).check();
  await page.fill('[data-question=many] input', '12');
  await page.fill('[data-question=since] input[type=text]', 'Childhood');
  await shot('health');
  await next();
  await page.waitForSelector('[data-question=sign]');
  const picture = await page.evaluate(async () => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, { width: 3000, height: 2000 });
    const pen = canvas.getContext('2d');
    pen.fillStyle = '#8ab'; pen.fillRect(0, 0, 3000, 2000); pen.fillStyle = '#fff'; pen.fillRect(600, 400, 1500, 900);
    const blob = await new Promise((resolve) => canvas.toBlob(resolve, 'image/png'));
    return [...new Uint8Array(await blob.arrayBuffer())];
  });
  const upload = page.locator('[data-question=letters] input[type=file]').first();
  await upload.setInputFiles([{ name: 'referral letter.png', mimeType: 'image/png', buffer: Buffer.from(picture) }]);
  await page.waitForSelector('.kf-files li');
  await upload.setInputFiles([{ name: 'notes.docx', mimeType: 'application/vnd.openxmlformats', buffer: Buffer.from('PK no picture') }]);
  await page.waitForSelector('.kf-problem');
  await page.locator('.kf-days input').nth(2).check({ force: true });
  await page.locator('.kf-days input').nth(4).check({ force: true });
  await page.locator('.kf-chips input').first().check({ force: true });
  await page.locator('.kf-sign svg').scrollIntoViewIfNeeded();
  const box = await page.locator('.kf-sign svg').boundingBox();
  await page.mouse.move(box.x + 40, box.y + 60);
  await page.mouse.down();
  for (let step = 0; step < 30; step += 1) await page.mouse.move(box.x + 40 + step * 6, box.y + 60 + Math.sin(step / 2) * 25);
  await page.mouse.up();
  await shot('papers');
  await next();
  await page.waitForSelector('.kp-review');
  await shot('review');
  await page.reload();
  await page.waitForSelector('.kp-note');
  await shot('restored');
  await page.locator('.kp-button.wide').click();
  await page.waitForSelector('.kp-sent.sent', { timeout: 15000 }).catch(() => shot('sent-score-not'));
  await shot('sent-score');

  const { path, secret } = await clinic.suggest({
    v: 1, language: 'en', first_name: 'Grace', note: 'We had a cancellation.', until: Math.floor(Date.now() / 1000) + 3 * 86400,
    times: clinic.slots.slice(8, 11).map((slot) => ({ starts_at: slot.starts_at, starts: slot.starts, minutes: slot.minutes, provider: slot.provider })),
  });
  await go(`${path}?lang=${lang}#${secret}`);
  await page.waitForSelector('.kf-options');
  if (page.url().includes(secret)) console.log('the secret stays in the address');
  await shot('suggested');
  await page.locator('.kf-option input').nth(1).check();
  await page.locator('form button[type=submit]').click();
  await page.waitForSelector('.kp-sent.sent');
  await shot('answered');
  const other = await clinic.suggest({ v: 1, language: 'en', first_name: '', note: '', until: Math.floor(Date.now() / 1000) + 3 * 86400, times: [] });
  await go(`${other.path}%23${other.secret}?lang=${lang}`);
  await page.fill('#kp-code', 'ABC');
  await page.locator('form button[type=submit]').click();
  await page.waitForSelector('.kf-problem');
  await shot('code');
  await go(`/c/${clinic.id}/gone?lang=${lang}`);
  await shot('closed');
  await go(`/c/00000000000000000000000000?lang=${lang}`);
  await shot('unknown');
  await context.close();
}
await browser.close();
await relay.end();
