import { untrack } from 'svelte';

/** One action of the product: it has a name, perhaps a key, and always a place in the command palette. */
export interface Action {
  /** In the clinic's words, starting with the verb: "Book a visit". */
  label: string;
  /** `n`, `?`, `/`, `ArrowLeft`, `Escape`, `Enter`, `F3`, `mod+k` (Ctrl, or Cmd on a Mac), `alt+ArrowUp`, `shift+Delete`. */
  key?: string;
  run: (event?: KeyboardEvent) => void;
  /** Heading in the `?` sheet and the palette: "Calendar", "Visit". Default "Everywhere". */
  group?: string;
  /** Other words one might type for it in the palette. */
  words?: string;
  /** Offered only while this holds. Why not is the button's business, not the key's. */
  when?: () => boolean;
  /** Keep it out of the palette (moving a cursor, closing a layer). It still shows in the `?` sheet. */
  hidden?: boolean;
  /** Works while typing and under open dialogs too. Only for the palette and undo. */
  everywhere?: boolean;
}

interface Entry extends Action {
  id: number;
  layer: number;
}

const isMac = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

/**
 * The one keyboard registry. What is registered feeds the `?` sheet and the palette by itself. Open dialogs and sheets
 * lie on their own layer: keys of the layers below sleep until they close. The newest registration of a key wins.
 */
class Keys {
  #entries = $state.raw<Entry[]>([]);
  #layer = $state(0);
  #nextId = 1;

  /**
   * Add an action; returns the way to remove it. In components prefer {@link useKeys}. It belongs to the layer that is on
   * top at this moment, or to `layer`: 0 is the ground, below every dialog.
   */
  register(action: Action, layer?: number): () => void {
    // Untracked: an effect that registers must not run again because somebody else did.
    return untrack(() => {
      const entry: Entry = { ...action, id: this.#nextId++, layer: layer ?? this.#layer };
      this.#entries = [...this.#entries, entry];
      return () => {
        this.#entries = untrack(() => this.#entries).filter((one) => one !== entry);
      };
    });
  }

  /** Everything below sleeps until the returned function is called. For dialogs, sheets and menus. */
  openLayer(): () => void {
    this.#layer = untrack(() => this.#layer) + 1;
    let open = true;
    return () => {
      if (open) this.#layer = untrack(() => this.#layer) - 1;
      open = false;
    };
  }

  /** What can be done now, newest first; for the palette and the `?` sheet. */
  get actions(): readonly Action[] {
    return [...this.#entries].reverse().filter((entry) => entry.when?.() ?? true);
  }

  /** Install on `window` once. Returns the way to remove it. */
  listen(target: Window = window): () => void {
    const onKey = (event: KeyboardEvent) => this.handle(event);
    target.addEventListener('keydown', onKey);
    return () => target.removeEventListener('keydown', onKey);
  }

  handle(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing) return;
    const pressed = nameOf(event);
    const typing = isTyping(event.target) && !pressed.startsWith('mod+') && !pressed.startsWith('alt+') && pressed !== 'Escape' && !/^F\d+$/.test(pressed);
    for (const entry of [...this.#entries].reverse()) {
      if (!entry.key || normal(entry.key) !== pressed) continue;
      if (!entry.everywhere && (typing || entry.layer !== this.#layer)) continue;
      // Undo, copy and select-all belong to the text field while one types in it.
      if (isTyping(event.target) && ['mod+z', 'mod+a', 'mod+c', 'mod+v', 'mod+x'].includes(pressed)) continue;
      if (entry.when && !entry.when()) continue;
      event.preventDefault();
      entry.run(event);
      return;
    }
  }
}

export const keys = new Keys();

/** Register actions for as long as a component lives, on the top layer or on `layer`. Call it while the component is set up. */
export function useKeys(actions: readonly Action[], layer?: number): void {
  $effect(() => {
    const offs = actions.map((action) => keys.register(action, layer));
    return () => offs.forEach((off) => off());
  });
}

/** How a key is written on the keyboard in front of the person: `mod+k` is "Ctrl K" or "⌘ K". */
export function keyLabel(key: string): string {
  const names: Record<string, string> = {
    mod: isMac ? '⌘' : 'Ctrl', shift: isMac ? '⇧' : 'Shift', alt: isMac ? '⌥' : 'Alt',
    ArrowLeft: '←', ArrowRight: '→', ArrowUp: '↑', ArrowDown: '↓', Escape: 'Esc', Delete: 'Del', ' ': 'Space',
  };
  return key.split('+').map((part) => names[part] ?? (part.length === 1 ? part.toUpperCase() : part)).join(' ');
}

/** The pressed key in registry spelling. Shift is part of a character (`?`) and named only with keys that have none. */
function nameOf(event: KeyboardEvent): string {
  const letter = event.key.length === 1;
  // AltGr types characters on many keyboards and reports itself as Ctrl and Alt.
  if (letter && event.getModifierState('AltGraph')) return event.key.toLowerCase();
  const parts: string[] = [];
  if (event.ctrlKey || event.metaKey) parts.push('mod');
  if (event.altKey) parts.push('alt');
  if (event.shiftKey && (!letter || parts.length > 0)) parts.push('shift');
  parts.push(letter ? event.key.toLowerCase() : event.key);
  return parts.join('+');
}

function normal(key: string): string {
  const parts = key.split('+').filter(Boolean);
  const last = key.endsWith('+') ? '+' : (parts.pop() ?? '');
  const order = ['mod', 'alt', 'shift'].filter((part) => parts.includes(part));
  return [...order, last.length === 1 ? last.toLowerCase() : last].join('+');
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('[role="menu"],[role="listbox"],[contenteditable="true"]')) return true;
  if (target instanceof HTMLInputElement) return !['checkbox', 'radio', 'button', 'submit', 'range'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}
