import { expect, test } from 'vitest';
import { setLocale } from '@shared/time';
import { ageWords, badgeOf, flagWords, isLate, preferredWords, sourceWords } from './words';

setLocale('en-GB');

test('a wish for times reads as one would say it', () => {
  expect(preferredWords({ days: ['2026-03-03', '2026-03-04'], times: ['morning'], note: 'after school' })).toMatch(/Mar.* or .*Mar.*, in the morning; after school/);
  expect(preferredWords({ days: [], times: [], note: '' })).toBe('');
});

test('how long it waits is said in the unit that matters', () => {
  const now = 1_800_000_000_000;
  expect([30, 59 * 60, 3 * 3600, 47 * 3600, 49 * 3600].map((ago) => ageWords(now / 1000 - ago, now))).toEqual(['0 min', '59 min', '3 h', '47 h', '2 days']);
  expect(ageWords(now / 1000 + 600, now)).toBe('0 min');
});

test('only a new request can be late', () => {
  const now = 1_800_000_000_000;
  const old = now / 1000 - 25 * 3600;
  expect([isLate({ state: 'new', received_at: old }, now), isLate({ state: 'suggested', received_at: old }, now), isLate({ state: 'new', received_at: old + 7200 }, now)]).toEqual([true, false, false]);
});

test('the badge turns red when somebody is in a hurry', () => {
  const counts = { new: 3, mine: 0, unassigned: 3, urgent: 0, suggested: 1, oldest_at: null };
  expect(badgeOf(counts)).toMatchObject({ count: 3, label: '3 new requests', tone: 'wait' });
  expect(badgeOf({ ...counts, urgent: 1 })).toMatchObject({ tone: 'bad', label: '3 new requests, 1 urgent' });
});

test('a refused file is named with the reason', () => {
  expect(flagWords({ flag: 'file_refused', name: 'card.svg', why: 'not_welcome' }).text).toBe('“card.svg” is neither a picture nor a PDF. Ask for another copy.');
});

test('where the form stood is said as people call it', () => {
  expect(sourceWords('https://relay.example/c/0123456789ABCDEFGHJKMNPQRS/consultation-request')).toBe('your page');
  expect(sourceWords('https://clinic.example/appointments?utm=x#top')).toBe('clinic.example/appointments');
  expect([sourceWords('https://clinic.example/'), sourceWords('a poster'), sourceWords('javascript:alert(1)')]).toEqual(['clinic.example', 'a poster', 'javascript:alert(1)']);
});
