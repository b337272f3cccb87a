import { cleanup, render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { createRawSnippet, flushSync, tick } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keys } from '../state/keys.svelte';
import { palette } from '../state/palette.svelte';
import { toasts } from '../state/toasts.svelte';
import { undo } from '../state/undo.svelte';
import { KeySheet, Menu, Palette, Sheet, Table, Toasts } from '.';

let offs: (() => void)[] = [];
beforeEach(() => {
  offs = [keys.listen()];
});
afterEach(() => {
  palette.open = false;
  toasts.clear();
  undo.clear();
  flushSync();
  cleanup();
  offs.forEach((off) => off());
  vi.useRealTimers();
});

const field = createRawSnippet(() => ({ render: () => '<label>Name <input></label>' }));

describe('a form sheet', () => {
  const open = (props: Record<string, unknown> = {}) => {
    const onsubmit = vi.fn();
    const onclose = vi.fn();
    render(Sheet, { open: true, title: 'New patient', submit: 'Register', onsubmit, onclose, children: field, ...props });
    return { onsubmit, onclose };
  };

  it('begins in its first field', async () => {
    open();
    await vi.waitFor(() => expect(document.activeElement?.tagName).toBe('INPUT'));
  });

  it('is sent with Ctrl+Enter from anywhere in it, once while it works', async () => {
    const { onsubmit } = open();
    await userEvent.click(screen.getByLabelText('Name'));
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(onsubmit).toHaveBeenCalledTimes(1);
    cleanup();
    const second = open({ busy: true });
    await userEvent.click(screen.getByLabelText('Name'));
    await userEvent.keyboard('{Control>}{Enter}{/Control}');
    expect(second.onsubmit).not.toHaveBeenCalled();
  });

  it('goes at once on Escape when nothing was typed', async () => {
    const { onclose } = open();
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(onclose).toHaveBeenCalledTimes(1));
  });

  it('says that the typing is kept as a draft', async () => {
    const { onclose } = open({ changed: true, kept: true });
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => expect(onclose).toHaveBeenCalledTimes(1));
    expect(toasts.list[0]?.text).toBe('Kept as a draft.');
  });

  it('asks before it forgets what is kept nowhere', async () => {
    const { onclose } = open({ changed: true });
    await userEvent.keyboard('{Escape}');
    await vi.waitFor(() => screen.getByRole('alertdialog', { name: 'Unsaved changes' }));
    expect(onclose).not.toHaveBeenCalled();
    await userEvent.click(screen.getByText('Throw it away'));
    expect(onclose).toHaveBeenCalledTimes(1);
  });

  it('puts the keys of the page to sleep', async () => {
    const run = vi.fn();
    offs.push(keys.register({ key: 'F3', label: 'Page', run }));
    open();
    await tick();
    await userEvent.keyboard('{F3}');
    expect(run).not.toHaveBeenCalled();
    cleanup();
    await userEvent.keyboard('{F3}');
    expect(run).toHaveBeenCalledTimes(1);
  });
});

describe('the palette', () => {
  it('finds patients and actions, and runs the one chosen on the page below', async () => {
    const ran: string[] = [];
    offs.push(keys.register({ key: 'p', label: 'Register a patient', run: () => ran.push('register') }));
    offs.push(keys.register({ key: 'ArrowLeft', label: 'Day before', hidden: true, run: () => undefined }));
    offs.push(palette.addSource({ heading: 'Patients', search: async (text) => (text === 'reg' ? [{ id: 'pat_1', title: 'Reggie Park', run: () => ran.push('Reggie') }] : []) }));
    render(Palette);
    palette.show();
    await vi.waitFor(() => expect(screen.getAllByRole('option').map((one) => one.querySelector('.title')?.textContent)).toEqual(['Register a patient']));
    await userEvent.keyboard('reg');
    await vi.waitFor(() => expect(screen.getAllByRole('option')).toHaveLength(2));
    await userEvent.keyboard('{ArrowDown}{Enter}');
    await vi.waitFor(() => expect(ran).toEqual(['register']));
    expect(palette.open).toBe(false);
  });

  it('still offers actions when a search fails, and says so', async () => {
    offs.push(keys.register({ label: 'Print the day', run: () => undefined }));
    offs.push(palette.addSource({ heading: 'Patients', search: async () => { throw { code: 'busy', message: 'The practice is busy.' }; } }));
    render(Palette);
    palette.show();
    await vi.waitFor(() => screen.getByRole('combobox'));
    await userEvent.keyboard('print');
    await vi.waitFor(() => screen.getByText('The practice is busy.'));
    expect(screen.getAllByRole('option')).toHaveLength(1);
  });
});

