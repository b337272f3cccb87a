import { formatClock } from './time';
import { describe, expect, it } from 'vitest';
import { explain, fieldError } from './errors';

describe('a failure', () => {
  it('is told in the words of the practice when it has any', () => {
    expect(explain({ code: 'taken', message: 'Peter Hale has this time.', next: 'Take the next one.' })).toEqual({
      code: 'taken', severity: 'fixable', message: 'Peter Hale has this time.', next: 'Take the next one.',
    });
  });

  it('names times in the clock the rest of the screen has', () => {
    const told = explain({ code: 'taken', message: 'Peter Hale has 14:00.', next: 'Take 14:15.' });
    expect([told.message, told.next]).toEqual([`Peter Hale has ${formatClock('14:00')}.`, `Take ${formatClock('14:15')}.`]);
  });

  it('gets a sentence and a next step where the practice sent none', () => {
    const { message, next } = explain({ code: 'disk_full', message: '' });
    expect(message).toContain('disk');
    expect(next).not.toBe('');
  });

  it('of any other kind is a fault of ours, never shown raw', () => {
    const told = explain(new TypeError('undefined is not a function'));
    expect(told.severity).toBe('fault');
    expect(told.message).not.toContain('undefined');
    expect(explain({ code: 'constructor', message: 'x' }).severity, 'not a name from the object itself').toBe('fault');
  });

  it('belongs to its field only', () => {
    const cause = { code: 'invalid', message: 'No such day.', field: 'birth_date' };
    expect(fieldError(cause, 'birth_date')).toBe('No such day.');
    expect(fieldError(cause, 'name')).toBeUndefined();
    expect(fieldError(undefined, 'name')).toBeUndefined();
  });
});
