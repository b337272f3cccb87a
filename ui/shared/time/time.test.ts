import { describe, expect, it, vi } from 'vitest';
import { addDays, addMonths, ageOn, daysBetween, formatClock, formatDay, formatHour, formatInstant, formatMinutes, inLocalClock, parseClock, parseDay, startOfWeek, wallMinutes, weekday } from '.';

const today = '2026-11-20';
const read = (text: string, locale = 'en-GB', past = false) => parseDay(text, { today, locale, past });

describe('a typed date', () => {
  it.each([
    ['3/4/1985', 'en-GB', '1985-04-03'], ['3/4/1985', 'en-US', '1985-03-04'], ['3.4.1985', 'de-DE', '1985-04-03'],
    ['1985-03-04', 'en-US', '1985-03-04'], ['1985/3/4', 'de-DE', '1985-03-04'], ['1985.3.4.', 'hu-HU', '1985-03-04'],
    ['4 mar 1985', 'en-GB', '1985-03-04'], ['Mar 4, 1985', 'en-US', '1985-03-04'], ['4. März 1985', 'de-DE', '1985-03-04'],
    ['4 mars 1985', 'fr-FR', '1985-03-04'], ['4 martie 1985', 'ro-RO', '1985-03-04'], ['1985 mar 4', 'en-GB', '1985-03-04'],
    ['04031985', 'en-GB', '1985-03-04'], ['19850304', 'en-GB', '1985-03-04'], ['040385', 'en-GB', '1985-03-04'],
    ['٣/٤/١٩٨٥', 'en-GB', '1985-04-03'], ['  4  MARCH  1985 ', 'en-GB', '1985-03-04'],
  ])('reads %s in %s as %s', (text, locale, want) => expect(read(text, locale)).toBe(want));

  it('takes the only possible order when the usual one gives no day', () => {
    expect(read('25/3/1985', 'en-US')).toBe('1985-03-25');
    expect(read('3/25/1985', 'en-GB')).toBe('1985-03-25');
  });

  it.each(['31/6/2026', '29/2/2025', '0/1/2026', '13/13/2026', 'soon', '12', '1/2/3/4', '5 foo 1985', '3/4/185', ''])('never makes up a day for %j', (text) => {
    expect(read(text)).toBeNull();
  });

  it('puts a two-digit year of birth behind us and another near us', () => {
    expect(read('3/4/85', 'en-GB', true)).toBe('1985-04-03');
    expect(read('3/4/26', 'en-GB', true)).toBe('2026-04-03');
    expect(read('3/4/27', 'en-GB', true)).toBe('1927-04-03');
    expect(read('3/4/27')).toBe('2027-04-03');
  });

  it('fills in a missing year', () => {
    expect(read('24/12')).toBe('2026-12-24');
    expect(read('24 dec', 'en-GB', true)).toBe('2025-12-24');
  });

  it('understands steps from today', () => {
    expect(read('today')).toBe('2026-11-20');
    expect(read('+3')).toBe('2026-11-23');
    expect(read('+2w')).toBe('2026-12-04');
    expect(read('-1m')).toBe('2026-10-20');
  });

  it('reads back every day that it writes, in many locales', () => {
    for (const locale of ['en-GB', 'en-US', 'de-DE', 'fr-FR', 'es-ES', 'it-IT', 'pl-PL', 'ro-RO', 'pt-BR', 'nl-NL', 'sv-SE', 'tr-TR', 'hu-HU', 'cs-CZ']) {
      for (let step = 0; step < 366; step += 7) {
        const day = addDays('2024-01-01', step);
        for (const style of ['short', 'medium', 'long'] as const) {
          const written = formatDay(day, style, locale);
          expect(parseDay(written, { today, locale }), `${locale} writes ${written}`).toBe(day);
        }
      }
    }
  });
});

it('falls back to a language when the device names none', async () => {
  vi.stubGlobal('navigator', { language: 'C', languages: ['C', 'POSIX', 'pl-PL'] });
  vi.resetModules();
  const { locale, formatDay: format } = await import('.');
  expect(locale()).toBe('pl-PL');
  expect(format('2026-11-20', 'long')).toBe('20 listopada 2026');
  vi.unstubAllGlobals();
});

