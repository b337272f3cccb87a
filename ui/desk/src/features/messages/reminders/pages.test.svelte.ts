import { describe, expect, it } from 'vitest';
import type { MessageView, OutboxPage } from '@shared/generated/door';
import { OutboxPages, PAGE } from './pages.svelte';

const row = (n: number) => ({ id: `msg_${n}` }) as MessageView;

/** An outbox of `all` messages, a page at a time. */
function outbox(all: () => number) {
  const asked: (string | undefined)[] = [];
  const ask = async (after: string | undefined): Promise<OutboxPage> => {
    asked.push(after);
    const from = Number(after ?? 0);
    const to = Math.min(from + PAGE, all());
    return { messages: Array.from({ length: to - from }, (_, step) => row(from + step)), next: to < all() ? String(to) : null };
  };
  return { ask, asked };
}

describe('a part of the outbox', () => {
  it('grows by the page until its end and then asks no more', async () => {
    const { ask, asked } = outbox(() => 450);
    const pages = new OutboxPages(ask);
    await pages.begin();
    await pages.more();
    await pages.more();
    await pages.more();
    expect(pages.rows).toHaveLength(450);
    expect(asked).toEqual([undefined, '200', '400']);
    expect(new Set(pages.rows.map((one) => one.id)).size, 'nobody twice').toBe(450);
  });

  it('keeps the place in the list when something changes', async () => {
    let all = 600;
    const { ask } = outbox(() => all);
    const pages = new OutboxPages(ask);
    await pages.begin();
    await pages.more();
    all = 590;
    await pages.refresh();
    expect(pages.rows).toHaveLength(400);
  });

  it('says that there is news instead of reading thousands again', async () => {
    const { ask, asked } = outbox(() => 5000);
    const pages = new OutboxPages(ask);
    await pages.begin();
    for (let page = 0; page < 5; page++) await pages.more();
    const before = asked.length;
    await pages.refresh();
    expect([pages.news, asked.length]).toEqual([true, before]);
    await pages.refresh(true);
    expect([pages.news, pages.rows.length]).toEqual([false, PAGE]);
  });

  it('drops the answer to an earlier question', async () => {
    let answer: (page: OutboxPage) => void = () => undefined;
    const pages = new OutboxPages(() => new Promise((resolve) => (answer = resolve)));
    const first = pages.begin();
    const slow = answer;
    const second = pages.begin(async () => ({ messages: [row(7)], next: null }));
    await second;
    slow({ messages: [row(1), row(2)], next: null });
    await first;
    expect(pages.rows.map((one) => one.id)).toEqual(['msg_7']);
  });

  it('keeps what it has when it cannot be read, and says why', async () => {
    let broken = false;
    const { ask } = outbox(() => 300);
    const pages = new OutboxPages(async (after) => { if (broken) throw { code: 'busy', message: 'Busy.' }; return ask(after); });
    await pages.begin();
    broken = true;
    await pages.more();
    expect([pages.rows.length, pages.failure?.code]).toEqual([200, 'busy']);
    broken = false;
    await pages.more();
    expect([pages.rows.length, pages.failure]).toEqual([300, undefined]);
  });
});
