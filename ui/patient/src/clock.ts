/** Unix seconds by the patient's device. The one place of the patient's page that reads a clock. */
export const now = (): number => Math.floor(Date.now() / 1000);

/** `YYYY-MM-DD` at the clinic. */
export function dayAt(zone: string, at: number = now()): string {
  const day = (timeZone?: string) => new Intl.DateTimeFormat('en-CA', { year: 'numeric', month: '2-digit', day: '2-digit', ...(timeZone ? { timeZone } : {}) }).format(at * 1000);
  try {
    return day(zone);
  } catch {
    // A zone younger than the browser: the device's own day is off by a few hours at most.
    return day();
  }
}
