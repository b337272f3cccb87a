import type { Snippet } from 'svelte';

/** What the screen puts into the shell's header. Set by `<Header>`; drawn by the shell. */
export interface HeaderContent {
  title: string;
  children: Snippet | undefined;
  actions: Snippet | undefined;
}

class HeaderSlot {
  content = $state.raw<HeaderContent | null>(null);
}

export const headerSlot = new HeaderSlot();
