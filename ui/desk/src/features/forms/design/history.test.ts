import { describe, expect, it } from 'vitest';
import { again, back, begin, record, seal } from './history';

describe('undo in the designer', () => {
  it('takes back a typed word as one step, and single acts one by one', () => {
    let history = begin('');
    for (const text of ['N', 'Na', 'Name']) history = record(history, text, 'q1.label');
    history = record(history, 'Name!', 'q2.label');
    expect(back(history).now).toBe('Name');
    expect(back(back(history)).now).toBe('');
  });

  it('starts a new step after a pause', () => {
    let history = record(begin('a'), 'ab', 'q1.label');
    history = record(seal(history), 'abc', 'q1.label');
    expect(back(history).now).toBe('ab');
  });

  it('goes forward again until something else is done', () => {
    const history = back(record(record(begin(1), 2), 3));
    expect(again(history).now).toBe(3);
    expect(again(again(history)).now, 'not beyond the end').toBe(3);
    const other = record(history, 9);
    expect(again(other)).toBe(other);
    expect(back(begin(1)).now).toBe(1);
  });

  it('never joins what comes after an undo to what was taken back', () => {
    const history = record(back(record(begin('a'), 'ab', 'k')), 'ac', 'k');
    expect(back(history).now).toBe('a');
  });

  it('makes no step of nothing', () => {
    const value = {};
    const history = begin(value);
    expect(record(history, value)).toBe(history);
  });
});
