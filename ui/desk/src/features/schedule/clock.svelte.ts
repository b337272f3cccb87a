import { createSubscriber } from 'svelte/reactivity';
import { practice } from '../signin/practice.svelte';

/** How far the practice's clock is ahead of this device's, milliseconds. Learnt with every answer about the practice. */
let ahead = 0;

$effect.root(() => {
  $effect(() => {
    const state = practice.state;
    if (state) ahead = state.now * 1000 - Date.now();
  });
});

const everySecond = createSubscriber((update) => {
  const timer = setInterval(update, 1000);
  return () => clearInterval(timer);
});
const everyMinute = createSubscriber((update) => {
  const timer = setInterval(update, 10_000);
  return () => clearInterval(timer);
});

/** The practice's clock in milliseconds. Read in a component it goes on by itself: by the second, or by ten. */
export const clock = {
  get seconds(): number {
    everySecond();
    return Date.now() + ahead;
  },
  get roughly(): number {
    everyMinute();
    return Date.now() + ahead;
  },
};

/** The clinic's zone; the door knows it before anything can be shown. */
export function clinicZone(): string {
  return practice.state?.zone ?? 'UTC';
}
