// The first start: five questions, an account, and the recovery kit proven from what was shown.

export const OWNER = { name: 'Amara Okafor', signIn: 'amara', password: 'lantern harvest violin tide' };
export const CLINIC = { name: 'Linden Street Clinic', phone: '+1 484 555 0142', email: 'desk@clinic.example' };

/** Answers the wizard and proves the kit; ends on the home screen. */
export async function firstRun(page, { picture } = {}) {
  await question(page, 'What is your clinic called, and where is it?');
  await page.type({ label: 'Name of the clinic' }, CLINIC.name);
  await page.type({ label: 'Phone' }, CLINIC.phone);
  await page.type({ label: 'E-mail' }, CLINIC.email);
  await picture?.('first-run-clinic');
  await goOn(page);

  await question(page, 'When are you open?');
  // Every day, so that the story does not depend on the weekday it is played on.
  await openOnWeekends(page);
  await picture?.('first-run-hours');
  await goOn(page);

  await question(page, 'Who sees patients?');
  await page.type({ label: 'Name' }, 'Dr. Amara Okafor');
  await picture?.('first-run-providers');
  await goOn(page);

  await question(page, 'What do patients come for?');
  await picture?.('first-run-visits');
  await goOn(page);

  await question(page, 'How should reminders sound?');
  await picture?.('first-run-tone');
  await goOn(page);

  await question(page, 'And who are you?');
  await page.type({ label: 'Your name' }, OWNER.name);
  await page.type({ label: 'Sign-in name' }, OWNER.signIn);
  await page.type({ label: 'Password' }, OWNER.password);
  await picture?.('first-run-account');
  await page.click({ role: 'button', name: 'Set up the practice' });

  await question(page, 'Print the recovery kit');
  await picture?.('recovery-kit');
  const groups = await page.evaluate(() => [...document.querySelectorAll('ol.code li span')].map((group) => group.textContent));
  if (groups.length !== 7) throw new Error(`the kit shows ${groups.length} groups`);
  await page.click({ role: 'button', name: { re: 'prove it' } });
  await question(page, 'Type the code from the paper');
  // As a person types from paper: the hand stays on the keys, the boxes follow.
  await page.click({ label: 'Group 1 of 7' });
  await page.write(groups.join('').toLowerCase());
  await picture?.('recovery-kit-proof');
  await page.click({ role: 'button', name: 'Prove the kit' });
  await page.waitFor({ text: { re: 'The recovery kit works' } });
  await page.waitFor({ role: 'navigation' });
}

async function question(page, title) {
  await page.waitFor({ role: 'heading', name: title }, { within: 30_000 });
}

async function goOn(page) {
  await page.click({ role: 'button', name: 'Go on' });
}

async function openOnWeekends(page) {
  for (const day of ['Saturday', 'Sunday']) await page.click({ label: day });
}
