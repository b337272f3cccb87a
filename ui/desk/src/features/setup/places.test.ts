import { describe, expect, it } from 'vitest';
import { countries, findPlaces, findZones, guess, settle, zones } from './places';

describe('where the clinic is', () => {
  it('trusts the zone of the device more than its language', () => {
    expect(guess('Europe/Bucharest', 'en-US')).toEqual({ country: 'RO', zone: 'Europe/Bucharest', currency: 'RON', paper: 'a4' });
    expect(guess('UTC', 'de-AT').country, 'a zone of no country leaves the language').toBe('AT');
    expect(guess('Etc/UTC', 'en').country, 'nothing known still gives a whole answer').toBe('US');
  });

  it('keeps the zone of the device only where it lies in the country', () => {
    expect(settle('US', 'America/Chicago')).toEqual({ country: 'US', zone: 'America/Chicago', currency: 'USD', paper: 'letter' });
    expect(settle('CA', 'Europe/Berlin').zone).toBe('America/Toronto');
  });

  it('finds a zone by city, country or its own name', () => {
    for (const typed of ['berlin', 'germany', 'europe berlin', 'Europe/Berlin'.replace('/', ' ')]) expect(findZones(typed, 'US').map((zone) => zone.id), typed).toContain('Europe/Berlin');
    expect(findZones('sao paulo', 'US')[0]?.id).toBe('America/Sao_Paulo');
    expect(findZones('', 'DE')[0]?.id, 'the own country first').toBe('Europe/Berlin');
  });

  it('gives every country a zone and a currency it can reckon with', () => {
    const known = new Set(zones.map((zone) => zone.id));
    for (const { id } of countries) {
      const there = settle(id, 'Europe/Berlin');
      expect(known.has(there.zone), `${id} ${there.zone}`).toBe(true);
      expect(there.currency, id).toMatch(/^[A-Z]{3}$/);
    }
    expect(findPlaces(countries, 'germ')[0]?.id).toBe('DE');
    expect(findPlaces(countries, 'cote')[0]?.id, 'without its accents').toBe('CI');
  });
});
