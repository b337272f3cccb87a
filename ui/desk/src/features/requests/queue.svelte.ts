import type { RequestLine, RequestPage } from '@shared/generated/door';
import { asRefusal, type Refusal } from '@shared/platform';

/** The most the door gives at once. */
const PAGE = 100;

export type AskPage = (offset: number, limit: number) => Promise<RequestPage>;

/** A part of the queue that grows as one scrolls. Late answers to an earlier question are dropped. */
export class Queue {
  rows = $state.raw<RequestLine[]>([]);
  total = $state(0);
  failure = $state.raw<Refusal>();
  /** The first page has arrived. */
  ready = $state(false);
  #ask: AskPage | undefined;
  #turn = 0;
  #busy = false;

  /** Asks another question: from the top. */
  async begin(ask: AskPage): Promise<void> {
    this.#ask = ask;
    this.ready = false;
    this.rows = [];
    await this.#read(PAGE);
  }

  /** The end of what is loaded comes into sight. */
  async more(): Promise<void> {
    if (this.#busy || !this.#ask || this.rows.length >= this.total) return;
    const mine = ++this.#turn;
    this.#busy = true;
    try {
      const page = await this.#ask(this.rows.length, PAGE);
      if (mine !== this.#turn) return;
      // A request that came or went meanwhile shifts the pages: nobody is shown twice.
      const known = new Set(this.rows.map((row) => row.id));
      this.rows = [...this.rows, ...page.requests.filter((row) => !known.has(row.id))];
      this.total = page.total;
      this.failure = undefined;
    } catch (cause) {
      if (mine === this.#turn) this.failure = asRefusal(cause);
    } finally {
      if (mine === this.#turn) this.#busy = false;
    }
  }

  /** Something changed: reads again what is loaded, so that the place in the list stays. */
  refresh(): Promise<void> {
    return this.#read(Math.max(PAGE, this.rows.length));
  }

  async #read(wanted: number): Promise<void> {
    if (!this.#ask) return;
    const mine = ++this.#turn;
    this.#busy = true;
    try {
      const rows: RequestLine[] = [];
      let total = 0;
      do {
        const page: RequestPage = await this.#ask(rows.length, PAGE);
        if (mine !== this.#turn) return;
        rows.push(...page.requests);
        total = page.total;
        if (page.requests.length === 0) break;
      } while (rows.length < wanted && rows.length < total);
      this.rows = rows;
      this.total = total;
      this.failure = undefined;
      this.ready = true;
    } catch (cause) {
      if (mine === this.#turn) this.failure = asRefusal(cause);
    } finally {
      if (mine === this.#turn) this.#busy = false;
    }
  }
}
