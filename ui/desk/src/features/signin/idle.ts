import { door } from '@shared/generated/door';
import { practice } from './practice.svelte';

const CHECK_MS = 5_000;
/** A person who reads or types without asking the practice anything is still there: it is told so this often. */
const SIGN_OF_LIFE_MS = 60_000;
const INPUT = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;

/**
 * Locks the screen after `minutes()` without input. Looks at the wall clock, so a PC that slept wakes up locked.
 * Returns the way to stop.
 */
export function watchIdle(minutes: () => number): () => void {
  let last = Date.now();
  let toldAlive = Date.now();
  const channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel('keepwell.input');
  let shared = 0;

  const input = () => {
    if (practice.front === null && Date.now() - last >= minutes() * 60_000) {
      // The first touch after a long sleep must not open what should have locked meanwhile.
      void practice.lock();
      return;
    }
    last = Date.now();
    if (last - shared < 2_000) return;
    shared = last;
    channel?.postMessage(last);
  };
  const heard = (event: MessageEvent) => {
    if (typeof event.data === 'number') last = Math.max(last, Math.min(event.data, Date.now()));
  };

  const check = () => {
    if (practice.covered) {
      last = Date.now();
      void practice.tellLocked();
      return;
    }
    if (practice.front !== null) {
      last = Date.now();
      return;
    }
    const now = Date.now();
    if (now - last >= minutes() * 60_000) {
      void practice.lock();
    } else if (now - toldAlive >= SIGN_OF_LIFE_MS && last > toldAlive) {
      toldAlive = now;
      // What comes of it (locked, signed out) is heard where every refusal is heard.
      door.staffMe().catch(() => undefined);
    }
  };

  for (const name of INPUT) window.addEventListener(name, input, { capture: true, passive: true });
  document.addEventListener('visibilitychange', check);
  channel?.addEventListener('message', heard);
  const timer = setInterval(check, CHECK_MS);
  return () => {
    for (const name of INPUT) window.removeEventListener(name, input, { capture: true });
    document.removeEventListener('visibilitychange', check);
    channel?.close();
    clearInterval(timer);
  };
}
