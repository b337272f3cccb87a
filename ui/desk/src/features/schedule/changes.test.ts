import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { DayVisit, VisitView } from '@shared/generated/door';
import { Refusal } from '@shared/platform';

const door = vi.hoisted(() => ({ visitsMove: vi.fn(), undoRun: vi.fn(), visitsSetStatus: vi.fn() }));
vi.mock('@shared/generated/door', () => ({ door }));

import { toasts } from '@shared/state/toasts.svelte';
import { setLocale } from '@shared/time';
import { changes } from './changes.svelte';

const visit = { id: 'vis_1', version: 3, patient_name: 'Grace Kim', provider: 'prv_1', starts: '2026-11-20T09:00', at: 540, minutes: 30 } as DayVisit;
const moved = { patient_name: 'Grace Kim', starts: '2026-11-20T14:00', day: '2026-11-20', provider_name: 'Dr. Brandt' } as VisitView;
const to = { starts: '2026-11-20T14:00', fold: 0 };
const clash = { kind: 'provider', weight: 'warns', what: 'Dr. Okafor is with Peter Hale.', who: '', from: null, until: null, visit: null } as const;
const taken = (can_override: boolean) => new Refusal({ code: 'taken', message: clash.what, details: { clashes: [clash], can_override } });

beforeEach(() => {
  setLocale('en-GB');
  vi.resetAllMocks();
  toasts.clear();
  changes.asking = null;
});

describe('moving a visit', () => {
  test('says what was done, when they are told, and takes it back through the door', async () => {
    door.visitsMove.mockResolvedValue({ value: moved, undo: 'opn_1', told_at: Math.round(Date.now() / 1000) + 161 });
    expect(await changes.move(visit, to, { at: 840 })).toBe(true);
    const toast = toasts.list[0];
    expect(toast?.text).toBe('Grace Kim moved to 14:00.');
    expect(typeof toast?.detail === 'function' ? toast.detail() : '').toMatch(/^They are told in 2:4\d\.$/);
    await toast?.undo?.run();
    expect(door.undoRun).toHaveBeenCalledWith({ operation: 'opn_1' });
  });

  test('shows it in its new place at once, and in the old one again when it is refused', async () => {
    let refuse: (cause: unknown) => void = () => undefined;
    door.visitsMove.mockReturnValue(new Promise((_, reject) => (refuse = reject)));
    const done = changes.move(visit, to, { at: 840 });
    expect(changes.seen(visit).at).toBe(840);
    expect(changes.seen({ ...visit, version: 4 }).at, 'a newer version is the truth').toBe(540);
    refuse(taken(false));
    expect(await done).toBe(false);
    expect(changes.seen(visit).at).toBe(540);
    expect(toasts.list[0]).toMatchObject({ kind: 'problem', text: clash.what });
  });

  test('asks for a reason where a warning allows one, and then moves with it', async () => {
    door.visitsMove.mockRejectedValueOnce(taken(true)).mockResolvedValueOnce({ value: moved });
    expect(await changes.move(visit, to, { at: 840 })).toBe(false);
    expect(changes.asking?.clashes).toEqual([clash]);
    expect(toasts.list, 'the question is enough').toEqual([]);
    expect(await changes.asking?.go({ reason: 'Sisters' })).toBe(true);
    expect(door.visitsMove).toHaveBeenLastCalledWith(expect.objectContaining({ visit: 'vis_1', version: 3, override: { reason: 'Sisters' } }));
  });

  test('asks first when the warning was seen while dragging', async () => {
    expect(await changes.move(visit, to, { at: 840 }, [clash])).toBe(false);
    expect(door.visitsMove).not.toHaveBeenCalled();
    expect(changes.asking?.title).toBe('Move Grace Kim all the same?');
  });
});
