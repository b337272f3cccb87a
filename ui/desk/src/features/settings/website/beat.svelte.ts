import { now } from '@shared/time';

const BEAT_MS = 5_000;

/** The practice's clock in milliseconds, as long as the component stands; fine enough for "12 seconds ago". */
export function beat(): { readonly now: number } {
  let at = $state(now());
  $effect(() => {
    const timer = setInterval(() => { at = now(); }, BEAT_MS);
    return () => clearInterval(timer);
  });
  return { get now() { return at; } };
}
