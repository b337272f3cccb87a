// Every screen worth a picture: where it is, and what a hand does first (`prepare`) and after (`leave`).

const settings = ['clinic', 'providers', 'rooms', 'services', 'rules', 'templates', 'mail', 'website', 'online', 'forms', 'staff', 'demo', 'security', 'look'];
const escape = async (page) => { await page.press('Escape'); await page.waitGone({ css: '.kw-palette, .kw-dialog, .kw-sheet' }); };

/** In the order they are visited, signed in as the demo's owner. */
export const SCREENS = [
  { name: 'day', route: '/day', prepare: dayWithPanel, leave: escape },
  { name: 'booking', route: '/day', prepare: async (page) => { await page.waitFor({ css: '[data-visit]' }); await page.press('n'); await page.waitFor({ role: 'heading', name: 'New visit' }); await page.type({ label: 'Patient' }, 'kim'); await page.waitFor({ role: 'option' }); }, leave: async (page) => { await page.press('Escape'); await escape(page); } },
  { name: 'week', route: '/week' },
  { name: 'month', route: '/month' },
  { name: 'list', route: '/list', prepare: (page) => page.waitFor({ role: 'row', nth: 3 }) },
  { name: 'day-sheet', route: '/print/day/today?auto=no' },
  { name: 'week', route: '/week', prepare: (page) => page.waitFor({ css: 'a, button', name: { re: '[0-9]:[0-9]{2}' } }) },
  { name: 'month', route: '/month', prepare: (page) => page.waitFor({ role: 'heading' }) },
  { name: 'list', route: '/list', prepare: (page) => page.waitFor({ role: 'row', nth: 3 }) },
  { name: 'reminders', route: '/reminders', prepare: (page) => page.waitFor({ role: 'row', nth: 2 }) },
  { name: 'day-sheet', route: '/print/day/2026-03-18', prepare: (page) => page.waitFor({ role: 'heading' }) },
  { name: 'patients', route: '/patients', prepare: (page) => page.waitFor({ role: 'row', nth: 3 }) },
  { name: 'patient', route: '/patients', prepare: openFirstPatient, leave: escape },
  { name: 'patient-record', route: '/patients', prepare: async (page) => { await openFirstPatient(page); await page.click({ role: 'tab', name: 'Record' }); }, leave: escape },
  { name: 'patient-consents', route: '/patients', prepare: async (page) => { await openFirstPatient(page); await page.click({ role: 'tab', name: 'Consents' }); }, leave: escape },
  { name: 'patient-new', route: '/patients', prepare: async (page) => { await page.press('p'); await page.waitFor({ role: 'heading', name: 'New patient' }); }, leave: escape },
  { name: 'reminders', route: '/reminders', prepare: (page) => page.waitFor({ role: 'row', nth: 3 }) },
  { name: 'reminders-waiting', route: '/reminders?part=waiting', prepare: (page) => page.waitFor({ role: 'row', nth: 3 }) },
  { name: 'message', route: '/reminders', prepare: async (page) => { await page.click({ role: 'row', nth: 1 }); await page.waitFor({ css: '.letter' }); }, leave: escape },
  { name: 'requests', route: '/requests', prepare: (page) => page.waitFor({ role: 'row', nth: 6 }) },
  { name: 'request', route: '/requests', prepare: (page) => openRequest(page, 'Tom.* Nov'), leave: escape },
  { name: 'request-urgent', route: '/requests', prepare: (page) => openRequest(page, 'Okonkwo'), leave: escape },
  { name: 'request-spanish', route: '/requests', prepare: (page) => openRequest(page, 'Ortega'), leave: escape },
  { name: 'request-suggested', route: '/requests', prepare: (page) => openRequest(page, 'Mansouri'), leave: escape },
  { name: 'request-registration', route: '/requests', prepare: (page) => openRequest(page, 'Rosenthal'), leave: escape },
  { name: 'request-known', route: '/requests', prepare: (page) => openRequest(page, 'midday'), leave: escape },
  { name: 'request-confirmed', route: '/requests?part=done', prepare: (page) => openRequest(page, 'Confirmed'), leave: escape },
  { name: 'request-declined', route: '/requests?part=done', prepare: (page) => openRequest(page, 'Hartley'), leave: escape },
  { name: 'request-confirm', route: '/requests', prepare: async (page) => { await openRequest(page, 'Tom.* Nov'); await page.press('c'); await page.waitFor({ role: 'button', name: { re: 'book and tell' } }); }, leave: leaveSheet },
  { name: 'request-confirm-known', route: '/requests', prepare: async (page) => { await openRequest(page, 'midday'); await page.press('c'); await page.waitFor({ role: 'button', name: { re: 'book and tell' } }); }, leave: leaveSheet },
  { name: 'request-suggest', route: '/requests', prepare: async (page) => { await openRequest(page, 'Ortega'); await page.press('s'); await page.waitFor({ css: '.offered button' }); }, leave: leaveSheet },
  { name: 'request-decline', route: '/requests', prepare: async (page) => { await openRequest(page, 'Ortega'); await page.click({ role: 'button', name: 'Decline' }); await page.waitFor({ role: 'dialog' }); }, leave: leaveSheet },
  { name: 'requests-bulk', route: '/requests', prepare: async (page) => { await page.waitFor({ role: 'row', nth: 3 }); for (const nth of [1, 2]) await page.click({ css: '[role=row] input[type=checkbox], tbody input[type=checkbox]', nth }); await page.waitFor({ role: 'button', name: { re: '^Decline' } }); }, leave: escape },
  { name: 'settings-rule', route: '/settings/rules', prepare: async (page) => { await page.click({ role: 'button', name: { re: '2 days before' } }); await page.waitFor({ css: '.kw-sheet' }); }, leave: escape },
  { name: 'settings-template', route: '/settings/templates?text=reminder_24h&language=en', prepare: (page) => page.waitFor({ css: '.letter' }) },
  { name: 'palette', route: '/patients', prepare: async (page) => { await page.press('Control+k'); await page.waitFor({ role: 'dialog' }); await page.write('amara'); }, leave: escape },
  { name: 'keys', route: '/patients', prepare: async (page) => { await page.press('Shift+?'); await page.waitFor({ role: 'dialog' }); }, leave: escape },
  ...settings.map((tab) => ({ name: `settings-${tab}`, route: `/settings/${tab}` })),
];

/** The home screen as in the picture of the README: a visit of the afternoon open at the side. */
async function dayWithPanel(page) {
  await page.waitFor({ css: '[data-visit]' });
  // A provider sees their own day first; the picture shows everybody's.
  await page.click({ role: 'button', name: 'My day' });
  if (await page.sees({ role: 'menuitem' })) await page.click({ role: 'menuitem', name: { re: 'All providers' } });
  await page.waitFor({ css: '.column', nth: 3 });
  await page.click({ css: '[data-visit].confirmed' });
  await page.waitFor({ css: '.panel, [role=complementary], aside' });
}

async function openFirstPatient(page) {
  await page.click({ role: 'row', nth: 1 });
  await page.waitFor({ role: 'tab', name: 'Timeline' });
}

/** Opens the request whose line says so beside the list. */
async function openRequest(page, says) {
  await page.click({ role: 'row', name: { re: says } });
  await page.waitFor({ text: { re: 'What they wrote' } });
}

/** Leaves a sheet or dialog, then the panel below it. */
async function leaveSheet(page) {
  await page.press('Escape');
  await page.waitGone({ css: '.kw-dialog, .kw-sheet' });
  await page.press('Escape');
}
