import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Checked, DayVisit } from '@shared/generated/door';
import type { GridColumn } from './axis';
import { Hand } from './hand.svelte';

const visit = { id: 'vis_1', version: 3, at: 540, minutes: 30, patient_name: 'Grace Kim' } as DayVisit;
const column = { axis: { minutes: 1440, ticks: [], clock_change: null } } as unknown as GridColumn;
const free = (message = ''): Checked => ({ verdict: message ? 'warns' : 'free', clashes: [], message, ends: '', room: null, comes_twice: false });

function make(check = vi.fn(async () => free())) {
  const onbook = vi.fn();
  const onplace = vi.fn();
  const hand = new Hand({ columns: () => [column, column, column], check, defaultMinutes: () => 30, onbook, onplace });
  return { hand, onbook, onplace, check };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

describe('the hand', () => {
  test('books the usual length at a click and what was drawn at a drag', () => {
    const { hand, onbook } = make();
    hand.draw({ column: 1, at: 543 });
    hand.drop();
    expect(onbook).toHaveBeenLastCalledWith({ column: 1, at: 540, minutes: 30 }, false);
    hand.draw({ column: 1, at: 543 });
    hand.to({ column: 2, at: 586 });
    hand.drop();
    expect(onbook).toHaveBeenLastCalledWith({ column: 1, at: 540, minutes: 45 }, true);
  });

  test('keeps hold of a visit where it was gripped, in steps of five minutes', () => {
    const { hand, onplace } = make();
    hand.move(visit, 0, { column: 0, at: 550 });
    hand.to({ column: 2, at: 613 });
    expect(hand.place).toEqual({ column: 2, at: 605, minutes: 30 });
    hand.drop();
    expect(onplace).toHaveBeenCalledWith(visit, { column: 2, at: 605, minutes: 30 }, null);
  });

  test('places nothing when the visit came back to where it was, nor after Escape', () => {
    const { hand, onplace } = make();
    hand.move(visit, 0, { column: 0, at: 550 });
    hand.to({ column: 1, at: 613 });
    hand.to({ column: 0, at: 551 });
    hand.drop();
    hand.move(visit, 0, { column: 0, at: 550 });
    hand.to({ column: 1, at: 613 });
    hand.cancel();
    hand.drop();
    expect(onplace).not.toHaveBeenCalled();
  });

  test('never leaves the day, and never makes a visit shorter than five minutes', () => {
    const { hand } = make();
    hand.move(visit, 0, { column: 0, at: 540 });
    hand.to({ column: 0, at: 9999 });
    expect(hand.place?.at).toBe(1410);
    hand.nudge(0, 1);
    expect(hand.place?.at, 'the arrow key must not push it past midnight either').toBe(1410);
    hand.cancel();
    hand.resize(visit, 0, false);
    hand.to({ column: 0, at: 100 });
    expect(hand.place?.minutes).toBe(5);
  });

  test('asks what is in the way at most every ninety milliseconds, about the newest place', async () => {
    const { hand, check } = make();
    hand.move(visit, 0, { column: 0, at: 540 });
    for (let at = 545; at <= 600; at += 5) hand.to({ column: 0, at });
    expect(check).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(90);
    expect(check).toHaveBeenCalledTimes(1);
    expect(check).toHaveBeenCalledWith(visit, { column: 0, at: 600, minutes: 30 });
  });

  test('drops the answer about a place it has left', async () => {
    const answers: ((checked: Checked) => void)[] = [];
    const { hand } = make(vi.fn(() => new Promise<Checked>((resolve) => answers.push(resolve))));
    hand.move(visit, 0, { column: 0, at: 540 });
    hand.to({ column: 0, at: 600 });
    await vi.advanceTimersByTimeAsync(90);
    hand.to({ column: 0, at: 660 });
    await vi.advanceTimersByTimeAsync(90);
    answers[1]?.(free('new'));
    answers[0]?.(free('old'));
    await vi.advanceTimersByTimeAsync(0);
    expect(hand.checked?.message).toBe('new');
  });

  test('puts a visit from the tray only where a column is', () => {
    const { hand, onplace } = make();
    hand.carry({ ...visit, in_tray: true }, { column: -1, at: 0 }, false);
    hand.drop();
    expect(onplace, 'let go outside the grid it stays in the tray').not.toHaveBeenCalled();
    hand.carry({ ...visit, in_tray: true }, { column: -1, at: 0 }, false);
    hand.to({ column: 1, at: 735 });
    hand.drop();
    expect(onplace.mock.calls[0]?.[1]).toMatchObject({ column: 1, minutes: 30 });
  });
});
