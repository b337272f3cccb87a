import { door, type PracticeState, type SignedIn } from '@shared/generated/door';
import { asRefusal, onChange, onRefusal, refreshEverything, type Refusal } from '@shared/platform';
import { keepDrafts } from '@shared/drafts.svelte';
import { session } from '../../app/session.svelte';
import { followClock } from '@shared/time';

/** What stands in front of the work: nothing, or why not. */
export type Front = 'starting' | 'unreachable' | 'first-run' | 'shut' | 'sign-in' | 'locked' | 'choose-password' | null;

const REMEMBERED = 'keepwell.sign-in';
/** A second Keepwell page on this device hears of input and of locking through this channel. */
const CHANNEL = 'keepwell.seat';

/** How this practice stands, as seen from this seat: which of the front pages is due, and who works here. */
class PracticeHere {
  state = $state.raw<PracticeState>();
  trouble = $state.raw<Refusal>();
  /** Locked on this screen; the practice may not have heard of it yet. */
  covered = $state(false);
  /** Who should be asked first on the lock screen: the list, when somebody else wants to work here. */
  switching = $state(false);
  /** Said once on the next front page: "The demo clinic is erased." */
  notice = $state('');
  #told = false;
  #channel = typeof BroadcastChannel === 'undefined' ? null : new BroadcastChannel(CHANNEL);

  readonly front = $derived.by((): Front => {
    const state = this.state;
    if (!state) return this.trouble ? 'unreachable' : 'starting';
    if (state.stage === 'none') return 'first-run';
    if (state.stage === 'shut') return 'shut';
    if (!state.signed_in) return 'sign-in';
    if (this.covered || state.locked) return 'locked';
    return state.signed_in.must_change_password ? 'choose-password' : null;
  });

  readonly me = $derived(this.state?.signed_in ?? undefined);

  /** Whether the person at this seat may do this; what they may not is not offered. */
  may(permission: SignedIn['may'][number]): boolean {
    return this.me?.may.includes(permission) ?? false;
  }

  /** Asks where the practice stands. Never throws: what went wrong is `trouble`. */
  async refresh(): Promise<void> {
    try {
      this.#take(await door.practiceState());
      this.trouble = undefined;
    } catch (cause) {
      this.trouble = asRefusal(cause);
    }
  }

  /** After a password or PIN fitted. */
  async enter(): Promise<void> {
    await this.refresh();
    this.covered = false;
    this.switching = false;
    this.notice = '';
    this.#told = false;
    this.#tell('entered');
    refreshEverything();
  }

  /** Covers the screen at once; what was being typed is kept before the practice hears of it. */
  async lock(options: { switching?: boolean } = {}): Promise<void> {
    if (this.front !== null && this.front !== 'choose-password') return;
    this.covered = true;
    this.switching = options.switching ?? false;
    await this.tellLocked();
  }

  /** The practice must refuse this seat too. While it cannot be told, the screen stays covered and this is tried again. */
  async tellLocked(): Promise<void> {
    if (!this.covered || this.#told) return;
    await keepDrafts();
    try {
      await door.staffLock();
      this.#told = true;
      this.#tell('locked');
    } catch (cause) {
      this.trouble = asRefusal(cause);
    }
  }

  async signOut(): Promise<void> {
    await keepDrafts();
    await door.staffSignOut();
    this.#tell('entered');
    await this.refresh();
  }

  /** The sign-in name typed last on this device. */
  get remembered(): string {
    try {
      return localStorage.getItem(REMEMBERED) ?? '';
    } catch {
      // Storage may be switched off in a browser; then the name is typed each time.
      return '';
    }
  }

  remember(signIn: string): void {
    try {
      localStorage.setItem(REMEMBERED, signIn.trim());
    } catch {
      // See above.
    }
  }

  /** Listens to refusals, changes and other windows of this seat. Returns the way to stop. */
  listen(): () => void {
    const offs = [
      onRefusal(({ code }, command) => {
        if (code === 'locked') this.#coverAsTold();
        else if (['sign_in_needed', 'shut', 'no_practice'].includes(code) && command !== 'practice.state') void this.refresh();
      }),
      onChange(({ kinds, everything }) => {
        if (everything || kinds.some((kind) => /^(practice|clinic|staff)\./.test(kind))) void this.refresh();
      }),
    ];
    const hear = (event: MessageEvent) => {
      if (event.data === 'locked') this.#coverAsTold();
      if (event.data === 'entered') void this.refresh().then(() => (this.covered = this.covered && (this.state?.locked ?? false)));
    };
    this.#channel?.addEventListener('message', hear);
    return () => {
      offs.forEach((off) => off());
      this.#channel?.removeEventListener('message', hear);
    };
  }

  #coverAsTold(): void {
    if (this.front !== null) return;
    this.covered = true;
    this.#told = true;
  }

  #tell(what: 'locked' | 'entered'): void {
    this.#channel?.postMessage(what);
  }

  #take(state: PracticeState): void {
    followClock(state.now * 1000);
    this.state = state;
    const me = state.signed_in;
    if (!me) session.person = null;
    else if (session.person?.id !== me.id || session.person.name !== me.name || session.person.role !== me.role_words) {
      session.person = { id: me.id, name: me.name, role: me.role_words };
    }
  }
}

export const practice = new PracticeHere();
