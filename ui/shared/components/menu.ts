import type { Component } from 'svelte';

/** One line of a menu, or `'line'` for a rule between groups. */
export type MenuEntry = MenuItem | 'line';

export interface MenuItem {
  label: string;
  run: () => void;
  icon?: Component<any>;
  /** The key that does the same; shown, not bound. Register it with useKeys. */
  kbd?: string;
  /** Takes something away or leaves the clinic. */
  danger?: boolean;
  disabled?: boolean;
  /** Why it is disabled. Drawn below the label. */
  why?: string;
  /** A setting that is on or off. */
  checked?: boolean;
}
