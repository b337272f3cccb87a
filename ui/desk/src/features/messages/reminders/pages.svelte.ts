import type { MessageView, OutboxPage } from '@shared/generated/door';
import { asRefusal, type Refusal } from '@shared/platform';

/** The most the door gives at once. */
export const PAGE = 200;
/** Beyond this a change does not read everything anew: the list says that there is news instead. */
const REREAD = 1000;

export type AskPage = (after: string | undefined, limit: number) => Promise<OutboxPage>;

/** A part of the outbox that grows as one scrolls. Late answers to an earlier question are dropped. */
export class OutboxPages {
  rows = $state.raw<MessageView[]>([]);
  failure = $state.raw<Refusal>();
  /** Something changed and what is shown may be old. */
  news = $state(false);
  /** The first page has arrived. */
  ready = $state(false);
  #next: string | null = null;
  #ask: AskPage;
  #turn = 0;
  #busy = false;

  constructor(ask: AskPage) {
    this.#ask = ask;
  }

  /** Asks another question: from the top. */
  async begin(ask: AskPage = this.#ask): Promise<void> {
    this.#ask = ask;
    this.ready = false;
    this.rows = [];
    await this.#read(0);
  }

  /** The end of what is loaded comes into sight. */
  async more(): Promise<void> {
    if (this.#busy || this.#next === null) return;
    const mine = ++this.#turn;
    this.#busy = true;
    try {
      const page = await this.#ask(this.#next, PAGE);
      if (mine !== this.#turn) return;
      const known = new Set(this.rows.map((row) => row.id));
      this.rows = [...this.rows, ...page.messages.filter((row) => !known.has(row.id))];
      this.#next = page.next;
      this.failure = undefined;
    } catch (cause) {
      if (mine === this.#turn) this.failure = asRefusal(cause);
    } finally {
      if (mine === this.#turn) this.#busy = false;
    }
  }

  /** Something changed: reads again what is loaded, so that the place in the list stays. */
  async refresh(force = false): Promise<void> {
    if (!force && this.rows.length > REREAD) {
      this.news = true;
      return;
    }
    await this.#read(force ? 0 : this.rows.length);
  }

  async #read(atLeast: number): Promise<void> {
    const mine = ++this.#turn;
    this.#busy = true;
    try {
      const rows: MessageView[] = [];
      let next: string | null = null;
      do {
        const page: OutboxPage = await this.#ask(next ?? undefined, PAGE);
        if (mine !== this.#turn) return;
        rows.push(...page.messages);
        next = page.next;
      } while (next !== null && rows.length < atLeast);
      this.rows = rows;
      this.#next = next;
      this.failure = undefined;
      this.news = false;
      this.ready = true;
    } catch (cause) {
      if (mine === this.#turn) this.failure = asRefusal(cause);
    } finally {
      if (mine === this.#turn) this.#busy = false;
    }
  }
}
