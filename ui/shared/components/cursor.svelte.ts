/** Which entry of a list of answers the arrow keys stand on; shared by the palette and by search fields. */
export class Cursor<T> {
  index = $state(0);
  #items: () => readonly T[];
  #choose: (item: T) => void;

  constructor(items: () => readonly T[], choose: (item: T) => void) {
    this.#items = items;
    this.#choose = choose;
  }

  get current(): T | undefined {
    return this.#items()[Math.min(this.index, this.#items().length - 1)];
  }

  /** Answers true when the key belonged to the list. */
  key(event: KeyboardEvent): boolean {
    const count = this.#items().length;
    if (count === 0 || event.isComposing) return false;
    const at = Math.min(this.index, count - 1);
    const to = { ArrowDown: (at + 1) % count, ArrowUp: (at - 1 + count) % count, PageDown: Math.min(at + 8, count - 1), PageUp: Math.max(at - 8, 0) }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.index = to;
      return true;
    }
    if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      const current = this.current;
      if (!current) return false;
      event.preventDefault();
      this.#choose(current);
      return true;
    }
    return false;
  }
}

/** Keep the entry the cursor stands on in sight. */
export function intoView(on: boolean): (node: HTMLElement) => void {
  return (node) => {
    if (on) node.scrollIntoView({ block: 'nearest' });
  };
}
