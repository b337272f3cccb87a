/** Arabic-Indic, Persian and Devanagari digits as the ones every program reads. */
export function plainDigits(text: string): string {
  return text
    .replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x0660))
    .replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x06f0))
    .replace(/[०-९]/g, (digit) => String(digit.charCodeAt(0) - 0x0966));
}

/** A number as people type it: `1,5`, `1.5`, in any digits; `undefined` when it is none. */
export function readNumber(text: string): number | undefined {
  const plain = plainDigits(text.trim()).replace('٫', '.').replace(',', '.');
  return /^[-+]?(\d+\.?\d*|\.\d+)$/.test(plain) ? Number(plain) : undefined;
}
