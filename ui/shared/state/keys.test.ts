import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { keyLabel, keys } from './keys.svelte';

let offs: (() => void)[] = [];
const add = (action: Parameters<typeof keys.register>[0]) => offs.push(keys.register(action));

function press(key: string, options: KeyboardEventInit & { on?: HTMLElement } = {}): KeyboardEvent {
  const event = new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options });
  (options.on ?? document.body).dispatchEvent(event);
  return event;
}

beforeEach(() => offs.push(keys.listen()));
afterEach(() => {
  offs.forEach((off) => off());
  offs = [];
  document.body.innerHTML = '';
});

describe('keys', () => {
  it('run their action and keep the browser from doing its own', () => {
    const run = vi.fn();
    add({ key: 'mod+p', label: 'Print', run });
    expect(press('p', { ctrlKey: true }).defaultPrevented).toBe(true);
    expect(run).toHaveBeenCalledTimes(1);
    expect(press('p').defaultPrevented).toBe(false);
  });

  it('sleep while one types, except with Ctrl or Escape', () => {
    const ran: string[] = [];
    for (const key of ['n', 'Escape', 'mod+k', 'ArrowLeft']) add({ key, label: key, run: () => ran.push(key) });
    document.body.innerHTML = '<input><textarea></textarea><select></select><div role="listbox"><b tabindex="0"></b></div><input type="checkbox">';
    for (const field of document.body.querySelectorAll<HTMLElement>('input:not([type]), textarea, select, b')) {
      press('n', { on: field });
      press('ArrowLeft', { on: field });
    }
    expect(ran).toEqual([]);
    const input = document.querySelector('input') as HTMLElement;
    press('Escape', { on: input });
    press('k', { on: input, ctrlKey: true });
    press('n', { on: document.querySelector('[type=checkbox]') as HTMLElement });
    expect(ran).toEqual(['Escape', 'mod+k', 'n']);
  });

  it('leave Ctrl+Z to the text field one types in', () => {
    const run = vi.fn();
    add({ key: 'mod+z', label: 'Undo', run });
    document.body.innerHTML = '<input>';
    press('z', { ctrlKey: true, on: document.querySelector('input') as HTMLElement });
    expect(run).not.toHaveBeenCalled();
    press('z', { ctrlKey: true });
    expect(run).toHaveBeenCalledTimes(1);
  });

  it('of the page sleep under a dialog; those of the dialog and the palette work', () => {
    const ran: string[] = [];
    add({ key: 'n', label: 'page', run: () => ran.push('page') });
    add({ key: 'mod+k', label: 'palette', everywhere: true, run: () => ran.push('palette') });
    const close = keys.openLayer();
    add({ key: 'Escape', label: 'dialog', run: () => ran.push('dialog') });
    press('n');
    press('Escape');
    press('k', { metaKey: true });
    close();
    close();
    press('n');
    press('Escape');
    expect(ran).toEqual(['dialog', 'palette', 'page']);
  });

  it('belong to the newest screen, and to the one before when it goes', () => {
    const ran: string[] = [];
    add({ key: 'Delete', label: 'old', run: () => ran.push('old') });
    const off = keys.register({ key: 'Delete', label: 'new', run: () => ran.push('new') });
    press('Delete');
    off();
    press('Delete');
    expect(ran).toEqual(['new', 'old']);
  });

  it('tell characters from keys: ? needs no Shift in its name, Shift+Delete does', () => {
    const ran: string[] = [];
    add({ key: '?', label: '?', run: () => ran.push('?') });
    add({ key: 'shift+Delete', label: 'shift', run: () => ran.push('shift+Delete') });
    add({ key: 'shift+mod+z', label: 'redo', run: () => ran.push('redo') });
    press('?', { shiftKey: true });
    press('Delete');
    press('Delete', { shiftKey: true });
    press('Z', { shiftKey: true, ctrlKey: true });
    expect(ran).toEqual(['?', 'shift+Delete', 'redo']);
  });

  it('offer only what can be done now', () => {
    let can = false;
    add({ label: 'Take back', when: () => can, run: () => undefined });
    expect(keys.actions.map((action) => action.label)).toEqual([]);
    can = true;
    expect(keys.actions.map((action) => action.label)).toEqual(['Take back']);
  });

  it('are written as on the keyboard', () => {
    expect([keyLabel('n'), keyLabel('mod+k'), keyLabel('alt+ArrowUp'), keyLabel('Escape'), keyLabel('/')]).toEqual(['N', 'Ctrl K', 'Alt ↑', 'Esc', '/']);
  });
});
