import { listen } from '@tauri-apps/api/event';
import { inWindow } from './call';

/** A committed change, told to every open window. */
export interface Change {
  /** What happened, concept first: `visit.booked`, `patient.edited`. */
  kinds: string[];
  ids: string[];
  seq: number;
  /** True after a lost connection or a change of person: whatever is on screen may be old, whatever its kind. */
  everything: boolean;
}

type Listener = (change: Change) => void;
const listeners = new Set<Listener>();
const connectionListeners = new Set<(connected: boolean) => void>();
let stop: (() => void) | null = null;
let connected = true;

/** Hear of committed changes. One connection serves all listeners; it opens with the first and closes with the last. */
export function onChange(listener: Listener): () => void {
  listeners.add(listener);
  stop ??= inWindow() ? fromWindow() : fromServer();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = null;
  };
}

/** Hear whether live updates flow (called at once with the present state). */
export function onConnection(listener: (connected: boolean) => void): () => void {
  connectionListeners.add(listener);
  listener(connected);
  return () => connectionListeners.delete(listener);
}

/** Tell every listener that what it shows may be old, e.g. after somebody else signed in. */
export function refreshEverything(): void {
  emit({ kinds: [], ids: [], seq: 0, everything: true });
}

function emit(change: Change): void {
  for (const listener of [...listeners]) listener(change);
}

function setConnected(now: boolean): void {
  if (now === connected) return;
  connected = now;
  for (const listener of connectionListeners) listener(now);
}

function fromWindow(): () => void {
  const unlisten = listen<Omit<Change, 'everything'>>('changed', ({ payload }) => emit({ ...payload, everything: false }));
  unlisten.catch(() => setConnected(false));
  return () => void unlisten.then((off) => off(), () => undefined);
}

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 30_000;

/** An EventSource gives up for good on an HTTP error (signed out, server restarting), so the retry is ours. */
function fromServer(): () => void {
  let source: EventSource | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let wait = FIRST_RETRY_MS;
  let lost = false;

  const open = () => {
    source = new EventSource('/live', { withCredentials: true });
    source.onopen = () => {
      wait = FIRST_RETRY_MS;
      setConnected(true);
      if (lost) refreshEverything();
      lost = false;
    };
    source.onmessage = (event) => take(event.data);
    // The server tells a browser that fell behind to look at everything again.
    source.addEventListener('all', () => refreshEverything());
    source.onerror = () => {
      lost = true;
      setConnected(false);
      source?.close();
      clearTimeout(timer);
      timer = setTimeout(open, wait);
      wait = Math.min(wait * 2, LONGEST_RETRY_MS);
    };
  };
  open();
  return () => {
    clearTimeout(timer);
    source?.close();
    setConnected(true);
  };
}

function take(data: unknown): void {
  let payload: Partial<Change>;
  try {
    payload = JSON.parse(String(data)) as Partial<Change>;
  } catch {
    // A change we cannot read is still a change: refresh rather than show old data.
    refreshEverything();
    return;
  }
  if (!Array.isArray(payload.kinds)) return refreshEverything();
  emit({ kinds: payload.kinds, ids: payload.ids ?? [], seq: payload.seq ?? 0, everything: false });
}
