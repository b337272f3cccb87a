import { describe, expect, it } from 'vitest';
import type { Slot } from '@shared/generated/protocol';
import type { Answer } from '../net';
import { hold, inTheWay, type Means } from './hold';
import { offered, partOf, serviceOf } from './offer';

const slot = (id: string, starts: string, more: Partial<Slot> = {}): Slot => {
  const starts_at = Date.parse(`${starts}:00Z`) / 1000;
  return { id, lane: 'L', starts_at, until: starts_at + 1800, starts, minutes: 30, services: ['svc'], provider: '', ...more };
};

describe('open times', () => {
  const nine = slot('a', '2026-11-23T09:00');
  const nineToo = slot('b', '2026-11-23T09:00', { lane: 'M' });
  const later = slot('c', '2026-11-24T14:00', { services: ['other'] });

  it('stand by day, the same time once where the clinic names nobody', () => {
    expect(offered([later, nineToo, nine], null, null).map((day) => [day.day, day.slots.length])).toEqual([['2026-11-23', 1], ['2026-11-24', 1]]);
    expect(offered([nine, { ...nineToo, provider: 'Jonas' }], null, null)[0]?.slots).toHaveLength(2);
  });

  it('are those of the wished service', () => {
    expect(offered([nine, later], 'other', null).map((day) => day.day)).toEqual(['2026-11-24']);
    expect(serviceOf(later, null)).toBe('other');
  });

  it('show the held time although the relay counts it as gone', () => {
    expect(offered([later], null, nine)[0]?.slots).toEqual([nine]);
    expect(offered([nineToo], null, nine)[0]?.slots).toEqual([nine]);
  });

  it('fall into parts of the day', () => {
    expect([slot('x', '2026-11-23T11:59'), slot('x', '2026-11-23T12:00'), slot('x', '2026-11-23T17:00')].map(partOf)).toEqual(['morning', 'afternoon', 'evening']);
  });

  it('stand in each other’s way on one day or with one person at one hour', () => {
    expect(inTheWay(nine, slot('d', '2026-11-23T16:00', { lane: 'Z' }))).toBe(true);
    expect(inTheWay(nine, later)).toBe(false);
  });
});

describe('holding a time', () => {
  const means = (answers: Answer<{ until: number; now: number }>[]): Means & { worked: number[] } => {
    const worked: number[] = [];
    return {
      worked, token: () => 'T', now: () => 1000,
      work: async (_, __, bits) => { worked.push(bits); return 'day.1'; },
      net: { hold: async () => answers.shift() ?? { is: 'away' }, release: async () => ({ is: 'ok', status: 204, value: null }) },
    };
  };
  const nine = slot('a', '2026-11-23T09:00');

  it('lasts as long as the relay says, by this device’s clock', async () => {
    expect(await hold(means([{ is: 'ok', status: 200, value: { until: 90_600, now: 90_000 } }]), nine, 18)).toMatchObject({ is: 'held', holding: { until: 1600, token: 'T' } });
  });

  it('works harder when asked, and gives up kindly', async () => {
    const asked = means([{ is: 'refused', status: 403, code: 'work', bits: 20 }, { is: 'ok', status: 200, value: { until: 600, now: 0 } }]);
    expect((await hold(asked, nine, 18)).is).toBe('held');
    expect(asked.worked).toEqual([18, 20]);
    expect((await hold(means([{ is: 'refused', status: 409, code: 'taken' }]), nine, 18)).is).toBe('taken');
    expect((await hold(means([{ is: 'away' }]), nine, 18)).is).toBe('away');
    expect(await hold(means([{ is: 'refused', status: 429, code: 'slow_down', after: 9 }]), nine, 18)).toEqual({ is: 'wait', after: 9 });
  });
});
