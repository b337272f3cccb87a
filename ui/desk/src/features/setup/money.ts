import { locale } from '@shared/time';

/** Digits after the decimal point: 2 for EUR, 0 for JPY, 3 for KWD. */
export function decimals(currency: string): number {
  try {
    return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2;
  } catch {
    return 2;
  }
}

/** Minor units as they are printed: `9000` in EUR is "€90.00". */
export function formatMoney(minor: number, currency: string, tag = locale()): string {
  const value = minor / 10 ** decimals(currency);
  try {
    return new Intl.NumberFormat(tag, { style: 'currency', currency }).format(value);
  } catch {
    return `${value} ${currency}`;
  }
}

/** Minor units as they are typed: `9000` is "90", `9050` is "90.50". */
export function typeMoney(minor: number, currency: string): string {
  const digits = decimals(currency);
  return minor % 10 ** digits === 0 ? String(minor / 10 ** digits) : (minor / 10 ** digits).toFixed(digits);
}

/** What was typed in minor units, or null: "90", "90.50", "90,50", "1.250,00", "€ 90". */
export function parseMoney(text: string, currency: string): number | null {
  const digits = decimals(currency);
  const plain = text.replace(/[^\d.,-]/g, '');
  if (plain === '' || plain.includes('-')) return null;
  const at = Math.max(plain.lastIndexOf('.'), plain.lastIndexOf(','));
  const after = at < 0 ? '' : plain.slice(at + 1);
  // A mark with three digits behind it separates thousands, except where the currency itself has three decimals.
  const isDecimal = at >= 0 && after.length <= digits;
  const whole = (isDecimal ? plain.slice(0, at) : plain).replace(/[.,]/g, '');
  if (at >= 0 && !isDecimal && after.length !== 3) return null;
  const amount = Number(whole || '0') * 10 ** digits + (isDecimal ? Number(after.padEnd(digits, '0') || '0') : 0);
  return Number.isSafeInteger(amount) ? amount : null;
}