it('the ? sheet lists every key once, with all the ways to press it', async () => {
  offs.push(keys.register({ key: 'mod+k', label: 'Find anything', run: () => undefined }));
  offs.push(keys.register({ key: '/', label: 'Find anything', run: () => undefined }));
  offs.push(keys.register({ label: 'No key, only in the palette', run: () => undefined }));
  render(KeySheet, { open: true });
  await vi.waitFor(() => expect(screen.getAllByText('Find anything')).toHaveLength(1));
  expect(document.querySelectorAll('dd kbd')).toHaveLength(2);
  expect(screen.queryByText(/No key/)).toBeNull();
});

it('a menu opens by keyboard and runs what is chosen', async () => {
  const run = vi.fn();
  render(Menu, { label: 'More', items: [{ label: 'Confirm', run: () => undefined }, 'line', { label: 'Cancel the visit', run }] });
  screen.getByRole('button', { name: 'More' }).focus();
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(screen.getAllByRole('menuitem')).toHaveLength(2));
  await userEvent.keyboard('{ArrowDown}{Enter}');
  await vi.waitFor(() => expect(run).toHaveBeenCalledTimes(1));
});

describe('toasts', () => {
  it('leave by themselves, but not under the pointer, and a problem never', async () => {
    vi.useFakeTimers();
    render(Toasts);
    toasts.done('Moved.', { seconds: 2 });
    toasts.problem({ code: 'mail', message: 'The mail server refused.' });
    await vi.advanceTimersByTimeAsync(1_000);
    const stack = document.querySelector('.stack') as HTMLElement;
    stack.dispatchEvent(new Event('pointerenter'));
    await vi.advanceTimersByTimeAsync(60_000);
    expect(toasts.list).toHaveLength(2);
    stack.dispatchEvent(new Event('pointerleave'));
    await vi.advanceTimersByTimeAsync(1_500);
    expect(toasts.list.map((toast) => toast.text)).toEqual(['The mail server refused.']);
    await vi.advanceTimersByTimeAsync(600_000);
    expect(toasts.list).toHaveLength(1);
  });
});

describe('a table', () => {
  const rows = Array.from({ length: 100_000 }, (_, index) => ({ id: `p${index}`, name: `Patient ${index}` }));
  const columns = [{ key: 'name', title: 'Name', text: (row: (typeof rows)[0]) => row.name }];
  const bulk = createRawSnippet<[ReadonlySet<string>, () => void]>((ids) => ({ render: () => `<span>chosen ${[...ids()].join()}</span>` }));
  const open = (props: Record<string, unknown> = {}) => {
    const onopen = vi.fn();
    render(Table, { label: 'Patients', rows, columns, rowId: (row: (typeof rows)[0]) => row.id, onopen, ...props } as never);
    const grid = screen.getByRole('grid');
    grid.focus();
    return { grid, onopen };
  };

  it('of 100,000 draws only what is in sight and tells how many there are', () => {
    const { grid } = open();
    expect(grid.querySelectorAll('tbody tr').length).toBeLessThan(60);
    expect(grid.getAttribute('aria-rowcount')).toBe('100001');
  });

  it('is walked and opened by keyboard', async () => {
    const { grid, onopen } = open();
    await userEvent.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    expect(onopen).toHaveBeenLastCalledWith(rows[2]);
    await userEvent.keyboard('{End}{Enter}');
    expect(onopen).toHaveBeenLastCalledWith(rows[99_999]);
    await userEvent.keyboard('{ArrowDown}{Home}{ArrowUp}{Enter}');
    expect(onopen).toHaveBeenLastCalledWith(rows[0]);
    expect(document.getElementById(grid.getAttribute('aria-activedescendant') ?? '')?.textContent).toContain('Patient 0');
  });

  it('selects with Space and Shift, and shows what can be done with the selection', async () => {
    open({ bulk });
    await userEvent.keyboard(' {Shift>}{ArrowDown}{ArrowDown}{/Shift}');
    expect(screen.getByRole('region', { name: 'Selected rows' }).textContent).toContain('3 selected');
    await userEvent.keyboard('{Escape}');
    expect(screen.queryByRole('region', { name: 'Selected rows' })).toBeNull();
  });

  it('asks for the rows that are about to be seen and draws a gap for those still coming', () => {
    const onrange = vi.fn();
    const { grid } = open({ rows: [rows[0], undefined], count: 5_000, onrange });
    expect(onrange).toHaveBeenCalledWith(0, expect.any(Number));
    expect(grid.querySelectorAll('.coming').length).toBeGreaterThan(0);
  });
});

it('the palette keeps what is being typed when a screen below registers its keys late', async () => {
  render(Palette);
  palette.show();
  await vi.waitFor(() => screen.getByRole('combobox'));
  await userEvent.keyboard('mir');
  offs.push(keys.register({ key: 'F9', label: 'Mirror the day', run: () => undefined }));
  await tick();
  expect((screen.getByRole('combobox') as HTMLInputElement).value).toBe('mir');
});
