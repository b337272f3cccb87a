/** Dates and times of the clinic: what people type is understood here, what they read is written here. Nowhere else. */
export { addDays, addMonths, ageOn, dayIn, daysBetween, formatDay, isDay, parseDay, startOfWeek, today, weekday, type DateStyle, type Day } from './date';
export { addMinutes, clockAt, formatClock, formatHour, formatMinutes, formatSpan, inLocalClock, minutesOf, parseClock, type Clock } from './clock';
export { formatAgo, formatInstant, formatMoment, wallMinutes, type Instant } from './instant';
export { followClock, now } from './now';
export { dateOrder, firstWeekday, locale, setLocale, twelveHours } from './locale';
