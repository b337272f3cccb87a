import { untrack } from 'svelte';

/** One thing that can be taken back. `label` completes "Undo …": "Grace Kim moved to 14:00". */
export interface Undoable {
  label: string;
  run: () => Promise<void> | void;
}

const KEPT = 50;

/** What Ctrl+Z takes back, newest last. Kept in memory only: nothing here outlives the window. */
class UndoStack {
  #entries = $state.raw<Undoable[]>([]);

  get last(): Undoable | undefined {
    return this.#entries.at(-1);
  }

  /** Whether it can still be taken back. */
  holds(entry: Undoable): boolean {
    return this.#entries.includes(entry);
  }

  push(entry: Undoable): void {
    this.#entries = [...untrack(() => this.#entries), entry].slice(-KEPT);
  }

  /** Forget an entry, e.g. when its notice has gone out and taking it back would mislead. */
  drop(entry: Undoable): void {
    this.#entries = untrack(() => this.#entries).filter((one) => one !== entry);
  }

  /** Take back `entry` (or the newest). Answers false when there is nothing to take back; a failed undo may be tried again. */
  async undo(entry: Undoable | undefined = this.last): Promise<boolean> {
    if (!entry || !this.#entries.includes(entry)) return false;
    this.drop(entry);
    try {
      await entry.run();
    } catch (cause) {
      this.push(entry);
      throw cause;
    }
    return true;
  }

  clear(): void {
    this.#entries = [];
  }
}

export const undo = new UndoStack();
