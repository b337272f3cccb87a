import { keys } from '../state/keys.svelte';

/** While `open()` holds, the keys of everything below sleep. Call it while a component is set up. */
export function keyLayer(open: () => boolean): void {
  // Before what lies inside is set up, so that its keys belong to this layer.
  $effect.pre(() => (open() ? keys.openLayer() : undefined));
}
