import { describe, expect, it } from 'vitest';
import type { Health } from '@shared/generated/door';
import { badgeOf, lineOf } from './health';

const NOW = Date.parse('2026-03-18T12:12:00Z');
const good: Health = {
  state: 'good', words: 'Reminders healthy', why: 'Every message that was due has been sent.', next: '', next_due_at: Date.parse('2026-03-18T12:30:00Z') / 1000, running_since: 1, last_look_at: 1,
  waiting: 4, retrying: 0, needs_person: 0, mail_problem: null, catch_up: null, clock: null, pretends: false,
};
const line = (more: Partial<Health>) => lineOf({ ...good, ...more }, 'UTC', NOW, true);

describe('the line about reminders', () => {
  it('says when the next one goes while all is well', () => {
    expect(line({}).text).toMatch(/^Reminders healthy · next 12:30/);
    expect(line({ next_due_at: null }).text, 'nothing waits').toBe('Reminders healthy');
    expect(line({ next_due_at: NOW / 1000 - 60 }).text, 'never promises a moment that has passed').toMatch(/next 12:12/);
  });

  it('marks a demo whatever else it says', () => {
    expect(line({ pretends: true, words: 'Reminders pretend (demo)' }).text).not.toMatch(/demo.*demo/);
    expect(line({ pretends: true, state: 'bad', words: 'Some messages need a look', needs_person: 2 }).text).toBe('Some messages need a look · demo');
  });

  it('leads to where it can be put right', () => {
    expect(line({ state: 'bad', needs_person: 2 }).path).toBe('/reminders');
    expect(line({ state: 'wait', words: 'E-mail is not set up' }).path).toBe('/settings/mail');
    expect(line({ state: 'bad', mail_problem: { title: 'a', meaning: 'b', next: 'c' } }).path).toBe('/settings/mail');
    expect(line({ state: 'bad', clock: { since: 1, jumped: 9000 } }).path, 'the clock comes first').toBe('/reminders');
    expect(lineOf(good, 'UTC', NOW, false).path, 'no way for those who may not see messages').toBeUndefined();
  });

  it('counts what needs a person in words', () => {
    expect(badgeOf({ ...good, needs_person: 1 })).toEqual({ count: 1, label: '1 message needs a person', tone: 'bad' });
  });
});
