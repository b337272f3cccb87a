import { describe, expect, test } from 'vitest';
import { layInLanes } from './lanes';

const at = (from: number, until: number) => ({ at: from, minutes: until - from });

describe('lanes', () => {
  test('visits that do not overlap have the column to themselves', () => {
    expect(layInLanes([at(0, 30), at(30, 60)]).map(({ lane, lanes }) => [lane, lanes])).toEqual([[0, 1], [0, 1]]);
  });
  test('overlapping visits stand side by side and a chain shares its lanes', () => {
    const placed = layInLanes([at(0, 60), at(30, 90), at(60, 120)]);
    expect(placed.map(({ lane, lanes }) => [lane, lanes])).toEqual([[0, 2], [1, 2], [0, 2]]);
  });
  test('no two visits ever share a lane at the same time', () => {
    const visits = Array.from({ length: 200 }, (_, n) => at((n * 37) % 600, ((n * 37) % 600) + 5 + ((n * 13) % 90)));
    const placed = layInLanes(visits);
    expect(placed).toHaveLength(200);
    for (const a of placed) for (const b of placed) {
      if (a === b || a.lane !== b.lane) continue;
      const apart = a.item.at + a.item.minutes <= b.item.at || b.item.at + b.item.minutes <= a.item.at;
      expect(apart).toBe(true);
    }
  });
});
