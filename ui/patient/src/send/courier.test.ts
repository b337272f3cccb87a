import { describe, expect, it } from 'vitest';
import type { Answer } from '../net';
import { Courier, type Doing } from './courier';
import type { Outgoing } from './outgoing';

const BYTES = new Uint8Array([1, 2, 3]).buffer;
const AT = 1_800_000_000;

function outgoing(change: Partial<Outgoing> = {}): Outgoing {
  return {
    sid: 'S', clinic: 'C', clinicName: 'Lindenhof', key: 'k', about: 'F', kind: 'form', title: 'Form', thanks: '', bytes: BYTES, sha256: 'aa', work: '', bits: 0, slot: 'slot.token', starts: null,
    madeAt: AT, sentAt: null, receivedAt: null, state: 'waiting', halt: null, doubt: false, ...change,
  };
}

/** A relay that answers from a list, and everything it was sent. */
function journey(sends: Answer<null>[], receipts: Answer<Uint8Array | null>[], start = outgoing()) {
  const sent: { bytes: ArrayBuffer; work: string; slot: string | null }[] = [];
  const kept: Outgoing[] = [];
  const rests: number[] = [];
  const doings: Doing['is'][] = [];
  const worked: { bits: number; at: number }[] = [];
  let clock = AT;
  const away = { is: 'away' } as const;
  const courier = new Courier(
    start,
    {
      net: {
        send: async (bytes, work, slot) => {
          sent.push({ bytes, work, slot });
          return sends.shift() ?? away;
        },
        receipt: async () => receipts.shift() ?? away,
      },
      keep: async (entry) => void kept.push(entry),
      work: async (_, bits, at) => {
        worked.push({ bits, at });
        return `${new Date(at * 1000).toISOString().slice(0, 10)}.${worked.length}`;
      },
      verify: (_, body) => (body[0] === 1 ? { accepted_at: AT + 50 } : null),
      rest: async (seconds) => {
        rests.push(seconds);
        clock += seconds;
      },
      isOver: () => rests.length > 40,
      now: () => clock,
      random: () => 0.5,
    },
    (_, doing) => doings.push(doing.is),
  );
  return { carry: () => courier.carry(18), sent, kept, rests, doings, worked };
}

const ok = { is: 'ok', status: 202, value: null } as const;
const refused = (status: number, code: string, more = {}) => ({ is: 'refused', status, code, ...more }) as const;
const receipt = (first: number) => ({ is: 'ok', status: 200, value: new Uint8Array([first]) }) as const;
const notYet = { is: 'ok', status: 204, value: null } as const;

describe('the courier', () => {
  it('repeats the very same bytes with growing pauses until the relay has them', async () => {
    const run = journey([{ is: 'away' }, refused(503, 'fault'), { is: 'away' }, ok], [receipt(1)]);
    const end = await run.carry();
    expect(run.sent).toHaveLength(4);
    expect(run.sent.every((one) => one.bytes === BYTES && one.slot === 'slot.token' && one.work === run.sent[0]?.work)).toBe(true);
    expect(run.rests).toEqual([2, 5, 10]);
    expect(run.worked).toHaveLength(1);
    expect(end).toMatchObject({ state: 'received', receivedAt: AT + 50, bytes: null });
  });

  it('waits as long as the relay asks when it was too quick', async () => {
    const run = journey([refused(429, 'slow_down', { after: 37 }), ok], [receipt(1)]);
    await run.carry();
    expect(run.rests).toEqual([37]);
  });

  it('works harder when the relay asks for more', async () => {
    const run = journey([refused(403, 'work', { bits: 20 }), ok], [receipt(1)]);
    await run.carry();
    expect(run.worked.map((one) => one.bits)).toEqual([18, 20]);
  });

  it('does the work anew when its day has passed, over the same bytes', async () => {
    const run = journey([ok], [receipt(1)], outgoing({ work: '2020-01-01.7', bits: 18 }));
    await run.carry();
    expect(run.worked).toEqual([{ bits: 18, at: AT }]);
    expect(run.sent[0]?.bytes).toBe(BYTES);
  });

  it('takes the relay’s day when this device’s clock is wrong', async () => {
    const far = AT + 40 * 86_400;
    const run = journey([refused(400, 'malformed', { now: far }), ok], [receipt(1)]);
    expect((await run.carry()).state).toBe('received');
    expect(run.worked.map((one) => one.at)).toEqual([AT, far]);
  });

  it('asks whether an earlier try arrived before it says that the time is taken', async () => {
    const arrived = journey([{ is: 'away' }, refused(409, 'taken')], [notYet, receipt(1)]);
    expect((await arrived.carry()).state).toBe('received');
    const never = journey([{ is: 'away' }, refused(409, 'taken')], [refused(404, 'gone')]);
    expect(await never.carry()).toMatchObject({ state: 'halted', halt: 'taken' });
  });

  it('stops for a person when the keys changed or the form went', async () => {
    for (const [answer, halt] of [[refused(409, 'stale'), 'stale'], [refused(404, 'no_such_clinic'), 'unknown'], [refused(413, 'too_large'), 'too_large'], [refused(409, 'other_bytes'), 'refused']] as const) {
      expect(await journey([answer], [refused(404, 'gone')]).carry()).toMatchObject({ state: 'halted', halt, bytes: BYTES });
    }
  });

  it('believes only the clinic’s signature, and says so when another came', async () => {
    const run = journey([ok], [notYet, receipt(9), receipt(1)]);
    const end = await run.carry();
    expect(run.kept.some((entry) => entry.doubt && entry.state === 'sent')).toBe(true);
    expect(end).toMatchObject({ state: 'received', doubt: false });
  });

  it('asks for the receipt less and less often', async () => {
    const run = journey([ok], [notYet, notYet, notYet, notYet, receipt(1)]);
    await run.carry();
    expect(run.rests).toHaveLength(4);
    expect(run.rests.every((rest, at) => at === 0 || rest > (run.rests[at - 1] ?? 0))).toBe(true);
  });

  it('sends the same bytes again when the relay has lost them', async () => {
    const run = journey([ok, ok], [notYet, refused(404, 'gone'), receipt(1)]);
    expect((await run.carry()).state).toBe('received');
    expect(run.sent.map((one) => one.bytes)).toEqual([BYTES, BYTES]);
  });

  it('does not send megabytes without a pause to a relay that says yes and keeps nothing', async () => {
    const run = journey(Array(100).fill(ok), Array(100).fill(refused(404, 'gone')));
    await run.carry();
    expect(run.sent.length).toBeLessThanOrEqual(run.rests.length + 1);
    expect(run.rests.slice(0, 3)).toEqual([2, 5, 10]);
  });

  it('goes on after a reload where it was: what was sent is not sent again', async () => {
    const run = journey([], [receipt(1)], outgoing({ state: 'sent', sentAt: AT }));
    expect((await run.carry()).state).toBe('received');
    expect(run.sent).toEqual([]);
  });

  it('says when the clinic never fetched it', async () => {
    const run = journey([ok], [refused(410, 'gone')]);
    expect(await run.carry()).toMatchObject({ state: 'halted', halt: 'lapsed', bytes: null });
  });
});
