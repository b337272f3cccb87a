import { describe, expect, test } from 'vitest';
import { splitName } from './patient';

describe('a name typed into the booking sheet', () => {
  test('has its last word as the family name', () => {
    expect(splitName('anna maria lopez')).toEqual({ given: 'Anna Maria', family: 'Lopez' });
    expect(splitName('Grace Kim')).toEqual({ given: 'Grace', family: 'Kim' });
  });
  test('keeps letters as they were typed where there are capitals or no case at all', () => {
    expect(splitName('Ludwig van Beethoven')).toEqual({ given: 'Ludwig Van', family: 'Beethoven' });
    expect(splitName('王小明')).toEqual({ given: '王小明', family: '' });
  });
});
