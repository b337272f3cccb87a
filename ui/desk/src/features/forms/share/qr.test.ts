import { expect, it } from 'vitest';
import { path, QUIET } from './qr';

/** The modules a path covers, read back from it. */
function drawn(d: string, size: number): boolean[][] {
  const rows = Array.from({ length: size }, () => Array.from({ length: size }, () => false));
  for (const [, x, y, width] of d.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) for (let at = 0; at < Number(width); at++) (rows[Number(y) - QUIET] as boolean[])[Number(x) - QUIET + at] = true;
  return rows;
}

it('draws every dark module and no other, within the quiet zone', () => {
  const rows = Array.from({ length: 25 }, (_, y) => Array.from({ length: 25 }, (__, x) => (x * 7 + y * 13 + x * y) % 3 === 0 || y === 24));
  expect(drawn(path(rows), 25)).toEqual(rows);
  expect(path([[false]])).toBe('');
  expect(path([[true, true], [false, true]])).toBe('M4 4h2v1h-2zM5 5h1v1h-1z');
});
