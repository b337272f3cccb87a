// Every screen worth a picture: where it is, and how to know that it has arrived. `prepare` does what a hand would do first.

const settings = ['clinic', 'providers', 'rooms', 'services', 'staff', 'demo', 'security', 'look'];

/** In the order they are visited, signed in as the demo's owner. */
export const SCREENS = [
  ...settings.map((tab) => ({ name: `settings-${tab}`, route: `/settings/${tab}` })),
];
