// Carries one sealed submission: finds the work, posts the same bytes until the relay took them, then asks for the clinic's receipt.
// After every step the store knows where it stands, so a page that is closed in between goes on where it was.
import type { Net } from '../net';
import type { Outgoing } from './outgoing';
import { isWorkFresh, judge, pause, receiptPause } from './verdict';

export interface Means {
  net: Pick<Net, 'send' | 'receipt'>;
  keep: (entry: Outgoing) => Promise<void>;
  /** Finds a proof of work. */
  work: (entry: Outgoing, bits: number, now: number) => Promise<string>;
  /** Whether the signed receipt is the clinic's, for this submission and these bytes; then when it was written down. */
  verify: (entry: Outgoing, receipt: Uint8Array) => { accepted_at: number } | null;
  /** Waits; with `wake`, also only until there may be a line again or the patient looks at the page. */
  rest: (seconds: number, wake: boolean) => Promise<void>;
  isOver: () => boolean;
  now: () => number;
  random: () => number;
}

/** What happens at this moment, for the page to show. */
export type Doing = { is: 'working' } | { is: 'sending' } | { is: 'waiting'; why: 'away' | 'busy'; until: number } | { is: 'asking' } | { is: 'resting' };

/** How long lost bytes are sent again, seconds. */
const RESENT = 7 * 24 * 3600;

export class Courier {
  constructor(
    private entry: Outgoing,
    private readonly means: Means,
    private readonly onchange: (entry: Outgoing, doing: Doing) => void,
  ) {}

  /** Ends when the clinic has it, when a person has to decide, or when the page is over. */
  async carry(bits: number): Promise<Outgoing> {
    for (let round = 0; ; round += 1) {
      // A relay that said yes and then knows nothing may do so again: not megabytes on end.
      if (round > 0) await this.wait(pause(round - 1, this.means.random()), 'busy');
      if (this.is('waiting')) await this.deliver(bits);
      if (!this.is('sent') || this.means.isOver()) return this.entry;
      await this.follow();
      if (!this.is('waiting') || this.means.isOver()) return this.entry;
    }
  }

  private is(state: Outgoing['state']): boolean {
    return this.entry.state === state;
  }

  private async deliver(asked: number): Promise<void> {
    let bits = Math.max(asked, this.entry.bits);
    // How far this device's clock is off, once the relay said so: a proof of work names the day.
    let off = 0;
    for (let tries = 0; !this.means.isOver(); tries += 1) {
      if (this.entry.bits < bits || !isWorkFresh(this.entry.work, this.means.now() + off)) {
        this.tell({ is: 'working' });
        const work = await this.means.work(this.entry, bits, this.means.now() + off);
        await this.put({ work, bits });
      }
      if (!this.entry.bytes) return;
      this.tell({ is: 'sending' });
      const answer = await this.means.net.send(this.entry.bytes, this.entry.work, this.entry.slot);
      if (answer.is === 'refused' && answer.code === 'malformed' && answer.now !== undefined && !isWorkFresh(this.entry.work, answer.now)) {
        off = answer.now - this.means.now();
        continue;
      }
      const verdict = judge(answer, tries, bits, this.means.random());
      if (verdict.then === 'sent') return this.put({ state: 'sent', sentAt: this.means.now(), halt: null });
      if (verdict.then === 'work') {
        // Asked for the same again: the day turned, or the relay counts otherwise. One bit more is never wrong.
        bits = verdict.bits > this.entry.bits ? verdict.bits : this.entry.bits + 1;
        if (bits > 26) return this.put({ state: 'halted', halt: 'refused' });
        continue;
      }
      if (verdict.then === 'halt') return this.halt(verdict.why);
      await this.wait(verdict.after, verdict.why);
    }
  }

  private async wait(seconds: number, why: 'away' | 'busy'): Promise<void> {
    this.tell({ is: 'waiting', why, until: this.means.now() + seconds });
    await this.means.rest(seconds, why === 'away');
  }

  /** Refused. An earlier try whose answer was lost may have been taken all the same: the relay knows. */
  private async halt(why: Outgoing['halt']): Promise<void> {
    const known = await this.means.net.receipt(this.entry.sid);
    if (known.is === 'ok') return this.put({ state: 'sent', sentAt: this.means.now(), halt: null });
    return this.put({ state: 'halted', halt: why });
  }

  private async follow(): Promise<void> {
    for (let asked = 0; !this.means.isOver(); asked += 1) {
      this.tell({ is: 'asking' });
      const answer = await this.means.net.receipt(this.entry.sid);
      if (answer.is === 'ok' && answer.value !== null) {
        const receipt = this.means.verify(this.entry, answer.value);
        if (receipt) return this.put({ state: 'received', receivedAt: receipt.accepted_at, bytes: null, doubt: false });
        if (!this.entry.doubt) await this.put({ doubt: true });
      }
      if (answer.is === 'refused' && answer.status === 410) return this.put({ state: 'halted', halt: 'lapsed', bytes: null });
      // It said it had it and now has never heard of it: send the same bytes again, the clinic takes them once.
      if (answer.is === 'refused' && answer.status === 404 && this.entry.bytes && this.means.now() - this.entry.madeAt < RESENT) {
        return this.put({ state: 'waiting' });
      }
      this.tell({ is: 'resting' });
      await this.means.rest(receiptPause(asked, this.means.random()), true);
    }
  }

  private async put(change: Partial<Outgoing>): Promise<void> {
    this.entry = { ...this.entry, ...change };
    await this.means.keep(this.entry);
    this.tell({ is: 'resting' });
  }

  private tell(doing: Doing): void {
    this.onchange(this.entry, doing);
  }
}
