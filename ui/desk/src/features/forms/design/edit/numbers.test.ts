import { expect, it } from 'vitest';
import { readNumber } from './numbers';

const read = (text: string, more: Partial<Parameters<typeof readNumber>[1]> = {}) => {
  const answer = readNumber(text, { whole: false, nullable: false, min: undefined, max: undefined, ...more });
  return 'value' in answer ? answer.value : answer.problem;
};

it('reads numbers as people type them, and says what is none', () => {
  expect(['3', ' 1,5 ', '−2', '.5', '-0.25'].map((text) => read(text))).toEqual([3, 1.5, -2, 0.5, -0.25]);
  expect(read('')).toBe('Type a number.');
  expect(read('', { nullable: true })).toBeNull();
  for (const text of ['-', '.', 'x', '1e5', '1.2.3', '12345678901', '０']) expect(read(text), text).toBe('Type a number like 3 or 1.5.');
  expect(read('1.5', { whole: true })).toBe('Whole numbers only.');
  expect(read('0', { min: 1 })).toBe('At least 1.');
  expect(read('6', { max: 5 })).toBe('At most 5.');
});
