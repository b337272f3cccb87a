// Everything of one clinic that is on its way from this device, and where each stands.
import { readReceipt } from '@shared/sealed/documents';
import { SealedError } from '@shared/sealed/errors';
import { findWork } from '@shared/sealed/work';
import type { Bundle } from '@shared/generated/protocol';
import { now } from '../clock';
import type { Net } from '../net';
import type { Store } from '../store/db';
import { forgetDraft } from '../store/drafts';
import { Courier, type Doing } from './courier';
import { forgetOutgoing, keepOutgoing, outgoingOf, type Outgoing } from './outgoing';
import { rest } from './rest';

export class Outbox {
  /** Newest first. */
  entries = $state.raw<Outgoing[]>([]);
  doing = $state.raw<Record<string, Doing>>({});
  /** What the answers mean, where the form shows it: in memory only. */
  bands = $state.raw<Record<string, string>>({});
  private readonly dropped = new Set<string>();

  constructor(
    private readonly store: Store,
    private readonly net: Net,
    private readonly clinic: string,
  ) {}

  /** Takes up what was left when the page was closed. */
  async open(): Promise<void> {
    this.entries = await outgoingOf(this.store, this.clinic, now());
    for (const entry of this.entries) if (entry.state === 'waiting' || entry.state === 'sent') this.carry(entry, entry.bits);
  }

  /** Keeps it on the device first, then sends it. */
  async send(entry: Outgoing, bits: number, band: string | null): Promise<void> {
    await keepOutgoing(this.store, entry);
    this.entries = [entry, ...this.entries];
    if (band !== null) this.bands = { ...this.bands, [entry.sid]: band };
    this.carry(entry, bits);
  }

  /** What is or was on its way about a form or a page. */
  about(about: string): Outgoing | undefined {
    return this.entries.find((entry) => entry.about === about);
  }

  async forget(sid: string): Promise<void> {
    this.dropped.add(sid);
    this.entries = this.entries.filter((entry) => entry.sid !== sid);
    await forgetOutgoing(this.store, sid);
  }

  private carry(entry: Outgoing, bits: number): void {
    const courier = new Courier(
      entry,
      {
        net: this.net,
        keep: async (next) => {
          if (this.dropped.has(next.sid)) return;
          await keepOutgoing(this.store, next);
          // The relay has it: what was typed is no longer needed here.
          // A device that cannot even forget now does so within a day: what is on its way does not wait for it.
          if (next.state === 'sent' && next.kind === 'form') await forgetDraft(this.store, next.clinic, next.about).catch(() => undefined);
        },
        work: (next, asked, at) => findWork(asked, next.clinic, new Uint8Array(next.bytes ?? new ArrayBuffer(0)), at),
        verify: (next, body) => {
          try {
            // The key was checked when this was sealed; nothing else of the bundle is asked for.
            return readReceipt(body, { signing_key: next.key } as Bundle, next.sid, next.sha256);
          } catch (cause) {
            if (cause instanceof SealedError) return null;
            throw cause;
          }
        },
        rest,
        isOver: () => this.dropped.has(entry.sid),
        now,
        random: Math.random,
      },
      (next, doing) => {
        if (this.dropped.has(next.sid)) return;
        this.entries = this.entries.map((one) => (one.sid === next.sid ? next : one));
        this.doing = { ...this.doing, [next.sid]: doing };
      },
    );
    void courier.carry(bits);
  }
}
