import { expect, test } from 'vitest';
import type { RequestLine, RequestPage } from '@shared/generated/door';
import { Queue } from './queue.svelte';

const line = (id: number) => ({ id: `req_${id}` }) as RequestLine;
const all = (count: number) => (offset: number, limit: number): Promise<RequestPage> =>
  Promise.resolve({ requests: Array.from({ length: Math.max(0, Math.min(limit, count - offset)) }, (_, n) => line(offset + n)), total: count });

test('the queue grows page by page and stops at its end', async () => {
  const queue = new Queue();
  await queue.begin(all(250));
  expect([queue.rows.length, queue.total]).toEqual([100, 250]);
  await queue.more();
  await queue.more();
  await queue.more();
  expect(queue.rows.length).toBe(250);
});

test('one who arrives between two pages is not shown twice', async () => {
  const queue = new Queue();
  let shift = 0;
  await queue.begin((offset, limit) => all(150)(Math.max(0, offset - shift), limit));
  shift = 1;
  await queue.more();
  expect(new Set(queue.rows.map((row) => row.id)).size).toBe(queue.rows.length);
});

test('a refresh keeps what is loaded, and a late answer to an old question is dropped', async () => {
  const queue = new Queue();
  await queue.begin(all(250));
  await queue.more();
  await queue.refresh();
  expect(queue.rows.length).toBe(200);
  let answer: (page: RequestPage) => void = () => {};
  const slow = queue.begin(() => new Promise((resolve) => { answer = resolve; }));
  await queue.begin(all(3));
  answer({ requests: [line(99)], total: 1 });
  await slow;
  expect(queue.rows.map((row) => row.id)).toEqual(['req_0', 'req_1', 'req_2']);
});
