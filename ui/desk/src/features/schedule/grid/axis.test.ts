import { describe, expect, test } from 'vitest';
import { clockOn, closedSpans, momentOf, type GridColumn } from './axis';

/** New York, 1 November 2026: 01:00 comes twice. */
const autumn = { minutes: 1500, clock_change: 'Clocks go back.', ticks: [{ at: 0, clock: '00:00', second: false }, { at: 60, clock: '01:00', second: false }, { at: 120, clock: '01:00', second: true }, { at: 180, clock: '02:00', second: false }] };
/** 8 March 2026: 02:00 does not come. */
const spring = { minutes: 1380, clock_change: 'Clocks go forward.', ticks: [{ at: 0, clock: '00:00', second: false }, { at: 60, clock: '01:00', second: false }, { at: 120, clock: '03:00', second: false }] };

describe('the axis of a day whose clocks change', () => {
  test('tells the second of an hour that comes twice', () => {
    expect(clockOn(autumn, 90)).toEqual({ clock: '01:30', fold: 0 });
    expect(clockOn(autumn, 150)).toEqual({ clock: '01:30', fold: 1 });
    expect(clockOn(autumn, 600)).toEqual({ clock: '09:00', fold: 0 });
  });
  test('skips the hour that does not come', () => {
    expect(clockOn(spring, 119).clock).toBe('01:59');
    expect(clockOn(spring, 120).clock).toBe('03:00');
    expect(momentOf(spring, '09:00')).toBe(480);
    expect(momentOf(autumn, '09:00')).toBe(600);
  });
});

test('what no open span covers is closed', () => {
  const column = { open: [{ from: 480, until: 720 }, { from: 780, until: 1020 }] } as unknown as GridColumn;
  expect(closedSpans(column, 420, 1080)).toEqual([{ from: 420, until: 480 }, { from: 720, until: 780 }, { from: 1020, until: 1080 }]);
});
