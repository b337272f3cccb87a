import { asRefusal, onChange, type Refusal } from '@shared/platform';
import { practice } from '../features/signin/practice.svelte';

/** Signed out, locked or offline is said elsewhere: for a line or a count it only means that nothing is known. */
const NOT_NOW = ['locked', 'sign_in_needed', 'shut', 'no_practice', 'unreachable'];

/** What is watched, and what becomes of the answer. */
interface Watched<T> {
  ask: () => Promise<T>;
  /** Kinds of event that change the answer, by the concept they begin with: `request` hears of `request.arrived`. */
  kinds: readonly string[];
  /** One change may bring many events; one look answers them all, milliseconds after the first. */
  gather: number;
  /** Looked at anew after so long without any event, milliseconds. */
  again: number;
  /** Whether this person may ask at all. */
  may?: () => boolean;
  shown: (answer: T) => void;
  /** Nothing is known at present. `refusal`: the reason, unless it is said elsewhere. */
  unknown: (refusal: Refusal | undefined) => void;
}

/**
 * Keeps what the rail says true: looks at once, after each change that matters, now and then, and when the page is looked at again.
 * Answers how to stop; what was shown is then unknown. For an `$effect`.
 */
export function lookAgain<T>({ ask, kinds, gather, again, may = () => true, shown, unknown }: Watched<T>): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let gone = false;

  function lookIn(ms: number) {
    clearTimeout(timer);
    if (!gone) timer = setTimeout(() => void look(), ms);
  }

  async function look() {
    clearTimeout(timer);
    // Under a lock nothing is shown, so nothing is asked.
    if (practice.front === null && may()) {
      try {
        const answer = await ask();
        if (!gone) shown(answer);
      } catch (cause) {
        const refusal = asRefusal(cause);
        if (!gone) unknown(NOT_NOW.includes(refusal.code) ? undefined : refusal);
      }
    }
    lookIn(again);
  }

  void look();
  const off = onChange(({ kinds: changed, everything }) => {
    if (everything || changed.some((kind) => kinds.includes(kind.split('.')[0] ?? kind))) lookIn(gather);
  });
  const seen = () => { if (document.visibilityState === 'visible') void look(); };
  document.addEventListener('visibilitychange', seen);
  return () => {
    gone = true;
    clearTimeout(timer);
    off();
    document.removeEventListener('visibilitychange', seen);
    unknown(undefined);
  };
}
