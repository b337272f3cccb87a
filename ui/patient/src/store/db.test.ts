import { afterEach, describe, expect, it, vi } from 'vitest';
import { openStore } from './db';

/** A database that opens and then takes nothing: a full disk, a private window that keeps no files, a line to it that broke. */
function broken() {
  const request: { result: unknown; onsuccess?: () => void } = {
    result: {
      transaction() {
        throw new DOMException('no room', 'QuotaExceededError');
      },
    },
  };
  queueMicrotask(() => request.onsuccess?.());
  return request;
}

describe('the device’s store', () => {
  afterEach(() => vi.unstubAllGlobals());

  it('keeps things while the page is open when the device takes nothing', async () => {
    vi.stubGlobal('indexedDB', { open: broken });
    const store = await openStore();
    expect(store.lasting).toBe(true);
    await store.put('outgoing', 'S', { sid: 'S' });
    expect(await store.get('outgoing', 'S')).toEqual({ sid: 'S' });
    expect(await store.all('outgoing')).toEqual([{ sid: 'S' }]);
    expect(await store.get('seen', 'C')).toBeUndefined();
    expect(store.lasting).toBe(false);
  });
});
