import { afterEach, expect, it, vi } from 'vitest';
import { Net } from './net';

afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

it('gives photographs over a slow line the time the relay gives them', async () => {
  vi.useFakeTimers();
  /** A line that needs `seconds` for all of it. */
  const line = (seconds: number) => (_: string, init: RequestInit) =>
    new Promise<Response>((resolve, reject) => {
      init.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      setTimeout(() => resolve(new Response(null, { status: 202 })), seconds * 1000);
    });
  const sent = async (bytes: number, seconds: number) => {
    vi.stubGlobal('fetch', line(seconds));
    const answer = new Net('', 'C').send(new ArrayBuffer(bytes), 'w', null);
    await vi.advanceTimersByTimeAsync(1_000_000);
    return (await answer).is;
  };
  expect(await sent(8 << 20, 500)).toBe('ok');
  expect(await sent(4 << 10, 500)).toBe('away');
});
