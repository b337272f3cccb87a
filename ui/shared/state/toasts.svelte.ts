import { untrack } from 'svelte';
import { explain } from '../errors';
import { undo, type Undoable } from './undo.svelte';

export interface Toast {
  id: number;
  text: string;
  kind: 'done' | 'problem';
  /** A second line: what to do next, or when the patient is told (then it counts down by itself). */
  detail: string | (() => string) | undefined;
  undo: Undoable | undefined;
  action: { label: string; run: () => void } | undefined;
  /** Milliseconds it stays; null until dismissed. */
  lasts: number | null;
}

export interface ToastOptions {
  detail?: string | (() => string);
  /** Puts an Undo button with a countdown on the toast and the same step on Ctrl+Z. */
  undo?: () => Promise<void> | void;
  action?: { label: string; run: () => void };
  /** Seconds until it leaves: 5, or 8 with Undo. */
  seconds?: number;
}

let nextId = 1;
const MOST = 4;
/** Notices of things done; more would cover the page they are about. Older steps stay on Ctrl+Z. */
const MOST_DONE = 2;

/** Short notices at the lower right. A problem stays until it is dismissed. */
class Toasts {
  list = $state.raw<Toast[]>([]);

  done(text: string, options: ToastOptions = {}): Toast {
    const undoable = options.undo ? { label: text, run: options.undo } : undefined;
    if (undoable) undo.push(undoable);
    return this.#add({
      text, kind: 'done', detail: options.detail, undo: undoable, action: options.action,
      lasts: (options.seconds ?? (undoable ? 8 : 5)) * 1000,
    });
  }

  /** Something failed and there is no field or panel to say so in. Takes any thrown value. */
  problem(cause: unknown, options: { action?: { label: string; run: () => void } } = {}): Toast {
    const { message, next } = explain(cause);
    // Pressed three times, said once.
    this.list = untrack(() => this.list).filter((one) => one.kind !== 'problem' || one.text !== message || one.detail !== next);
    return this.#add({ text: message, kind: 'problem', detail: next, undo: undefined, action: options.action, lasts: null });
  }

  dismiss(id: number): void {
    this.list = untrack(() => this.list).filter((toast) => toast.id !== id);
  }

  clear(): void {
    this.list = [];
  }

  /** Run a toast's undo and say how it went. */
  async takeBack(toast: Toast): Promise<void> {
    this.dismiss(toast.id);
    try {
      if (await undo.undo(toast.undo)) this.done('Taken back.');
    } catch (cause) {
      this.problem(cause);
    }
  }

  #add(toast: Omit<Toast, 'id'>): Toast {
    const added = { ...toast, id: nextId++ };
    const list = [...untrack(() => this.list), added];
    const done = list.filter((one) => one.kind === 'done').slice(-MOST_DONE);
    this.list = list.filter((one) => one.kind === 'problem' || done.includes(one)).slice(-MOST);
    return added;
  }
}

export const toasts = new Toasts();
