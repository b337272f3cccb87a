import { now } from '@shared/time';
import { createSubscriber } from 'svelte/reactivity';
import { practice } from '../signin/practice.svelte';

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
    return now();
  },
  get roughly(): number {
    everyMinute();
    return now();
  },
};

/** The clinic's zone; the door knows it before anything can be shown. */
export function clinicZone(): string {
  return practice.state?.zone ?? 'UTC';
}
