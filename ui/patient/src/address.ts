// What the address asks for. A secret stands only behind #, is read once and taken out of the address at once.

export type Address =
  | { view: 'list'; clinic: string }
  | { view: 'form'; clinic: string; slug: string }
  | { view: 'times'; clinic: string; page: string; secret: string | null }
  | { view: 'nothing' };

const ID = '[0-9A-HJKMNP-TV-Za-hjkmnp-tv-z]{26}';
const SLUG = '[a-z0-9-]{1,80}';

/** Reads an address. A `#` that a mail program turned into `%23` is not repaired: the code has then gone to the relay's address line. */
export function readAddress(path: string, fragment: string): Address {
  const times = new RegExp(`^/c/(${ID})/s/(${ID})(?:/|%23.*)?$`, 'i').exec(path);
  if (times?.[1] && times[2]) {
    return { view: 'times', clinic: times[1].toUpperCase(), page: times[2].toUpperCase(), secret: readCode(fragment.replace(/^#/, '')) };
  }
  const form = new RegExp(`^/c/(${ID})/(${SLUG})/?$`).exec(path);
  if (form?.[1] && form[2]) return { view: 'form', clinic: form[1].toUpperCase(), slug: form[2] };
  const list = new RegExp(`^/c/(${ID})/?$`).exec(path);
  if (list?.[1]) return { view: 'list', clinic: list[1].toUpperCase() };
  return { view: 'nothing' };
}

/** The address without what must not stay in it. */
export function cleanPath(address: Address): string {
  switch (address.view) {
    case 'list': return `/c/${address.clinic}`;
    case 'form': return `/c/${address.clinic}/${address.slug}`;
    case 'times': return `/c/${address.clinic}/s/${address.page}`;
    case 'nothing': return '/';
  }
}

/** A code as people type it from a letter: in groups, in small letters, O for 0, I and L for 1. `null`: not one. */
export function readCode(text: string): string | null {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replaceAll('O', '0').replace(/[IL]/g, '1');
  return new RegExp(`^${ID}$`).test(plain) ? plain : null;
}
