// A sealed submission on its way. It is sealed once; the very same bytes are repeated until the clinic has them.
import type { Store } from '../store/db';

/** Why nothing more happens by itself. */
export type Halt =
  | 'taken' | 'stale' | 'closed' | 'unknown' | 'too_large' | 'refused'
  /** The clinic did not fetch it while the relay kept it. */
  | 'lapsed';

export interface Outgoing {
  sid: string;
  clinic: string;
  /** What the clinic is called, to say who gets it while there is no line. */
  clinicName: string;
  /** The clinic's signing key, base64url, checked against the clinic's id when this was sealed: its receipt has to be signed with it. */
  key: string;
  /** A form's id, or the page whose suggested times are answered. */
  about: string;
  kind: 'form' | 'reply';
  /** What the patient's page calls it: the form's title. */
  title: string;
  /** What the clinic says after sending; may be empty. */
  thanks: string;
  /** The envelope; gone once the clinic has it. */
  bytes: ArrayBuffer | null;
  /** SHA-256 of the envelope in hex. */
  sha256: string;
  /** `day.nonce`, empty until found. */
  work: string;
  /** Zero bits `work` has. */
  bits: number;
  /** `slot.token`. */
  slot: string | null;
  /** Clinic wall time of the slot. */
  starts: string | null;
  madeAt: number;
  sentAt: number | null;
  receivedAt: number | null;
  state: 'waiting' | 'halted' | 'sent' | 'received';
  halt: Halt | null;
  /** The relay showed a receipt that is not the clinic's. */
  doubt: boolean;
}

/** Kept after the clinic has it, so that the receipt can be looked up; seconds. */
export const REMEMBERED = 24 * 3600;
/** Given up on after that; the relay forgets by then too; seconds. */
export const GIVEN_UP = 30 * 24 * 3600;

export function isOver(entry: Outgoing, now: number): boolean {
  return entry.receivedAt !== null ? now - entry.receivedAt > REMEMBERED : now - entry.madeAt > GIVEN_UP;
}

export const keepOutgoing = (store: Store, entry: Outgoing): Promise<void> => store.put('outgoing', entry.sid, entry);
export const forgetOutgoing = (store: Store, sid: string): Promise<void> => store.drop('outgoing', sid);

/** What of this clinic is or was on its way, newest first; what is over is thrown away. */
export async function outgoingOf(store: Store, clinic: string, now: number): Promise<Outgoing[]> {
  const all = await store.all<Outgoing>('outgoing');
  for (const entry of all) if (isOver(entry, now)) await forgetOutgoing(store, entry.sid);
  return all.filter((entry) => entry.clinic === clinic && !isOver(entry, now)).sort((a, b) => b.madeAt - a.madeAt);
}

/** What a person can say on the phone: the first eight characters. */
export const shortCode = (sid: string): string => `${sid.slice(0, 4)} ${sid.slice(4, 8)}`;
