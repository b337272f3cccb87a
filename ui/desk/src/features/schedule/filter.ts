import type { MenuEntry } from '@shared/components';
import type { DayView } from '@shared/generated/door';

/** The menu that chooses whose columns are shown, and what its button says. */
export function providerFilter(
  day: DayView | undefined,
  shown: readonly string[] | null,
  mine: string | null,
  choose: (providers: string[] | null) => void,
): { words: string; items: MenuEntry[] } {
  const everybody = (day?.by === 'provider' ? day.columns : []).flatMap((column) => (column.provider ? [{ id: column.provider, name: column.name }] : []));
  const chosen = shown?.filter((id) => everybody.some((one) => one.id === id)) ?? [];
  const all = chosen.length === 0 || chosen.length === everybody.length;
  const only = everybody.find((one) => one.id === chosen[0]);
  const words = day?.by === 'room' ? 'All rooms' : all ? 'All providers' : chosen.length === 1 ? (chosen[0] === mine ? 'My day' : (only?.name ?? 'One provider')) : `${chosen.length} providers`;
  const toggle = (id: string): void => {
    const now = all ? everybody.map((one) => one.id) : chosen;
    const next = now.includes(id) ? now.filter((one) => one !== id) : [...now, id];
    choose(next.length === 0 || next.length === everybody.length ? null : next);
  };
  if (day?.by === 'room') return { words, items: [{ label: 'Every room has its column', run: () => undefined, disabled: true, why: 'Choose columns by provider in the menu beside this one to see only some.' }] };
  return {
    words,
    items: [
      { label: 'All providers', checked: all, run: () => choose(null) },
      ...(mine && everybody.some((one) => one.id === mine) ? [{ label: 'Only my day', checked: chosen.length === 1 && chosen[0] === mine, run: () => choose([mine]) }] : []),
      'line' as const,
      ...everybody.map((one) => ({ label: one.name, checked: all || chosen.includes(one.id), run: () => toggle(one.id) })),
    ],
  };
}
