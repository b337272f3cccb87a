/** "Monday" for 1 … "Sunday" for 7. The product speaks English; times and dates follow the place. */
export function weekdayName(weekday: number, style: 'long' | 'short' = 'long'): string {
  // 1 January 2024 was a Monday.
  return new Intl.DateTimeFormat('en', { weekday: style, timeZone: 'UTC' }).format(new Date(Date.UTC(2024, 0, weekday)));
}
