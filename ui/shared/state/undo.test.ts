import { beforeEach, describe, expect, it } from 'vitest';
import { toasts } from './toasts.svelte';
import { undo } from './undo.svelte';

beforeEach(() => {
  undo.clear();
  toasts.clear();
});

describe('taking back', () => {
  it('goes newest first and says when nothing is left', async () => {
    const ran: string[] = [];
    undo.push({ label: 'a', run: () => void ran.push('a') });
    undo.push({ label: 'b', run: () => void ran.push('b') });
    expect([await undo.undo(), await undo.undo(), await undo.undo()]).toEqual([true, true, false]);
    expect(ran).toEqual(['b', 'a']);
  });

  it('from a toast and from Ctrl+Z is one step, never two', async () => {
    let ran = 0;
    const toast = toasts.done('Moved.', { undo: () => void ran++ });
    await toasts.takeBack(toast);
    expect(await undo.undo()).toBe(false);
    expect(ran).toBe(1);
  });

  it('that fails is said and may be tried again', async () => {
    let works = false;
    const toast = toasts.done('Moved.', { undo: () => { if (!works) throw { code: 'cannot_undo', message: 'The notice has gone out.' }; } });
    await toasts.takeBack(toast);
    expect(toasts.list.at(-1)).toMatchObject({ kind: 'problem', text: 'The notice has gone out.', lasts: null });
    works = true;
    expect(await undo.undo()).toBe(true);
  });
});
