/** The ids with one of them a place further up (-1) or down; nothing where it stands at that end already. */
export function reordered(ids: readonly string[], id: string, by: -1 | 1): string[] | undefined {
  const at = ids.indexOf(id);
  const to = at + by;
  return at < 0 || to < 0 || to >= ids.length ? undefined : ids.toSpliced(at, 1).toSpliced(to, 0, id);
}
