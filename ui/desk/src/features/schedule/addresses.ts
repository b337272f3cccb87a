import { addDays, addMonths, startOfWeek, type Day } from '@shared/time';

/** The ways to look at the calendar. */
export type Look = 'day' | 'week' | 'month' | 'list';

/** The address of a look at the day `date`. */
export function addressOf(look: Look, date: Day): string {
  if (look === 'month') return `/month/${date.slice(0, 7)}`;
  return `/${look}/${date}`;
}

/** One step forward or back: a day, a week, a month. */
export function stepped(look: Look, date: Day, by: 1 | -1): Day {
  if (look === 'month') return addMonths(`${date.slice(0, 7)}-01`, by);
  if (look === 'day') return addDays(date, by);
  return addDays(startOfWeek(date), by * 7);
}
