/** How far the practice's clock is ahead of this device's, milliseconds. A tablet at the desk may be wrong; the practice decides. */
let ahead = 0;

/** Goes by the practice's clock from here on, which says `instant` (milliseconds) at this moment. */
export function followClock(instant: number): void {
  ahead = instant - Date.now();
}

/** The practice's clock, milliseconds. */
export function now(): number {
  return Date.now() + ahead;
}
