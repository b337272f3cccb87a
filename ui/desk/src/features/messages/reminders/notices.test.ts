import { expect, it } from 'vitest';
import { catchUpWords, jumpWords } from './notices';

it('tells what was made up for in one sentence and leaves out what was not', () => {
  const at = { from: 0, until: 1 };
  expect(catchUpWords({ ...at, sent: 12, expired: 1, left: 0 })).toBe('12 messages were sent late; 1 was not sent, because it would have been too late to be of use.');
  expect(catchUpWords({ ...at, sent: 0, expired: 0, left: 1 })).toBe('1 still goes out, a few at a time.');
  expect(catchUpWords({ ...at, sent: 0, expired: 0, left: 0 })).toBe('');
});

it('says how far a clock jumped in the unit people think in', () => {
  expect([60, 3000, 7200, 100_000, 172_800, 31_536_000].map(jumpWords)).toEqual(['1 minute', '50 minutes', '2 hours', '28 hours', '2 days', '365 days']);
});
