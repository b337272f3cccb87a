// Times in words. Clinic wall times come as text and are never converted: they are what stands on the clinic's own clock.

function format(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(language, { ...options, numberingSystem: 'latn' });
}

/** A wall time pretends to be UTC so that no zone touches it. */
const wall = (starts: string) => new Date(`${starts.slice(0, 16)}:00Z`);

/** `14:30`, `2:30 PM`. */
export const clockWords = (language: string, starts: string): string => format(language, { hour: 'numeric', minute: '2-digit', timeZone: 'UTC' }).format(wall(starts));

/** `Monday, 23 November`. */
export const dayLong = (language: string, starts: string): string =>
  format(language, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' }).format(wall(`${starts.slice(0, 10)}T00:00`));

/** An instant on the patient's own clock, or on that of `zone`: `21 Nov, 14:03`. */
export const momentWords = (language: string, at: number, zone?: string): string =>
  format(language, { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit', ...(zone ? { timeZone: zone } : {}) }).format(at * 1000);

/** `Berlin` of `Europe/Berlin`: what people know of a zone. */
export const zoneWords = (zone: string): string => zone.split('/').pop()?.replaceAll('_', ' ') ?? zone;

/** `9:05` left. */
export const leftWords = (seconds: number): string => `${Math.floor(Math.max(0, seconds) / 60)}:${String(Math.max(0, seconds) % 60).padStart(2, '0')}`;
