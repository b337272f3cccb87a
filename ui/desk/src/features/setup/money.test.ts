import { describe, expect, it } from 'vitest';
import { formatMoney, parseMoney, typeMoney } from './money';

describe('a typed price', () => {
  it.each([
    ['90', 'EUR', 9000], ['90.50', 'EUR', 9050], ['90,5', 'EUR', 9050], ['€ 1.250,00', 'EUR', 125000], ['1,250', 'USD', 125000],
    ['1 250', 'USD', 125000], ['500', 'JPY', 500], ['1,500', 'JPY', 1500], ['12.345', 'KWD', 12345], ['0', 'EUR', 0], ['.50', 'USD', 50],
  ])('reads %s in %s as %i', (text, currency, want) => expect(parseMoney(text, currency)).toBe(want));

  it.each(['', 'free', '-5', '90.5000'])('never makes up a price for %j', (text) => expect(parseMoney(text, 'EUR')).toBeNull());

  it('reads back what it writes', () => {
    for (const currency of ['EUR', 'JPY', 'KWD']) for (const minor of [0, 5, 50, 900, 9050, 1234567]) expect(parseMoney(typeMoney(minor, currency), currency), `${minor} ${currency}`).toBe(minor);
    expect(formatMoney(9000, 'USD', 'en-US')).toBe('$90.00');
  });
});
