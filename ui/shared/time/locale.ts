let chosen: string | undefined;

/** The language and country that dates and times are written in: the practice's choice, or the device's. */
export function locale(): string {
  return chosen ?? (device ??= ofDevice());
}

let device: string | undefined;

/** WebKitGTK reports the C library's own names (`C`, `POSIX`) as languages, and every Intl call throws on them. */
function ofDevice(): string {
  const offered = typeof navigator === 'undefined' ? [] : [navigator.language, ...(navigator.languages ?? [])];
  for (const tag of offered) {
    try {
      const [known] = Intl.DateTimeFormat.supportedLocalesOf(tag);
      if (known) return known;
    } catch {
      // Not a language tag; the next one may be.
    }
  }
  return 'en-GB';
}

/** Set by the practice's settings; an unknown tag is left aside rather than breaking every date on screen. */
export function setLocale(tag: string | undefined): void {
  if (tag === undefined) {
    chosen = undefined;
    return;
  }
  try {
    chosen = Intl.getCanonicalLocales(tag)[0];
  } catch {
    chosen = undefined;
  }
}

/** True where times are written 1:30 PM. */
export function twelveHours(tag = locale()): boolean {
  return new Intl.DateTimeFormat(tag, { hour: 'numeric' }).resolvedOptions().hour12 ?? false;
}

/** The order in which day, month and year are written in numbers. */
export function dateOrder(tag = locale()): ('day' | 'month' | 'year')[] {
  return new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'numeric', year: 'numeric', calendar: 'gregory' })
    .formatToParts(new Date(2001, 1, 3))
    .map((part) => part.type)
    .filter((type): type is 'day' | 'month' | 'year' => type === 'day' || type === 'month' || type === 'year');
}

/** First day of the week: 1 Monday … 7 Sunday. */
export function firstWeekday(tag = locale()): number {
  const info = new Intl.Locale(tag) as Intl.Locale & { weekInfo?: { firstDay: number }; getWeekInfo?: () => { firstDay: number } };
  const known = info.getWeekInfo?.().firstDay ?? info.weekInfo?.firstDay;
  if (known) return known;
  const region = info.maximize().region ?? '';
  if (['US', 'CA', 'MX', 'BR', 'JP', 'KR', 'IN', 'IL', 'ZA', 'PH', 'TW', 'HK', 'AU'].includes(region)) return 7;
  return ['AE', 'EG', 'SA', 'DZ', 'IQ', 'JO', 'KW', 'LY', 'QA', 'SY', 'AF', 'IR'].includes(region) ? 6 : 1;
}

/** Digits of any script as 0-9, so that ٣/٤/١٩٨٥ can be typed too. */
export function plainDigits(text: string): string {
  return text.replace(/\p{Nd}/gu, (digit) => {
    const code = digit.codePointAt(0) ?? 0;
    if (code < 128) return digit;
    let zero = code;
    while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
    return String(code - zero);
  });
}
