/** Something that stands in a column for a while, in minutes of the axis. */
export interface Standing {
  at: number;
  minutes: number;
}

export interface Placed<T> {
  item: T;
  /** Which of `lanes` side by side, from the left. */
  lane: number;
  lanes: number;
}

/**
 * Visits that overlap stand side by side. Each gets the leftmost lane that is free when it begins; a group of visits
 * that hang together by overlapping shares one number of lanes, so that edges line up.
 */
export function layInLanes<T extends Standing>(items: readonly T[]): Placed<T>[] {
  const sorted = [...items].sort((a, b) => a.at - b.at || b.minutes - a.minutes);
  const placed: Placed<T>[] = [];
  let group: Placed<T>[] = [];
  let ends: number[] = [];
  let groupEnd = -Infinity;

  const close = (): void => {
    for (const one of group) one.lanes = ends.length;
    placed.push(...group);
    group = [];
    ends = [];
  };

  for (const item of sorted) {
    if (item.at >= groupEnd) close();
    let lane = ends.findIndex((end) => end <= item.at);
    if (lane < 0) lane = ends.length;
    ends[lane] = item.at + item.minutes;
    groupEnd = Math.max(group.length ? groupEnd : -Infinity, item.at + item.minutes);
    group.push({ item, lane, lanes: 1 });
  }
  close();
  return placed;
}
