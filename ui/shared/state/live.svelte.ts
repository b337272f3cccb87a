import { untrack } from 'svelte';
import { asRefusal, onChange, passively, type Refusal } from '../platform';

export interface Live<T> {
  /** The last answer; undefined until the first one. */
  readonly data: T | undefined;
  /** Why the last request failed; `data` is kept beside it when it still belongs to the same question. */
  readonly error: Refusal | undefined;
  /** A request is under way. */
  readonly busy: boolean;
  /** There is nothing to show and the wait has become noticeable: draw the skeleton. */
  readonly skeleton: boolean;
  /** Ask again, e.g. from the button of an error. */
  retry(): void;
}

export interface LiveOptions {
  /**
   * Keep the old answer on screen when the *question* changes (another day, another page), not only when the same
   * question is asked again. Never set it where the answer is one patient's: the old patient would stand under the
   * new one's address.
   */
  keepAcross?: boolean;
}

const SKELETON_AFTER_MS = 150;
const GATHER_CHANGES_MS = 25;

/** `visit` covers `visit.booked` and `visit.moved`. */
function concerns(told: readonly string[], wanted: readonly string[]): boolean {
  return told.some((kind) => wanted.some((want) => kind === want || kind.startsWith(want + '.')));
}

/**
 * A query that stays true: asks when the component starts and whenever state read by `ask` changes, asks again when a
 * committed change of one of `kinds` (`visit`, or just `visit.moved`) is told, keeps the old answer meanwhile, and drops every answer but the last.
 *
 *     const day = live(() => door.dayView({ date }), ['visit', 'provider'], { keepAcross: true });
 *
 * Call it while a component is being set up. Return `null` from `ask` to ask nothing yet.
 */
export function live<T>(ask: () => Promise<T> | null, kinds: readonly string[], options: LiveOptions = {}): Live<T> {
  let data = $state.raw<T | undefined>();
  let error = $state.raw<Refusal | undefined>();
  let busy = $state(false);
  let slow = $state(false);
  let turn = 0;
  let slowTimer: ReturnType<typeof setTimeout> | undefined;

  function settle(): void {
    clearTimeout(slowTimer);
    busy = false;
    slow = false;
  }

  function follow(request: Promise<T> | null): void {
    const mine = ++turn;
    settle();
    if (!request) return;
    busy = true;
    slowTimer = setTimeout(() => (slow = true), SKELETON_AFTER_MS);
    request.then(
      (answer) => {
        if (mine !== turn) return;
        settle();
        data = answer;
        error = undefined;
      },
      (cause: unknown) => {
        if (mine !== turn) return;
        settle();
        error = asRefusal(cause);
      },
    );
  }

  $effect(() => {
    const request = ask();
    untrack(() => {
      error = undefined;
      if (!options.keepAcross) data = undefined;
      follow(request);
    });
    return () => {
      turn++;
      clearTimeout(slowTimer);
    };
  });

  $effect(() => {
    let gather: ReturnType<typeof setTimeout> | undefined;
    const off = onChange((change) => {
      if (!change.everything && !concerns(change.kinds, kinds)) return;
      // A bulk change arrives as many events; one question answers them all.
      clearTimeout(gather);
      gather = setTimeout(() => untrack(() => follow(passively(ask))), GATHER_CHANGES_MS);
    });
    return () => {
      clearTimeout(gather);
      off();
    };
  });

  return {
    get data() { return data; },
    get error() { return error; },
    get busy() { return busy; },
    get skeleton() { return slow && data === undefined; },
    retry: () => untrack(() => follow(ask())),
  };
}
