// Every screen worth a picture: where it is, and what a hand does first (`prepare`) and after (`leave`).

const settings = ['clinic', 'providers', 'rooms', 'services', 'staff', 'demo', 'security', 'look'];
const escape = async (page) => { await page.press('Escape'); await page.waitGone({ css: '.kw-palette, .kw-dialog, .kw-sheet' }); };

/** In the order they are visited, signed in as the demo's owner. */
export const SCREENS = [
  { name: 'patients', route: '/patients', prepare: (page) => page.waitFor({ role: 'row', nth: 3 }) },
  { name: 'patient', route: '/patients', prepare: openFirstPatient, leave: escape },
  { name: 'patient-record', route: '/patients', prepare: async (page) => { await openFirstPatient(page); await page.click({ role: 'tab', name: 'Record' }); }, leave: escape },
  { name: 'patient-consents', route: '/patients', prepare: async (page) => { await openFirstPatient(page); await page.click({ role: 'tab', name: 'Consents' }); }, leave: escape },
  { name: 'patient-new', route: '/patients', prepare: async (page) => { await page.press('p'); await page.waitFor({ role: 'heading', name: 'New patient' }); }, leave: escape },
  { name: 'palette', route: '/patients', prepare: async (page) => { await page.press('Control+k'); await page.waitFor({ role: 'dialog' }); await page.write('amara'); }, leave: escape },
  { name: 'keys', route: '/patients', prepare: async (page) => { await page.press('Shift+?'); await page.waitFor({ role: 'dialog' }); }, leave: escape },
  ...settings.map((tab) => ({ name: `settings-${tab}`, route: `/settings/${tab}` })),
];

async function openFirstPatient(page) {
  await page.click({ role: 'row', nth: 1 });
  await page.waitFor({ role: 'tab', name: 'Timeline' });
}
