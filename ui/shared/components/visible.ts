/** Which rows of a long list to draw: those in sight and a few around them. Pure, so that it can be measured. */
export function visibleRows(scrollTop: number, height: number, row: number, count: number, around = 6): { from: number; to: number } {
  if (row <= 0 || count <= 0) return { from: 0, to: 0 };
  const from = Math.max(0, Math.floor(scrollTop / row) - around);
  const to = Math.min(count, Math.ceil((scrollTop + height) / row) + around);
  return { from: Math.min(from, count), to: Math.max(to, Math.min(from, count)) };
}
