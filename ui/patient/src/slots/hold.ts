// Holding a time: for ten minutes, with a token only this browser has. Changing one's mind gives the old one back.
import type { Slot } from '@shared/generated/protocol';
import type { Net } from '../net';

/** A time that is held. */
export interface Holding {
  slot: Slot;
  token: string;
  /** Until when, Unix seconds by this device's clock. */
  until: number;
}

export type Outcome = { is: 'held'; holding: Holding } | { is: 'taken' } | { is: 'away' } | { is: 'wait'; after: number } | { is: 'refused' };

export interface Means {
  net: Pick<Net, 'hold' | 'release'>;
  token: () => string;
  /** Finds the proof of work over slot and token. */
  work: (slot: string, token: string, bits: number) => Promise<string>;
  now: () => number;
}

/** Whether the old hold would stand in the way of the new one: same lane at the same hours, or the cap of one day. */
export function inTheWay(held: Slot, wished: Slot): boolean {
  const sameDay = held.starts.slice(0, 10) === wished.starts.slice(0, 10);
  const overlap = held.lane === wished.lane && held.starts_at < wished.until && wished.starts_at < held.until;
  return sameDay || overlap;
}

/** Holds `slot`; `bits` is the work the relay asked for last. */
export async function hold(means: Means, slot: Slot, bits: number): Promise<Outcome> {
  const token = means.token();
  let asked = bits;
  for (let turn = 0; turn < 3; turn += 1) {
    const answer = await means.net.hold(slot.id, { token, work: await means.work(slot.id, token, asked) });
    if (answer.is === 'ok') {
      // How long it lasts is the relay's to say; when that is by our clock is ours.
      return { is: 'held', holding: { slot, token, until: means.now() + Math.max(0, answer.value.until - answer.value.now) } };
    }
    if (answer.is === 'away') return { is: 'away' };
    if (answer.code === 'taken' || answer.code === 'no_such_slot' || answer.status === 404) return { is: 'taken' };
    if (answer.status === 429) return { is: 'wait', after: answer.after ?? 60 };
    if (answer.code !== 'work') return { is: 'refused' };
    asked = Math.max(asked, answer.bits ?? asked + 1);
  }
  return { is: 'refused' };
}

/** Gives a time back. When that fails the hold runs out by itself. */
export async function release(means: Means, holding: Holding): Promise<void> {
  await means.net.release(holding.slot.id, { token: holding.token, work: '' });
}
