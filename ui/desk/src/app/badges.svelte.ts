/** A count beside a place in the rail, e.g. visits today. Set by the feature that knows it; zero draws nothing. */
export interface PlaceBadge {
  count: number;
  /** What is counted, read aloud: "27 visits today". */
  label: string;
  tone?: 'plain' | 'wait' | 'bad';
}

class Badges {
  #byPath = $state<Record<string, PlaceBadge>>({});

  of(path: string): PlaceBadge | undefined {
    return this.#byPath[path];
  }

  /** `path` is the place's path without parameters, e.g. `/day`. */
  set(path: string, badge: PlaceBadge): void {
    this.#byPath[path] = badge;
  }
}

export const badges = new Badges();
