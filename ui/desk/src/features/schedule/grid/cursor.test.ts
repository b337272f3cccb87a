import { describe, expect, test } from 'vitest';
import type { DayVisit } from '@shared/generated/door';
import type { GridColumn } from './axis';
import { moved, visitUnder } from './cursor';

const visit = (id: string, at: number, minutes: number) => ({ id, at, minutes }) as DayVisit;
const columns = [{ visits: [visit('a', 540, 45), visit('b', 585, 30)] }, { visits: [] }] as unknown as GridColumn[];
const hours = { from: 480, until: 1080 };

describe('the keyboard in the grid', () => {
  test('lands on the visit that stands in its slot', () => {
    expect(visitUnder(columns, { column: 0, at: 540 })?.id).toBe('a');
    expect(visitUnder(columns, { column: 0, at: 585 })?.id).toBe('b');
    expect(visitUnder(columns, { column: 0, at: 615 })).toBeUndefined();
    expect(visitUnder(columns, { column: 1, at: 540 })).toBeUndefined();
  });

  test('goes past a visit in one step and through empty time by quarters', () => {
    const on = visitUnder(columns, { column: 0, at: 540 });
    expect(moved('ArrowDown', columns, { column: 0, at: 540 }, on, hours)).toEqual({ column: 0, at: 585 });
    expect(moved('ArrowDown', columns, { column: 0, at: 615 }, undefined, hours)).toEqual({ column: 0, at: 630 });
    expect(moved('ArrowUp', columns, { column: 0, at: 540 }, on, hours)).toEqual({ column: 0, at: 525 });
  });

  test('stays within the columns and the hours shown', () => {
    expect(moved('ArrowRight', columns, { column: 1, at: 540 }, undefined, hours)).toEqual({ column: 1, at: 540 });
    expect(moved('ArrowUp', columns, { column: 0, at: 480 }, undefined, hours)).toEqual({ column: 0, at: 480 });
    expect(moved('End', columns, { column: 0, at: 480 }, undefined, hours)).toEqual({ column: 0, at: 1065 });
    expect(moved('x', columns, { column: 0, at: 480 }, undefined, hours)).toBeUndefined();
  });
});
