import { expect, test } from 'vitest';
import { setLocale } from '@shared/time';
import { addressOf, stepped } from './addresses';

test('a step goes to the next day, the next week from its first day, the next month from its first day', () => {
  setLocale('en-GB');
  expect(stepped('day', '2026-02-28', 1)).toBe('2026-03-01');
  expect(stepped('week', '2026-11-20', 1)).toBe('2026-11-23');
  expect(stepped('month', '2026-01-31', 1)).toBe('2026-02-01');
  expect(addressOf('month', '2026-01-31')).toBe('/month/2026-01');
  setLocale(undefined);
});
