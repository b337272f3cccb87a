/** Who works at this screen. Filled by the sign-in feature; the shell only shows it. */
export interface Person {
  id: string;
  name: string;
  /** In words: "front desk", "owner". */
  role: string;
}

class Session {
  /** `starting` until the practice has answered; `first-run` before a practice exists. */
  state = $state<'starting' | 'first-run' | 'locked' | 'signed-out' | 'signed-in'>('starting');
  person = $state.raw<Person | null>(null);
  /** Lock the screen / let somebody else sign in. Set by the sign-in feature; no button shows without it. */
  lock = $state.raw<(() => void) | null>(null);
  switchPerson = $state.raw<(() => void) | null>(null);
}

export const session = new Session();
