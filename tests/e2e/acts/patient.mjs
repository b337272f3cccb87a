// Registering a patient while she is on the phone.

export const GRACE = { given: 'Grace', family: 'Müller-Kim', email: 'grace@patient.example', phone: '+1 484 555 0188' };

/** Registers Grace with the keyboard's `P` and leaves her panel open. */
export async function registerPatient(page, { picture } = {}) {
  await page.click({ role: 'link', name: { re: '^Patients' } });
  await page.waitFor({ role: 'heading', name: 'Patients' });
  await page.press('p');
  await page.waitFor({ role: 'heading', name: 'New patient' });
  await page.type({ label: 'Given name' }, GRACE.given);
  await page.type({ label: 'Family name' }, GRACE.family);
  await line(page, 'Add a phone', 'Number', GRACE.phone);
  await line(page, 'Add an e-mail address', 'Address', GRACE.email);
  await picture?.('patient-new');
  await page.click({ role: 'button', name: 'Register' });
  await page.waitFor({ text: { re: 'is registered, No\\.' } });
  await page.waitFor({ role: 'heading', name: `${GRACE.given} ${GRACE.family}` });
  await picture?.('patient');
}

async function line(page, add, label, text) {
  if (!(await page.sees({ label }))) await page.click({ role: 'button', name: add });
  await page.type({ label }, text);
}
