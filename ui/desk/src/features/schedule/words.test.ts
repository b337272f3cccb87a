import { describe, expect, test } from 'vitest';
import { Refusal } from '@shared/platform';
import { countdown, takenBy, toldWords } from './words';

describe('when the patient is told', () => {
  test('counts down in minutes and seconds', () => {
    expect(toldWords(1000, 1_000_000 - 161_000)).toBe('They are told in 2:41.');
    expect(countdown(5)).toBe('0:05');
  });
  test('says so once the time has come, and nothing where nobody is told', () => {
    expect(toldWords(1000, 1_000_500)).toBe('They are being told now.');
    expect(toldWords(undefined, 0)).toBe('');
  });
});

describe('a time that is taken', () => {
  test('is told apart from other refusals', () => {
    expect(takenBy(new Refusal({ code: 'changed', message: 'x' }))).toBeNull();
    expect(takenBy(new Refusal({ code: 'taken', message: 'x', details: { clashes: [], can_override: true } }))?.can_override).toBe(true);
  });
});
