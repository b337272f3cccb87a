import type { Column, DayView, DayVisit, WeekView } from '@shared/generated/door';
import { formatDay } from '@shared/time';
import type { GridColumn } from './grid/axis';
import { visitsWords } from './words';

type Seen = (visit: DayVisit) => DayVisit & { date?: string };

/** The columns of a day. `now` in minutes of the axis; `shown` are the providers asked for, null is all. */
export function dayColumns(day: DayView, seen: Seen, now: number | null, shown: readonly string[] | null): GridColumn[] {
  const visits = day.visits.map(seen);
  const named = (column: Column): GridColumn => {
    const own = visits.filter((visit) => (day.by === 'room' ? visit.room === column.room : visit.provider === column.provider));
    const standing = own.filter((visit) => visit.status !== 'cancelled').length;
    const place = day.by === 'room' ? column.detail : (column.room_name ?? '');
    return {
      key: column.provider ?? column.room ?? 'none',
      name: column.name,
      detail: [column.active ? place : 'No new visits', visitsWords(standing)].filter(Boolean).join(' · '),
      date: day.date,
      provider: column.provider,
      room: column.room,
      open: column.open,
      away: column.away,
      visits: own,
      axis: day.axis,
      now,
      strong: column.mine,
    };
  };
  const wanted = day.columns.filter((column) => day.by === 'room' || !shown || (column.provider !== null && shown.includes(column.provider)));
  // A choice that fits nobody any more (a provider who left) shows everybody rather than an empty page.
  return (wanted.length ? wanted : day.columns).map(named);
}

/** The seven days of one provider. */
export function weekColumns(week: WeekView, seen: Seen, provider: string, nowOf: (day: { now: number | null }) => number | null): GridColumn[] {
  const visits = week.days.flatMap((day) => day.visits.map((visit) => ({ ...seen(visit), date: seen(visit).date ?? day.date })));
  return week.days.map((day) => {
    const own = visits.filter((visit) => visit.date === day.date && visit.provider === provider);
    const closed = day.away.find((away) => away.whole_clinic && away.from <= 0 && away.until >= day.axis.minutes);
    return {
      key: day.date,
      name: formatDay(day.date, 'brief'),
      detail: closed?.label || (day.open.length || own.length ? visitsWords(own.length) : 'Closed'),
      date: day.date,
      provider,
      room: null,
      open: day.open,
      away: day.away,
      visits: own,
      axis: day.axis,
      now: nowOf(day),
      strong: day.now !== null,
    };
  });
}
