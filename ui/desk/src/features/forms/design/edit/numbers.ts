/** A number as it is typed, or what is wrong with it. */
export type Read = { value: number | null } | { problem: string };

export interface Limits {
  whole: boolean;
  nullable: boolean;
  min: number | undefined;
  max: number | undefined;
}

export function readNumber(text: string, { whole, nullable, min, max }: Limits): Read {
  const plain = text.trim().replace(',', '.').replace('−', '-');
  if (plain === '') return nullable ? { value: null } : { problem: 'Type a number.' };
  if (!/^-?\d{0,9}(\.\d{0,6})?$/.test(plain) || !/\d/.test(plain)) return { problem: 'Type a number like 3 or 1.5.' };
  const value = Number(plain);
  if (whole && !Number.isInteger(value)) return { problem: 'Whole numbers only.' };
  if (min !== undefined && value < min) return { problem: `At least ${min}.` };
  if (max !== undefined && value > max) return { problem: `At most ${max}.` };
  return { value };
}
