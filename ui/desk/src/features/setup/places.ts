import { CURRENCIES, ZONES } from './places.data';

/** A thing to choose from a long list by typing. */
export interface Place {
  id: string;
  title: string;
  detail?: string;
  /** Folded text that typing is compared with. */
  find: string;
}

const zonesOf = new Map<string, string[]>();
const countryOf = new Map<string, string>();
for (const line of ZONES.trim().split('\n')) {
  const [country = '', ...zones] = line.split(' ');
  zonesOf.set(country, zones);
  for (const zone of zones) countryOf.set(zone, country);
}

const currencyOf = new Map<string, string>();
for (const entry of CURRENCIES.trim().split(/\n| \| /)) {
  const [currency = '', ...countries] = entry.split(' ');
  for (const country of countries) currencyOf.set(country, currency);
}

// Letter paper is the custom in North America and the places that follow it.
const LETTER = new Set(['US', 'CA', 'MX', 'PR', 'GU', 'VI', 'AS', 'MP', 'PH', 'CL', 'CO', 'CR', 'VE', 'DO', 'GT', 'NI', 'PA', 'SV', 'BZ', 'HN']);

function namer(type: 'region' | 'currency'): (code: string) => string {
  const names = new Intl.DisplayNames(['en'], { type });
  return (code) => names.of(code) ?? code;
}

export const countryName = namer('region');
export const currencyName = namer('currency');

const fold = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** Every country, by name. */
export const countries: readonly Place[] = [...currencyOf.keys()]
  .map((id) => ({ id, title: countryName(id), find: fold(`${countryName(id)} ${id}`) }))
  .sort((a, b) => a.title.localeCompare(b.title));

/** Every currency in use, by name. */
export const currencies: readonly Place[] = [...new Set(currencyOf.values())]
  .map((id) => ({ id, title: id, detail: currencyName(id), find: fold(`${id} ${currencyName(id)}`) }))
  .sort((a, b) => a.title.localeCompare(b.title));

/** `Europe/Berlin` as people say it: "Berlin", with the country beside it. */
export function zonePlace(zone: string): Place {
  const city = (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
  const country = countryOf.get(zone);
  const where = country ? countryName(country) : zone.split('/')[0];
  return { id: zone, title: city, detail: [where, offsetOf(zone)].filter(Boolean).join(' · '), find: fold(`${zone.replaceAll(/[/_]/g, ' ')} ${where} ${country ?? ''}`) };
}

const offsets = new Map<string, string>();

/** "GMT+1": how far the zone is from Greenwich at this moment; empty where the device does not know the zone. */
export function offsetOf(zone: string): string {
  let known = offsets.get(zone);
  if (known === undefined) {
    try {
      known = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(new Date()).find((part) => part.type === 'timeZoneName')?.value ?? '';
    } catch {
      known = '';
    }
    offsets.set(zone, known);
  }
  return known;
}

/** Zones and cities of the IANA database: those with a country, and what else this device knows. */
export const zones: readonly Place[] = [...new Set([...countryOf.keys(), ...(Intl.supportedValuesOf?.('timeZone') ?? []), 'UTC'])]
  .filter((zone) => !zone.startsWith('Etc/'))
  .map((zone) => {
    const country = countryOf.get(zone);
    return { id: zone, title: (zone.split('/').at(-1) ?? zone).replaceAll('_', ' '), find: fold(`${zone.replaceAll(/[/_]/g, ' ')} ${country ? countryName(country) : ''} ${country ?? ''}`) };
  });

/** The best matches for what was typed: every word must occur; a match at the start comes first. */
export function findPlaces(places: readonly Place[], text: string, most = 30): Place[] {
  const words = fold(text).split(/\s+/).filter(Boolean);
  if (words.length === 0) return places.slice(0, most);
  const starts = (place: Place) => (fold(place.title).startsWith(words[0] as string) ? 0 : 1);
  return places.filter((place) => words.every((word) => place.find.includes(word))).sort((a, b) => starts(a) - starts(b)).slice(0, most);
}

/** Zones for what was typed; those of the country come first while nothing is. */
export function findZones(text: string, country: string): Place[] {
  const near = (zonesOf.get(country) ?? []).map(zonePlace);
  if (text.trim() === '') return near.length > 1 ? near : [...near, ...zones.slice(0, 20).filter((zone) => zone.id !== near[0]?.id).map((zone) => zonePlace(zone.id))];
  return findPlaces(zones, text).map((zone) => zonePlace(zone.id));
}

export interface Whereabouts {
  country: string;
  zone: string;
  currency: string;
  paper: 'a4' | 'letter';
}

/** What follows from a country: its zone (this device's where it lies there), money and paper. */
export function settle(country: string, deviceZone: string): Whereabouts {
  const own = zonesOf.get(country) ?? [];
  const zone = own.includes(deviceZone) || own.length === 0 ? deviceZone : (own[0] as string);
  return { country, zone, currency: currencyOf.get(country) ?? 'USD', paper: LETTER.has(country) ? 'letter' : 'a4' };
}

/**
 * Where this device seems to be: its zone says more than its language does, because many set English everywhere.
 */
export function guess(deviceZone: string, language: string): Whereabouts {
  let region: string | undefined;
  try {
    region = new Intl.Locale(language).region;
  } catch {
    region = undefined;
  }
  const country = countryOf.get(deviceZone) ?? (region && currencyOf.has(region) ? region : undefined) ?? 'US';
  return { ...settle(country, deviceZone), zone: deviceZone };
}

/** This device's zone by its IANA name. */
export function deviceZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || 'UTC';
}
