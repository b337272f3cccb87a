import { expect, test } from 'vitest';
import type { RelayStatus } from '@shared/generated/door';
import { lineOf, standing } from './words';

const NOW = 1_800_000_000_000;
const paired: RelayStatus = {
  paired: true, address: 'https://relay.example', link: 'https://relay.example/c/X', clinic: 'X', paired_at: 1, leads: true, last_contact_at: NOW / 1000, last_success_at: NOW / 1000,
  failing_since: null, failure: null, pending: 0, published_at: 1, slots_published_at: 1, to_publish: false, key_since: 1, next_rotation_at: 2, alarms: [],
  page: { checked_at: null, differs: [], possible: true }, poison: 0,
};
const away = { title: 'The relay does not answer', meaning: 'It may be off', next: 'Wait' };

test('a clinic without a relay has no line', () => {
  expect(lineOf({ ...paired, paired: false }, NOW)).toBeNull();
});

test('a relay that is away is waited for a quarter of an hour, then somebody has to look', () => {
  const since = (minutes: number) => ({ ...paired, failure: away, failing_since: NOW / 1000 - minutes * 60 });
  expect(standing(since(5), NOW)).toBe('wait');
  expect(standing(since(16), NOW)).toBe('bad');
  expect(lineOf(since(16), NOW)?.why).toContain('does not answer');
});

test('an alarm counts more than a line that works', () => {
  const alarm = { id: 1, code: 'skipped' as const, count: 2, names: [], first_at: 1, last_at: 1, explanation: { title: '2 submissions were skipped', meaning: 'm', next: 'n' } };
  expect(lineOf({ ...paired, alarms: [alarm] }, NOW)).toMatchObject({ state: 'bad', path: '/settings/website' });
});

test('what waits is counted', () => {
  expect(lineOf({ ...paired, pending: 3 }, NOW)?.text).toBe('Website connected · 3 waiting');
});
