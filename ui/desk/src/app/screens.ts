import type { Component } from 'svelte';

/** A page of the desk: one line here, one folder under `features/`. */
export interface Screen {
  /** `/day/:date?`; the parts become props of the component. */
  path: string;
  /** Window title, and the heading when the screen sets none. */
  title: string;
  load: () => Promise<{ default: Component<any> }>;
  /** A place in the rail at the left, in this table's order. */
  nav?: { label: string; icon: Component<any>; key?: string };
  /** Drawn without rail and header: sign-in, first run, pages for paper. */
  bare?: boolean;
}

/** A side panel: `?patient=pat_1` in the address of any screen. Its component gets `id` and `onclose`. */
export interface Panel {
  /** The name in the query. */
  kind: string;
  load: () => Promise<{ default: Component<any> }>;
}

/** Every screen. The first one is home. */
export const screens: Screen[] = [];

/** Every side panel. */
export const panels: Panel[] = [];
