import { describe, expect, test } from 'vitest';
import type { DayView, DayVisit } from '@shared/generated/door';
import { dayColumns } from './columns';
import { providerFilter } from './filter';

const visit = (id: string, provider: string, room: string | null, status = 'scheduled') => ({ id, provider, room, status }) as DayVisit;
const column = (provider: string | null, room: string | null) => ({ provider, room, name: provider ?? room ?? 'No room', detail: '', room_name: 'Room 1', mine: false, active: true, open: [], away: [], visits: 0 });
const day = (by: 'provider' | 'room') =>
  ({
    date: '2026-11-20', by, axis: { minutes: 1440, ticks: [], clock_change: null },
    columns: by === 'provider' ? [column('a', null), column('b', null)] : [column(null, 'r'), column(null, null)],
    visits: [visit('1', 'a', 'r'), visit('2', 'a', null, 'cancelled'), visit('3', 'b', 'r')],
  }) as unknown as DayView;
const same = (one: DayVisit) => one;

describe('the columns of a day', () => {
  test('hold the visits of their provider or room, and those without a room have a place too', () => {
    expect(dayColumns(day('provider'), same, null, null).map((one) => one.visits.map((v) => v.id))).toEqual([['1', '2'], ['3']]);
    expect(dayColumns(day('room'), same, null, null).map((one) => one.visits.map((v) => v.id))).toEqual([['1', '3'], ['2']]);
  });
  test('do not count what was cancelled', () => {
    expect(dayColumns(day('provider'), same, null, null)[0]?.detail).toBe('Room 1 · 1 visit');
  });
  test('are those that were asked for, or all when none of these is left', () => {
    expect(dayColumns(day('provider'), same, null, ['b']).map((one) => one.key)).toEqual(['b']);
    expect(dayColumns(day('provider'), same, null, ['gone']).map((one) => one.key)).toEqual(['a', 'b']);
  });
  test('follow a visit to where it is being moved', () => {
    const seen = (one: DayVisit) => (one.id === '1' ? { ...one, provider: 'b' } : one);
    expect(dayColumns(day('provider'), seen, null, null)[1]?.visits.map((v) => v.id)).toEqual(['1', '3']);
  });
});

describe('the filter of providers', () => {
  test('says whose columns are shown, and all again when the last was taken out', () => {
    const chosen: unknown[] = [];
    const filter = (shown: string[] | null, mine: string | null = null) => providerFilter(day('provider'), shown, mine, (next) => chosen.push(next));
    expect(filter(null).words).toBe('All providers');
    expect(filter(['a'], 'a').words).toBe('My day');
    expect(filter(['a']).words).toBe('a');
    const items = filter(['a']).items.filter((item) => item !== 'line');
    items.find((item) => item.label === 'a')?.run();
    items.find((item) => item.label === 'b')?.run();
    expect(chosen, 'taking out the last shows all; with both chosen it is all as well').toEqual([null, null]);
  });
});
