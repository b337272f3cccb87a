import { afterEach, describe, expect, it, vi } from 'vitest';
import { call, onChange, onConnection, onRefusal, passively, Refusal, type Change } from '.';

function answer(status: number, body: string): void {
  vi.stubGlobal('fetch', vi.fn(async () => new Response(body, { status })));
}

const refused = async (request: Promise<unknown>) => {
  const cause: unknown = await request.then(() => null, (error: unknown) => error);
  if (!(cause instanceof Refusal)) throw new Error('expected a refusal');
  return cause;
};

afterEach(() => {
  vi.unstubAllGlobals();
  Reflect.deleteProperty(window, '__TAURI_INTERNALS__');
});

describe('call in a browser', () => {
  it('posts to the door of its own origin with the mark that a foreign page cannot set', async () => {
    answer(200, '{"name":"Mirela"}');
    await expect(call('patients.get', { id: 'pat_1' })).resolves.toEqual({ name: 'Mirela' });
    const [address, request] = vi.mocked(fetch).mock.calls[0] ?? [];
    expect(address).toBe('/call/patients.get');
    expect(request).toMatchObject({ method: 'POST', credentials: 'same-origin', headers: { 'x-keepwell': '1' }, body: '{"id":"pat_1"}' });
  });

  it('says when it asks for the screen and not for a person', async () => {
    vi.stubGlobal('fetch', vi.fn(async () => new Response('1')));
    await passively(() => call('schedule.day', {}));
    await call('schedule.day', {});
    const marks = vi.mocked(fetch).mock.calls.map(([, request]) => new Headers(request?.headers).get('x-keepwell-passive'));
    expect(marks).toEqual(['1', null]);
  });

  it('throws what the door refused, field and next step included', async () => {
    answer(422, '{"code":"invalid","message":"No such day.","field":"birth_date","next":"Look at the month.","details":{"day":31}}');
    const refusal = await refused(call('patients.register', {}));
    expect(refusal).toMatchObject({ code: 'invalid', message: 'No such day.', field: 'birth_date', next: 'Look at the month.', details: { day: 31 } });
  });

  it('says so when nobody answers, when something else answers and when the answer is cut off', async () => {
    vi.stubGlobal('fetch', vi.fn(async () => { throw new TypeError('failed to fetch'); }));
    expect((await refused(call('x'))).code).toBe('unreachable');
    answer(502, '<html>bad gateway</html>');
    expect((await refused(call('x'))).code).toBe('unreachable');
    answer(200, '{"name":"Mir');
    expect((await refused(call('x'))).code).toBe('unreadable');
    answer(401, '');
    expect((await refused(call('x'))).code).toBe('sign_in_needed');
  });

  it('never asks twice, because a booking must not happen twice', async () => {
    answer(503, '');
    await refused(call('schedule.book', {}));
    expect(fetch).toHaveBeenCalledTimes(1);
  });

  it('tells listeners of every refusal until they stop', async () => {
    answer(401, '{"code":"locked","message":"Locked."}');
    const heard: string[] = [];
    const off = onRefusal((refusal, command) => heard.push(`${command} ${refusal.code}`));
    await refused(call('a'));
    off();
    await refused(call('b'));
    expect(heard).toEqual(['a locked']);
  });
});

describe('call in the window', () => {
  it('goes through the one command of the shell, and a refusal arrives as the same class', async () => {
    const invoke = vi.fn(async (_: string, request: { name: string }) => {
      if (request.name === 'fails') throw { code: 'taken', message: 'Taken.' };
      return 7;
    });
    Object.assign(window, { __TAURI_INTERNALS__: { invoke } });
    await expect(call('works', { a: 1 })).resolves.toBe(7);
    expect(invoke.mock.calls[0]?.slice(0, 2)).toEqual(['call', { name: 'works', input: { a: 1 }, passive: false }]);
    expect((await refused(call('fails'))).code).toBe('taken');
  });
});

describe('live updates', () => {
  class Source {
    static all: Source[] = [];
    onopen: (() => void) | null = null;
    onmessage: ((event: { data: string }) => void) | null = null;
    onerror: (() => void) | null = null;
    closed = false;
    named = new Map<string, () => void>();
    constructor(readonly url: string) { Source.all.push(this); }
    addEventListener(name: string, run: () => void) { this.named.set(name, run); }
    close() { this.closed = true; }
  }

  it('shares one connection, comes back by itself and then has everything refreshed', () => {
    vi.useFakeTimers();
    Source.all = [];
    vi.stubGlobal('EventSource', Source);
    const heard: Change[] = [];
    const states: boolean[] = [];
    const off = onChange((change) => heard.push(change));
    const offToo = onChange(() => undefined);
    const offState = onConnection((now) => states.push(now));
    expect(Source.all.map((one) => one.url)).toEqual(['/live']);

    Source.all[0]?.onopen?.();
    Source.all[0]?.onmessage?.({ data: '{"seq":4,"kinds":["visit.booked"],"ids":["vis_1"]}' });
    expect(heard.at(-1)).toEqual({ seq: 4, kinds: ['visit.booked'], ids: ['vis_1'], everything: false });

    Source.all[0]?.onerror?.();
    vi.advanceTimersByTime(1_000);
    Source.all[1]?.onerror?.();
    vi.advanceTimersByTime(1_999);
    expect(Source.all, 'the second try waits longer').toHaveLength(2);
    vi.advanceTimersByTime(1);
    Source.all[2]?.onopen?.();
    expect(heard.at(-1)?.everything, 'what happened meanwhile was not heard').toBe(true);
    expect(states).toEqual([true, false, true]);

    Source.all[2]?.onmessage?.({ data: 'not json' });
    expect(heard.at(-1)?.everything, 'an unreadable change is still a change').toBe(true);
    Source.all[2]?.named.get('all')?.();
    expect(heard.filter((change) => change.everything)).toHaveLength(3);

    off();
    offToo();
    offState();
    expect(Source.all[2]?.closed, 'nobody listens any more').toBe(true);
    vi.useRealTimers();
  });
});
