import { describe, expect, it } from 'vitest';
import { cutCode, readCode } from './code';

describe('a code typed from paper', () => {
  it('forgives case, spaces, dashes and letters that look like digits', () => {
    expect(readCode('k7wo-ilq2  3f–9g')).toBe('K7W011Q23F9G');
  });
  it('drops what cannot be in a code', () => {
    expect(readCode('U?é#A')).toBe('A');
  });
  it('is cut into seven groups of four', () => {
    expect(cutCode('ABCD2345E')).toEqual(['ABCD', '2345', 'E', '', '', '', '']);
  });
});
