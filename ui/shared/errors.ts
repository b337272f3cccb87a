import type { Code } from './generated/door';
import { asRefusal } from './platform/refusal';
import { inLocalClock } from './time/clock';

export type Severity =
  /** The person can put it right here and now. */
  | 'fixable'
  /** Something outside the form stands in the way; waiting or somebody else helps. */
  | 'blocked'
  /** Keepwell itself failed. */
  | 'fault';

interface Known {
  severity: Severity;
  message: string;
  next: string;
}

/** Failures that begin on this side of the door. */
type OwnCode = 'unreachable' | 'unreadable' | 'unexpected';

/**
 * Every code there is; a new one at the door does not compile here until somebody has said what it means at the desk.
 * The practice's own message and next step come first, because it knows the visit and the name; these sentences stand in
 * when it sent none.
 */
const KNOWN: Record<Code | OwnCode, Known> = {
  invalid: { severity: 'fixable', message: 'Something in this form cannot be kept as it is.', next: 'Look at the marked fields.' },
  not_found: { severity: 'blocked', message: 'This is no longer there.', next: 'Somebody may have removed it. Go back and look again.' },
  not_allowed: { severity: 'blocked', message: 'Your role does not include this.', next: 'Ask the owner to do it or to change your role.' },
  sign_in_needed: { severity: 'blocked', message: 'You are signed out.', next: 'Sign in to go on. What you typed is kept.' },
  locked: { severity: 'blocked', message: 'Keepwell is locked.', next: 'Enter your PIN or password to go on.' },
  wrong_password: { severity: 'fixable', message: 'This does not match.', next: 'Check Caps Lock and try again.' },
  locked_out: { severity: 'blocked', message: 'Too many wrong tries.', next: 'Wait a few minutes, or ask the owner to set a new password.' },
  taken: { severity: 'fixable', message: 'This time is already taken.', next: 'Choose another time.' },
  changed: { severity: 'fixable', message: 'Somebody else changed this meanwhile.', next: 'Look at the new state, then make your change again.' },
  no_practice: { severity: 'blocked', message: 'There is no practice on this computer yet.', next: 'Set one up, or open the demo clinic.' },
  shut: { severity: 'blocked', message: 'The practice is there, but its key is not at hand.', next: 'Open it with a password or the recovery code.' },
  recovery_unproven: { severity: 'blocked', message: 'The recovery kit has not been proven yet.', next: 'Print it and type its code once; then patients can be added.' },
  disk_full: { severity: 'blocked', message: 'The disk of the practice computer is full. Your change was not kept.', next: 'Free some space, then try again.' },
  newer_file: { severity: 'blocked', message: 'This practice was last opened by a newer Keepwell.', next: 'Update Keepwell on this computer.' },
  damaged: { severity: 'fault', message: 'The practice’s file cannot be read.', next: 'Do not delete anything. Restore the newest backup, or call support.' },
  bad_place: { severity: 'blocked', message: 'A network or synced folder cannot hold a practice safely.', next: 'Choose a folder on this computer’s own disk.' },
  keychain: { severity: 'blocked', message: 'This computer’s keychain does not answer.', next: 'Open the practice with a password or the recovery code.' },
  mail: { severity: 'blocked', message: 'The mail server did not take it.', next: 'Look at the mail settings and send yourself a test.' },
  cannot_undo: { severity: 'blocked', message: 'This can no longer be taken back.', next: 'Change it by hand where it is now.' },
  busy: { severity: 'blocked', message: 'Another Keepwell has this practice open.', next: 'Close the other one, or wait a moment and try again.' },
  no_such_command: { severity: 'fault', message: 'This window is of another version than the practice.', next: 'Close Keepwell everywhere and open it again.' },
  fault: { severity: 'fault', message: 'Something went wrong inside Keepwell.', next: 'Try once more. If it happens again, tell support what you were doing.' },
  unreachable: { severity: 'blocked', message: 'The practice computer did not answer.', next: 'Check that Keepwell is running there, then try again.' },
  unreadable: { severity: 'blocked', message: 'The practice computer’s answer was cut off.', next: 'Look whether your change is there before you repeat it.' },
  unexpected: { severity: 'fault', message: 'Something went wrong inside Keepwell.', next: 'Try once more. If it happens again, tell support what you were doing.' },
};

function isKnown(code: string): code is Code | OwnCode {
  return Object.hasOwn(KNOWN, code);
}

export interface Explanation {
  code: string;
  severity: Severity;
  message: string;
  next: string;
}

/** Any thrown value in words for the desk: what happened and what to do next. */
export function explain(cause: unknown): Explanation {
  const refusal = asRefusal(cause);
  const known = KNOWN[isKnown(refusal.code) ? refusal.code : 'unexpected'];
  return {
    code: refusal.code,
    severity: known.severity,
    message: refusal.message ? inLocalClock(refusal.message) : known.message,
    // The general advice may contradict a message that came without advice of its own and with a code we do not know.
    next: refusal.next !== undefined ? inLocalClock(refusal.next) : (isKnown(refusal.code) || !refusal.message ? known.next : ''),
  };
}

/** The message for one field of a form, if this failure belongs to it. */
export function fieldError(cause: unknown, field: string): string | undefined {
  if (!cause) return undefined;
  const refusal = asRefusal(cause);
  return refusal.field === field ? inLocalClock(refusal.message) : undefined;
}
