import { asRefusal } from './platform/refusal';

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

/**
 * Every code the screens react to. The practice's own message and next step come first, because it knows the visit and
 * the name; these sentences stand in when it sent none.
 */
const KNOWN: Record<string, Known> = {
  invalid: { severity: 'fixable', message: 'Something in this form cannot be kept as it is.', next: 'Look at the marked fields.' },
  not_found: { severity: 'blocked', message: 'This is no longer there.', next: 'Somebody may have removed it. Go back and look again.' },
  conflict: { severity: 'fixable', message: 'Somebody else changed this meanwhile.', next: 'Look at the new state, then make your change again.' },
  slot_taken: { severity: 'fixable', message: 'This time is already taken.', next: 'Choose another time.' },
  not_signed_in: { severity: 'blocked', message: 'You are signed out.', next: 'Sign in to go on. What you typed is kept.' },
  locked: { severity: 'blocked', message: 'Keepwell is locked.', next: 'Enter your PIN or password to go on.' },
  not_allowed: { severity: 'blocked', message: 'Your role does not include this.', next: 'Ask the owner or a manager to do it or to change your role.' },
  wrong_password: { severity: 'fixable', message: 'This name and password do not belong together.', next: 'Check Caps Lock and try again.' },
  too_many_tries: { severity: 'blocked', message: 'Too many tries.', next: 'Wait a few minutes, or ask the owner to unlock your account.' },
  disk_full: { severity: 'blocked', message: 'The disk of the practice computer is full. Your change was not kept.', next: 'Free some space, then try again.' },
  busy: { severity: 'blocked', message: 'The practice is busy with another change.', next: 'Try again in a moment.' },
  unreachable: { severity: 'blocked', message: 'The practice computer did not answer.', next: 'Check that Keepwell is running there, then try again.' },
  unexpected: { severity: 'fault', message: 'Something went wrong inside Keepwell.', next: 'Try once more. If it happens again, tell support what you were doing.' },
};

export interface Explanation {
  code: string;
  severity: Severity;
  message: string;
  next: string;
}

/** Any thrown value in words for the desk: what happened and what to do next. */
export function explain(cause: unknown): Explanation {
  const refusal = asRefusal(cause);
  const known = KNOWN[refusal.code] ?? (KNOWN.unexpected as Known);
  return {
    code: refusal.code,
    severity: known.severity,
    message: refusal.message || known.message,
    next: refusal.next ?? (refusal.code in KNOWN || !refusal.message ? known.next : ''),
  };
}

/** The message for one field of a form, if this failure belongs to it. */
export function fieldError(cause: unknown, field: string): string | undefined {
  if (!cause) return undefined;
  const refusal = asRefusal(cause);
  return refusal.field === field ? refusal.message : undefined;
}
