import { untrack } from 'svelte';

/** One thing the palette can find: a patient, a visit, a page. */
export interface Found {
  id: string;
  title: string;
  /** Second line: birth date and phone, or provider and time. */
  detail?: string;
  run: () => void;
}

/** A place the palette looks in while one types, besides the registered actions. */
export interface Source {
  heading: string;
  /** Answers the best first, at most about eight. Called 60 ms after the last key with the trimmed text. */
  search: (text: string) => Promise<Found[]>;
}

class Palette {
  open = $state(false);
  sources = $state.raw<Source[]>([]);

  show(): void {
    this.open = true;
  }

  /** Returns the way to remove the source. */
  addSource(source: Source): () => void {
    this.sources = [...untrack(() => this.sources), source];
    return () => {
      this.sources = untrack(() => this.sources).filter((one) => one !== source);
    };
  }
}

export const palette = new Palette();
