import type { MenuEntry } from '@shared/components';
import type { ProviderView } from '@shared/generated/door';

/** The menu of week, month and list: everybody together, or one provider. */
export function oneProviderFilter(providers: readonly ProviderView[], one: string | null, choose: (one: string | null) => void): { words: string; items: MenuEntry[] } {
  const listed = providers.filter((provider) => provider.active || provider.id === one);
  return {
    words: listed.find((provider) => provider.id === one)?.name ?? 'All providers',
    items: [
      { label: 'All providers', checked: one === null, run: () => choose(null) },
      'line',
      ...listed.map((provider) => ({ label: provider.name, checked: provider.id === one, run: () => choose(provider.id) })),
    ],
  };
}
