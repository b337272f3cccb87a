import { cleanup, render } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { refreshEverything } from '../platform';
import Probe from '../testing/Probe.svelte';
import { live, type Live, type LiveOptions } from './live.svelte';

/** A door that answers when the test says so. */
class Door {
  asked: { question: string; answer: (value: string) => void; refuse: (cause: unknown) => void }[] = [];
  ask = (question: string) => new Promise<string>((answer, refuse) => this.asked.push({ question, answer, refuse }));
}

let tell: (data: string) => void = () => undefined;

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('EventSource', class {
    onopen = null; onerror = null; onmessage: ((event: { data: string }) => void) | null = null;
    constructor() { tell = (data) => this.onmessage?.({ data }); }
    addEventListener() {}
    close() {}
  });
});
afterEach(() => {
  cleanup();
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

async function settle(ms = 0): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
  flushSync();
}

function start(options: LiveOptions = {}) {
  const door = new Door();
  let patient = $state('pat_1');
  let query: Live<string> | undefined;
  const { unmount } = render(Probe, { setup: () => { query = live(() => (patient ? door.ask(patient) : null), ['visit'], options); } });
  flushSync();
  if (!query) throw new Error('not set up');
  return { door, query, unmount, about: (id: string) => { patient = id; flushSync(); } };
}

describe('a live query', () => {
  it('shows the skeleton only when the wait is noticeable', async () => {
    const { door, query } = start();
    expect([query.busy, query.skeleton]).toEqual([true, false]);
    await settle(149);
    expect(query.skeleton).toBe(false);
    await settle(1);
    expect(query.skeleton).toBe(true);
    door.asked[0]?.answer('27 visits');
    await settle();
    expect([query.data, query.busy, query.skeleton]).toEqual(['27 visits', false, false]);
  });

  it('asks again when one of its kinds changed, once for many, and keeps the old answer meanwhile', async () => {
    const { door, query } = start();
    door.asked[0]?.answer('old');
    await settle();
    tell('{"kinds":["patient.edited"],"ids":[],"seq":1}');
    tell('{"kinds":["visitor.came"],"ids":[],"seq":2}');
    await settle(100);
    expect(door.asked, 'not its kind').toHaveLength(1);
    for (let seq = 3; seq < 40; seq++) tell(`{"kinds":["visit.booked"],"ids":[],"seq":${seq}}`);
    await settle(100);
    expect(door.asked).toHaveLength(2);
    await settle(1000);
    expect([query.data, query.skeleton]).toEqual(['old', false]);
    door.asked[1]?.answer('new');
    await settle();
    expect(query.data).toBe('new');
    refreshEverything();
    await settle(100);
    expect(door.asked).toHaveLength(3);
  });

  it('drops every answer but the last', async () => {
    const { door, query } = start();
    query.retry();
    door.asked[1]?.answer('second');
    await settle();
    door.asked[0]?.answer('first, late');
    await settle();
    expect(query.data).toBe('second');
  });

  it('never shows one patient under the address of another', async () => {
    const { door, query, about } = start();
    door.asked[0]?.answer('Mirela');
    await settle();
    about('pat_2');
    expect(query.data).toBeUndefined();
    about('pat_3');
    door.asked[1]?.answer('Grace, late');
    await settle();
    expect(query.data).toBeUndefined();
    door.asked[2]?.answer('Oscar');
    await settle();
    expect(query.data).toBe('Oscar');
  });

  it('keeps the old day while the next one comes, where that is asked for', async () => {
    const { door, query, about } = start({ keepAcross: true });
    door.asked[0]?.answer('Friday');
    await settle();
    about('saturday');
    await settle(500);
    expect([query.data, query.skeleton]).toEqual(['Friday', false]);
  });

  it('says why it failed, keeps what it had, and gets over it', async () => {
    const { door, query } = start();
    door.asked[0]?.answer('old');
    await settle();
    query.retry();
    door.asked[1]?.refuse({ code: 'busy', message: 'Busy.' });
    await settle();
    expect([query.error?.code, query.data]).toEqual(['busy', 'old']);
    query.retry();
    door.asked[2]?.answer('new');
    await settle();
    expect([query.error, query.data]).toEqual([undefined, 'new']);
  });

  it('asks nothing without a question and nothing after its end', async () => {
    const { door, query, about, unmount } = start();
    about('');
    expect(query.busy).toBe(false);
    unmount();
    refreshEverything();
    await settle(1000);
    expect(door.asked).toHaveLength(1);
  });
});