describe('a typed time', () => {
  it.each([
    ['9', 'en-GB', '09:00'], ['930', 'en-GB', '09:30'], ['9:30', 'en-GB', '09:30'], ['9.30', 'de-DE', '09:30'], ['9h30', 'fr-FR', '09:30'],
    ['1430', 'en-GB', '14:30'], ['9 uhr', 'de-DE', '09:00'], ['9pm', 'en-US', '21:00'], ['12am', 'en-US', '00:00'], ['12 p.m.', 'en-US', '12:00'],
    ['3', 'en-US', '15:00'], ['3', 'en-GB', '03:00'], ['03:00', 'en-US', '03:00'], ['noon', 'en-GB', '12:00'],
  ])('reads %s in %s as %s', (text, locale, want) => expect(parseClock(text, locale)).toBe(want));

  it.each(['25:00', '9:75', '13pm', 'x', '', '12345'])('refuses %j', (text) => expect(parseClock(text, 'en-US')).toBeNull());
});

describe('the calendar', () => {
  it('counts days across both clock changes', () => {
    expect(daysBetween('2026-03-28', '2026-03-30')).toBe(2);
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2);
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
    expect(addMonths('2026-01-31', 1)).toBe('2026-02-28');
  });

  it('starts the week by the custom of the place', () => {
    expect(weekday('2026-11-20')).toBe(5);
    expect(startOfWeek('2026-11-20', 'en-GB')).toBe('2026-11-16');
    expect(startOfWeek('2026-11-20', 'en-US')).toBe('2026-11-15');
    expect(startOfWeek('2026-11-15', 'en-US')).toBe('2026-11-15');
  });

  it('gives the age in completed years', () => {
    expect(ageOn('1985-11-20', today)).toBe(41);
    expect(ageOn('1985-11-21', today)).toBe(40);
    expect(ageOn('2024-02-29', '2025-02-28')).toBe(0);
  });

  it('says_the_times_in_a_sentence_of_the_practice_in_the_readers_clock', () => {
    const said = 'Dr. Haddad works 09:00–12:30 and 13:30–17:00 on Mondays.';
    expect(inLocalClock(said, 'en-US'), 'one clock on one screen').toBe('Dr. Haddad works 9:00\u202fAM–12:30\u202fPM and 1:30\u202fPM–5:00\u202fPM on Mondays.'.replaceAll('\u202f', formatClock('09:00', 'en-US').charAt(4)));
    expect(inLocalClock(said, 'en-GB')).toBe(said);
    expect(inLocalClock('key 2026-11-20T09:00:00, IP 10:30:22, 484:5550', 'en-US'), 'what is no time of day stays').toBe('key 2026-11-20T09:00:00, IP 10:30:22, 484:5550');
  });

  it('names_an_hour_of_the_scale_as_short_as_it_is_read', () => {
    expect([formatHour('10:00', 'en-US'), formatHour('12:00', 'en-US'), formatHour('10:30', 'en-US'), formatHour('10:00', 'en-GB')], 'no room is spent on two zeros').toEqual(['10 AM', '12 PM', '10:30 AM', '10:00']);
  });

  it('writes times and lengths as the place does', () => {
    expect(formatClock('13:30', 'de-DE')).toBe('13:30');
    expect(formatClock('13:30', 'en-US')).toMatch(/1:30\sPM/);
    expect([5, 60, 90, 485].map(formatMinutes)).toEqual(['5 min', '1 h', '1 h 30', '8 h 05']);
  });

  it('shows moments in the zone of the clinic, not of the device', () => {
    const now = new Date('2026-11-20T12:00:00Z');
    expect(formatInstant('2026-11-20T12:30:00Z', 'America/New_York', now, 'en-GB')).toBe('07:30');
    expect(formatInstant('2026-11-21T03:30:00Z', 'America/New_York', now, 'en-GB')).toBe('22:30');
    expect(formatInstant('2026-11-21T12:30:00Z', 'Europe/Berlin', now, 'en-GB')).toMatch(/^21 Nov 13:30$/);
    expect(wallMinutes(new Date('2026-11-20T00:05:00Z'), 'Europe/London')).toBe(5);
  });
});
