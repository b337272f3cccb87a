// The clinic as its own signature describes it: fetched, checked against the id in the address, never older than seen before.
import type { Bundle, Form, FormEntry } from '@shared/generated/protocol';
import { readBundle } from '@shared/sealed/bundle';
import { readForm } from '@shared/sealed/documents';
import { SealedError } from '@shared/sealed/errors';
import type { Net } from './net';
import type { Store } from './store/db';

/** Why there is no clinic, form or page to show. */
export type Trouble =
  /** No line, or the relay does not answer. */
  | 'away'
  /** The relay knows no such clinic. */
  | 'unknown'
  /** Not signed by the clinic of the address, or older than seen: do not type anything here. */
  | 'not_trusted'
  /** The clinic has not renewed its page for long. */
  | 'out_of_date'
  /** The form is no longer open. */
  | 'closed'
  /** Too many questions at once. */
  | 'busy'
  /** This browser cannot seal. */
  | 'unsupported';

/** Zero bits of work a relay asks for at least. */
const LEAST_WORK = 18;

export interface Clinic { bundle: Bundle; bits: number; at: number }
export type Or<T> = { is: 'ok'; value: T } | { is: 'trouble'; why: Trouble };

const trouble = (why: Trouble): { is: 'trouble'; why: Trouble } => ({ is: 'trouble', why });

/** What a broken document means to the patient. */
export function troubleOf(cause: unknown): Trouble {
  if (!(cause instanceof SealedError)) throw cause;
  return cause.code === 'out_of_date' ? 'out_of_date' : cause.code === 'unsupported' || cause.code === 'unknown_suite' ? 'unsupported' : 'not_trusted';
}

export async function fetchClinic(net: Net, store: Store, clinic: string, now: number): Promise<Or<Clinic>> {
  const answer = await net.bundle();
  if (answer.is === 'away') return trouble('away');
  if (answer.is === 'refused') return trouble(answer.status === 404 || answer.status === 410 ? 'unknown' : answer.status === 429 ? 'busy' : 'away');
  try {
    const seen = (await store.get<number>('seen', clinic)) ?? 0;
    const bundle = readBundle(answer.value.body, clinic, now, seen);
    if (bundle.serial > seen) await store.put('seen', clinic, bundle.serial);
    return { is: 'ok', value: { bundle, bits: Math.max(answer.value.bits, LEAST_WORK), at: now } };
  } catch (cause) {
    return trouble(troubleOf(cause));
  }
}

export async function fetchForm(net: Net, entry: FormEntry): Promise<Or<Form>> {
  const answer = await net.form(entry.sha256);
  if (answer.is === 'away') return trouble('away');
  if (answer.is === 'refused') return trouble(answer.status === 404 || answer.status === 410 ? 'closed' : answer.status === 429 ? 'busy' : 'away');
  try {
    return { is: 'ok', value: readForm(answer.value, entry) };
  } catch (cause) {
    return trouble(troubleOf(cause));
  }
}
