/** White modules around a code, without which phones do not find it. */
export const QUIET = 4;

/** The dark modules as one path: a bar for each run of them in a row. */
export function path(rows: readonly (readonly boolean[])[]): string {
  const bars: string[] = [];
  for (const [y, row] of rows.entries()) {
    let from = -1;
    for (let x = 0; x <= row.length; x++) {
      const dark = row[x] === true;
      if (dark && from < 0) from = x;
      if (!dark && from >= 0) {
        bars.push(`M${from + QUIET} ${y + QUIET}h${x - from}v1h${from - x}z`);
        from = -1;
      }
    }
  }
  return bars.join('');
}
