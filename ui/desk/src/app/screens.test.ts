import { describe, expect, it } from 'vitest';
import { panels, screens } from './screens';

/** Taken by the app itself; a place in the rail must not shadow them. */
const RESERVED = ['/', '?', 'n', 'p', 'ArrowLeft', 'ArrowRight', 'Escape', 'F6'];

describe('the table of screens', () => {
  it('names every address and every panel once', () => {
    const shapes = screens.map((screen) => screen.path.replace(/:[^/?]+/g, ':'));
    expect(shapes).toEqual([...new Set(shapes)]);
    const kinds = panels.map((panel) => panel.kind);
    expect(kinds).toEqual([...new Set(kinds)]);
  });

  it('gives each place in the rail a key of its own, if any', () => {
    const taken = screens.flatMap((screen) => screen.nav?.key ?? []);
    expect(taken).toEqual([...new Set(taken)]);
    expect(taken.filter((key) => RESERVED.includes(key))).toEqual([]);
  });

  it.each([...screens.map((screen) => [screen.path, screen.load] as const), ...panels.map((panel) => [panel.kind, panel.load] as const), ['(none registered)', null] as const])(
    '%s has a page behind it', async (_, load) => {
      if (load) expect((await load()).default).toBeTypeOf('function');
    }, 20_000,
  );
});
