import { expect, test } from 'vitest';
import type { ServiceOffer } from '@shared/generated/door';
import { inWords, weekdayName, whole } from './offer';

const offer: ServiceOffer = { service: 'svc_1', offered: true, providers: null, lead_hours: 24, days_ahead: 60, weekdays: [], window: null, step: 'quarter' };

test('an offer reads as a sentence', () => {
  expect(inWords(offer, 'en-GB')).toBe('From 1 day ahead, for 60 days, every working day, every 15 minutes');
  expect(inWords({ ...offer, lead_hours: 4, weekdays: [3, 1], window: { from: '09:00', until: '12:00' }, step: 'length' }, 'en-GB')).toBe(
    'From 4 h ahead, for 60 days, Mon, Wed, 09:00–12:00, one after the other',
  );
  expect(inWords({ ...offer, lead_hours: 0 }, 'en-GB')).toMatch(/^At any notice, for 60 days/);
});

test('the week begins on Monday', () => {
  expect([1, 7].map((day) => weekdayName(day, 'en-GB'))).toEqual(['Mon', 'Sun']);
});

test('a number outside its ends is none', () => {
  expect([whole('12', 1, 20), whole('0', 1, 20), whole('21', 1, 20), whole('1.5', 1, 20), whole('', 0, 20)]).toEqual([12, null, null, null, null]);
});
