import { cleanup, render } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { formDraft, type Draft } from './drafts.svelte';
import Probe from './testing/Probe.svelte';

interface Form { name: string; phones: string[] }
const EMPTY: Form = { name: '', phones: [] };

/** The practice's drafts, as the door keeps them. */
let kept: Map<string, string>;
let calls: string[];
let refuse = false;

beforeEach(() => {
  vi.useFakeTimers();
  kept = new Map();
  calls = [];
  refuse = false;
  vi.stubGlobal('fetch', vi.fn(async (address: string, { body }: { body: string }) => {
    const name = address.replace('/call/', '');
    const input = JSON.parse(body) as { key: string; body: string };
    calls.push(name);
    if (refuse) return new Response('{"code":"disk_full","message":"Full."}', { status: 507 });
    if (name === 'drafts.save') kept.set(input.key, input.body);
    if (name === 'drafts.discard') kept.delete(input.key);
    return new Response(name === 'drafts.get' ? JSON.stringify({ body: kept.get(input.key) ?? null }) : 'null');
  }));
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

async function open(trouble: unknown[] = []) {
  let draft: Draft<Form> | undefined;
  const { unmount } = render(Probe, { setup: () => { draft = formDraft('patient.new', EMPTY, (cause) => trouble.push(cause)); } });
  await settle();
  if (!draft) throw new Error('not set up');
  return { draft, unmount };
}

describe('a form', () => {
  it('is kept in the practice while it is typed, and nowhere else', async () => {
    const { draft } = await open();
    draft.value.name = 'Mirela';
    draft.value.phones.push('+40 721');
    flushSync();
    await settle(399);
    expect(kept.size).toBe(0);
    await settle(1);
    expect(JSON.parse(kept.get('patient.new') ?? '')).toEqual({ name: 'Mirela', phones: ['+40 721'] });
    expect(JSON.stringify({ ...localStorage }), 'typed text is patient data').not.toContain('Mirela');
    expect(draft.changed).toBe(true);
  });

  it('comes back after a crash and can be started afresh', async () => {
    kept.set('patient.new', '{"name":"Mirela","phones":["1"]}');
    const { draft } = await open();
    expect([draft.restored, draft.changed, draft.value.name]).toEqual([true, true, 'Mirela']);
    await draft.startAfresh();
    expect([draft.restored, draft.changed, draft.value.name, kept.size]).toEqual([false, false, '', 0]);
    await settle(1000);
    expect(kept.size).toBe(0);
  });

  it('keeps the last words when it is closed before they were saved', async () => {
    const { draft, unmount } = await open();
    draft.value.name = 'Gr';
    flushSync();
    unmount();
    await settle();
    expect(kept.get('patient.new')).toContain('"Gr"');
  });

  it('leaves no draft behind once it was sent, nor when everything was taken out again', async () => {
    const { draft, unmount } = await open();
    draft.value.name = 'Grace';
    flushSync();
    await settle(500);
    draft.value.name = '';
    flushSync();
    await settle(500);
    expect(kept.size).toBe(0);
    draft.value.name = 'Grace Kim';
    flushSync();
    await draft.done();
    unmount();
    await settle(1000);
    expect(kept.size).toBe(0);
  });

  it('does not lose typing that began before the old draft arrived', async () => {
    kept.set('patient.new', '{"name":"old","phones":[]}');
    let draft: Draft<Form> | undefined;
    render(Probe, { setup: () => { draft = formDraft('patient.new', EMPTY); } });
    if (!draft) throw new Error('not set up');
    draft.value.name = 'new';
    await settle();
    expect(draft.value.name).toBe('new');
  });

  it('goes on when a draft cannot be kept, and tries again with the next key', async () => {
    const trouble: unknown[] = [];
    const { draft } = await open(trouble);
    refuse = true;
    draft.value.name = 'G';
    flushSync();
    await settle(500);
    expect(trouble).toHaveLength(1);
    refuse = false;
    draft.value.name = 'Gr';
    flushSync();
    await settle(500);
    expect(kept.get('patient.new')).toContain('"Gr"');
  });
});
