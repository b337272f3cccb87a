// The clinic goes on the web: paired with a relay in one paste, its consultation form published, a few open times offered.

/** Pastes the relay's invitation; first one that is none, which must be said in plain words. Answers the clinic's address on the web. */
export async function connectWebsite(page, relay, { picture } = {}) {
  await page.goto('/settings/website');
  await page.type({ label: 'Invitation' }, 'not an invitation');
  await page.click({ role: 'button', name: 'Connect' });
  await page.waitFor({ text: { re: 'This is not an invitation' } });
  await page.paste({ label: 'Invitation' }, ` ${await relay.invite()} `);
  await page.click({ role: 'button', name: 'Connect' });
  await page.waitFor({ text: { re: '^Connected\\.' } }, { within: 30_000 });
  await picture?.('website');
  return (await page.text({ css: '.link code' })).trim();
}

/** Publishes a shipped form: the consultation request, or the one called `title`. */
export async function publishForm(page, { picture, title = 'Consultation request' } = {}) {
  await page.goto('/settings/forms');
  await page.click({ css: 'a.open', name: { re: title } });
  await page.click({ role: 'button', name: { re: '^Publish' } });
  await page.waitFor({ role: 'dialog' });
  await picture?.('form-designer');
  await page.click({ role: 'button', name: 'Publish', within: { role: 'dialog' } });
  await page.waitFor({ text: { re: 'is published\\.' } });
}

/** Offers the first type of visit on the web, from an hour ahead. */
export async function offerTimes(page, { picture } = {}) {
  await page.goto('/settings/online');
  await page.click({ css: 'input[role=switch], [role=switch]', nth: 0 });
  await page.type({ label: { re: 'Earliest notice' } }, '1');
  await page.click({ role: 'button', name: 'Save' });
  await page.waitFor({ text: { re: 'Online booking is saved' } });
  await picture?.('online-booking');
}

/** From now on a time taken on the web becomes a visit by itself where nothing stands against it. */
export async function bookByItself(page) {
  await page.goto('/settings/online');
  await page.click({ role: 'checkbox', name: { re: '^Book by itself what fits' } });
  await page.click({ role: 'button', name: 'Save' });
  await page.waitFor({ text: { re: 'Online booking is saved' } });
}
