import { useKeys } from '@shared/state/keys.svelte';
import { route } from '@shared/state/route.svelte';
import { practice } from '../signin/practice.svelte';
import { TABS, visible } from './tabs';

/** Every page of the settings in the palette, under the words people look for. Call while the shell is set up. */
export function useSettings(): void {
  useKeys(TABS.map((tab) => ({
    label: `Settings: ${tab.label}`, group: 'Settings', words: tab.words,
    when: () => visible(tab, (permission) => practice.may(permission), practice.state?.demo ?? false), run: () => route.go(`/settings/${tab.id}`),
  })));
}
