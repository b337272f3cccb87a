import { describe, expect, it } from 'vitest';
import { another, copyDay, fromSpans, place, toSpans, totalMinutes, troublesOf } from './week';

const span = (weekday: number, from: string, until: string) => ({ weekday, from, until, location: 'loc_1', room: null });

describe('a working week being edited', () => {
  it('comes back as it was, midnight included', () => {
    const spans = [span(1, '09:00', '12:00'), span(1, '13:00', '24:00'), span(5, '00:00', '08:00')];
    expect(toSpans(fromSpans(spans))).toEqual(spans);
  });

  it('names the stretch that overlaps, and the one that ends before it begins', () => {
    const week = fromSpans([span(1, '09:00', '12:00'), span(1, '11:30', '14:00'), span(2, '10:00', '09:00')]);
    const found = troublesOf(week);
    expect([...found.keys()]).toEqual([week[1]?.key, week[2]?.key]);
  });

  it('lets stretches touch', () => {
    expect(troublesOf(fromSpans([span(1, '09:00', '12:00'), span(1, '12:00', '14:00')])).size).toBe(0);
  });

  it('copies a day in place of others', () => {
    const week = fromSpans([span(1, '09:00', '12:00'), span(2, '08:00', '10:00')]);
    expect(toSpans(copyDay(week, 1, [2, 3]))).toEqual([span(1, '09:00', '12:00'), span(2, '09:00', '12:00'), span(3, '09:00', '12:00')]);
  });

  it('offers the afternoon after the morning', () => {
    const week = fromSpans([span(1, '09:00', '12:00')]);
    expect(another(week, 1, 'loc_1')).toMatchObject({ from: '12:30', until: '15:30' });
    expect(another(week, 2, 'loc_1')).toMatchObject({ from: '09:00', until: '17:00' });
  });

  it('is drawn and counted with midnight as the end of the day', () => {
    const [night] = fromSpans([span(1, '18:00', '24:00')]);
    expect(place(night!, 0, 1440)).toEqual({ left: 75, width: 25 });
    expect(totalMinutes([night!])).toBe(360);
  });
});
