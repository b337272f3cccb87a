import { invoke } from '@tauri-apps/api/core';
import { asRefusal, isWireRefusal, Refusal } from './refusal';

/** True in Keepwell's own window, false in a browser that talks to `keepwell serve`. */
export function inWindow(): boolean {
  return '__TAURI_INTERNALS__' in window;
}

type Listener = (refusal: Refusal, command: string) => void;
const listeners = new Set<Listener>();

/** Hear of every refusal, e.g. to show the sign-in when the session has ended. Returns the way to stop. */
export function onRefusal(listener: Listener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

let nobodyThere = false;

/**
 * Asks on behalf of the screen, not of a person: a live update refreshing what is shown must not keep an empty seat from
 * locking itself. Holds for the calls `ask` makes before its first `await`.
 */
export function passively<T>(ask: () => T): T {
  nobodyThere = true;
  try {
    return ask();
  } finally {
    nobodyThere = false;
  }
}

/**
 * The only way to data: asks the door for one command.
 * Throws a {@link Refusal} when the practice refuses or cannot be reached; nothing is retried here, because a command
 * that changes something must not run twice.
 */
export async function call<Output>(name: string, input: unknown = {}): Promise<Output> {
  const passive = nobodyThere;
  try {
    return inWindow() ? await invoke<Output>('call', { name, input, passive }) : await post<Output>(name, input, passive);
  } catch (cause) {
    const refusal = asRefusal(cause);
    for (const listener of listeners) listener(refusal, name);
    throw refusal;
  }
}

async function post<Output>(name: string, input: unknown, passive: boolean): Promise<Output> {
  let response: Response;
  try {
    response = await fetch('/call/' + encodeURIComponent(name), {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'content-type': 'application/json', 'x-keepwell': '1', ...(passive ? { 'x-keepwell-passive': '1' } : {}) },
      body: JSON.stringify(input),
    });
  } catch (cause) {
    throw unreachable(cause);
  }
  let body: unknown;
  try {
    const text = await response.text();
    body = text === '' ? null : JSON.parse(text);
  } catch (cause) {
    throw response.ok ? unreadable(cause) : refusedWithout(response.status);
  }
  if (response.ok) return body as Output;
  throw isWireRefusal(body) ? new Refusal(body) : refusedWithout(response.status);
}

function unreachable(cause: unknown): Refusal {
  return new Refusal({
    code: 'unreachable',
    message: 'The practice computer did not answer.',
    next: 'Check that Keepwell is running there and that this device is on the clinic’s network. Nothing you typed is lost.',
    details: { cause: cause instanceof Error ? cause.message : String(cause) },
  });
}

function unreadable(cause: unknown): Refusal {
  return new Refusal({
    code: 'unreadable',
    message: 'The practice computer’s answer was cut off.',
    next: 'Look whether your change is there before you repeat it.',
    details: { cause: cause instanceof Error ? cause.message : String(cause) },
  });
}

/** An answer that did not come from the door: a proxy in between, or a server that is starting or stopping. */
function refusedWithout(status: number): Refusal {
  return new Refusal({
    code: status === 401 ? 'sign_in_needed' : 'unreachable',
    message: status === 401 ? 'You are signed out.' : 'The practice computer answered in a way Keepwell does not know.',
    next: status === 401 ? 'Sign in to go on.' : 'Wait a moment and try again.',
    details: { status },
  });
}
