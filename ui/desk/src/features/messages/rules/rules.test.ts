import { beforeEach, describe, expect, it } from 'vitest';
import type { Anchor, Offset, RuleView } from '@shared/generated/door';
import { setLocale } from '@shared/time';
import { exampleSentence } from './example';
import { atWords, inOrder, offsetOf, spanWords, timingOf, whenWords } from './timing';

beforeEach(() => setLocale('en-GB'));

const night = { quiet_from: '21:00', quiet_until: '08:00' };
const minutes = (n: number): Offset => ({ kind: 'minutes', minutes: n });
const days = (n: number, at: string | null = null): Offset => ({ kind: 'days', days: n, at });
const rule = (anchor: Anchor, offset: Offset, useful_minutes = 45) => ({ anchor, offset, useful_minutes });
// A Friday.
const say = (one: ReturnType<typeof rule>, quiet = night) => exampleSentence(one, quiet, '2026-11-20');

describe('the sentence that shows what a rule means', () => {
  it('names the visit and the moment of the message', () => {
    expect(say(rule('before_start', days(2)))).toBe('Grace Kim, booked for Wed 25 Nov, 13:30, would get it Mon 23 Nov, 13:30.');
    expect(say(rule('before_start', minutes(120)))).toMatch(/would get it Wed 25 Nov, 11:30\.$/);
    expect(say(rule('booked', minutes(3)))).toMatch(/who books Mon 23 Nov, 10:00, would get it Mon 23 Nov, 10:03\.$/);
    expect(say(rule('after_completed', days(3, '10:00')))).toMatch(/would get it Sat 28 Nov, 10:00\.$/);
  });

  it('keeps a thank-you two hours away from the visit’s end, as the practice does', () => {
    expect(say(rule('after_completed', days(0, '14:00'), 1440))).toMatch(/would get it Wed 25 Nov, 16:15\.$/);
  });

  it('respects the quiet hours as the practice does', () => {
    expect(say(rule('before_start', days(1, '22:00')))).toMatch(/would get it Tue 24 Nov, 20:50, before the quiet hours/);
    expect(say(rule('before_start', minutes(6 * 60)))).toMatch(/would get it Wed 25 Nov, 08:00, after the quiet hours/);
    expect(say(rule('before_start', minutes(6 * 60), 5 * 60 + 45))).toMatch(/would not get it/);
    expect(say(rule('before_start', days(1, '22:00')), { quiet_from: '08:00', quiet_until: '08:00' }), 'equal times switch them off').toMatch(/22:00\.$/);
  });

  it('always takes a visit that lies far enough ahead', () => {
    for (let step = 0; step < 7; step++) {
      const today = `2026-11-${20 + step}`;
      const found = /booked for Wed (\d+) (\w+)/.exec(exampleSentence(rule('before_start', days(2)), night, today));
      expect(found, today).not.toBeNull();
      expect(Date.parse(`${found?.[1]} ${found?.[2]} 2026 UTC`) - Date.parse(today), today).toBeGreaterThanOrEqual(3 * 86_400_000);
    }
  });
});

describe('a rule’s timing', () => {
  it.each([minutes(3), minutes(120), minutes(0), days(2), days(0, '18:00'), days(30, '10:00')])('goes through the form unchanged: %j', (offset) => {
    expect(offsetOf(timingOf(offset))).toEqual(offset);
  });

  it('is no time while no number is typed', () => {
    expect(offsetOf({ amount: null, unit: 'days', at: null })).toBeNull();
  });

  it('is said as people say it', () => {
    expect(whenWords({ anchor: 'before_start', offset: days(1) })).toBe('1 day before');
    expect(whenWords({ anchor: 'after_completed', offset: days(0, '18:00') })).toBe('The same day');
    expect(whenWords({ anchor: 'moved', offset: minutes(3) })).toBe('3 minutes after a move');
    expect(atWords({ offset: days(2) })).toBe('at the visit’s own time');
    expect([45, 60, 90, 1560, 4320].map(spanWords)).toEqual(['45 minutes', '1 hour', '1 h 30 min', '26 hours', '3 days']);
  });

  it('puts the rules in the order in which a patient hears them', () => {
    const all = [rule('after_completed', days(3, '10:00')), rule('before_start', minutes(120)), rule('booked', minutes(3)), rule('before_start', days(2)), rule('after_completed', days(0, '18:00')), rule('before_start', days(1))] as RuleView[];
    expect(inOrder(all).map((one) => whenWords(one))).toEqual(['3 minutes after booking', '2 days before', '1 day before', '2 hours before', 'The same day', '3 days after']);
  });
});
