import { keys } from '../state/keys.svelte';

/** While `open()` holds, the keys of everything below sleep. Call it while a component is set up. */
export function keyLayer(open: () => boolean): void {
  $effect(() => (open() ? keys.openLayer() : undefined));
}
