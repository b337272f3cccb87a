// The patient page's one way to the network. Everything it learns here is checked elsewhere: the relay is not trusted.
import type { Held, Hold, RelayError } from '@shared/generated/protocol';

/** What the relay answered, or that it did not. */
export type Answer<T> =
  | { is: 'ok'; value: T; status: number }
  | { is: 'refused'; status: number; code: string; bits?: number; after?: number; now?: number }
  | { is: 'away' };

export interface Bundled {
  body: Uint8Array;
  /** Zero bits of work a submission needs. */
  bits: number;
}

/** How long an answer is waited for, milliseconds. */
const PATIENCE = 20_000;
const PATIENCE_SENDING = 60_000;
/** Bytes a millisecond that the slowest line carries which the relay waits for, too. */
const SLOWEST = 16;

export class Net {
  constructor(
    /** The relay, without a slash at its end; empty where the page itself comes from it. */
    private readonly base: string,
    private readonly clinic: string,
  ) {}

  async bundle(): Promise<Answer<Bundled>> {
    return this.ask('bundle', {}, async (response) => ({ body: await bytes(response), bits: Number(response.headers.get('x-keepwell-work-bits')) || 0 }));
  }

  form(sha256: string): Promise<Answer<Uint8Array>> {
    return this.ask(`forms/${sha256}`, {}, bytes);
  }

  slots(): Promise<Answer<Uint8Array>> {
    return this.ask('slots', {}, bytes);
  }

  hold(slot: string, hold: Hold): Promise<Answer<Held>> {
    return this.ask(`slots/${slot}/hold`, posted(hold), json<Held>);
  }

  release(slot: string, hold: Hold): Promise<Answer<null>> {
    return this.ask(`slots/${slot}/release`, posted(hold), nothing);
  }

  /** The sealed bytes, the proof of work, and the time taken with them. */
  send(envelope: ArrayBuffer, work: string, slot: string | null): Promise<Answer<null>> {
    const headers: Record<string, string> = { 'content-type': 'application/octet-stream', 'x-keepwell-work': work };
    if (slot) headers['x-keepwell-slot'] = slot;
    return this.ask('inbox', { method: 'POST', headers, body: envelope }, nothing, PATIENCE_SENDING + envelope.byteLength / SLOWEST);
  }

  /** The clinic's receipt; `null`: the relay has the submission, the clinic not yet. */
  receipt(sid: string): Promise<Answer<Uint8Array | null>> {
    return this.ask(`receipts/${sid}`, {}, async (response) => (response.status === 204 ? null : bytes(response)));
  }

  page(page: string): Promise<Answer<Uint8Array>> {
    return this.ask(`pages/${page}`, {}, bytes);
  }

  private async ask<T>(path: string, init: RequestInit, read: (response: Response) => Promise<T>, patience = PATIENCE): Promise<Answer<T>> {
    const stop = new AbortController();
    const timer = setTimeout(() => stop.abort(), patience);
    try {
      const response = await fetch(`${this.base}/v1/c/${this.clinic}/${path}`, {
        ...init, signal: stop.signal, cache: 'no-store', credentials: 'omit', referrerPolicy: 'no-referrer', redirect: 'error',
      });
      if (response.ok) return { is: 'ok', status: response.status, value: await read(response) };
      return await refusal(response);
    } catch {
      // No line, a relay that is down, an answer that broke off, or one that is no answer: nothing is known, so ask again later.
      return { is: 'away' };
    } finally {
      clearTimeout(timer);
    }
  }
}

async function refusal<T>(response: Response): Promise<Answer<T>> {
  const told = (await response.json().catch(() => ({}))) as Partial<RelayError>;
  const after = Number(response.headers.get('retry-after'));
  const now = Date.parse(response.headers.get('date') ?? '') / 1000;
  return {
    is: 'refused',
    status: response.status,
    code: typeof told.code === 'string' ? told.code : '',
    ...(typeof told.bits === 'number' ? { bits: told.bits } : {}),
    ...(Number.isFinite(after) && after > 0 ? { after } : {}),
    ...(Number.isFinite(now) ? { now } : {}),
  };
}

const bytes = async (response: Response) => new Uint8Array(await response.arrayBuffer());
const json = <T>(response: Response): Promise<T> => response.json() as Promise<T>;
const nothing = async () => null;
const posted = (body: unknown): RequestInit => ({ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
