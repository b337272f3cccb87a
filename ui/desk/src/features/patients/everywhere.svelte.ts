import { useKeys } from '@shared/state/keys.svelte';
import { route } from '@shared/state/route.svelte';
import { practice } from '../signin/practice.svelte';
import { patientsInPalette } from './find';

/** What of patients works on every screen: P registers one, the palette finds them all. Call once, in the shell. */
export function patientsEverywhere(): void {
  useKeys([{ key: 'p', label: 'Register a patient', group: 'Patients', words: 'new add', when: () => practice.me?.may.includes('edit_patients') ?? false, run: () => route.openPanel('patient', 'new') }]);
  $effect(() => patientsInPalette(() => practice.state?.zone ?? 'UTC'));
}
