// The clinic's open times by day and part of the day.
import type { Slot } from '@shared/generated/protocol';

export interface Day { day: string; slots: Slot[] }
export type Part = 'morning' | 'afternoon' | 'evening';

/** Open times for `service` (any, where the form asks for none). `free` comes from the clinic's book; what is held stands for its time. */
export function offered(free: readonly Slot[], service: string | null, held: Slot | null): Day[] {
  const days = new Map<string, Map<string, Slot>>();
  const all = held && !free.some((slot) => slot.id === held.id) ? [...free, held] : free;
  for (const slot of [...all].sort((a, b) => a.starts_at - b.starts_at || a.provider.localeCompare(b.provider) || (a.id < b.id ? -1 : 1))) {
    if (service !== null && slot.services.length > 0 && !slot.services.includes(service)) continue;
    const day = slot.starts.slice(0, 10);
    const times = days.get(day) ?? new Map<string, Slot>();
    days.set(day, times);
    // Without names, two people free at ten are one "10:00".
    const key = `${slot.starts}|${slot.provider}`;
    if (!times.has(key) || slot.id === held?.id) times.set(key, slot);
  }
  return [...days].map(([day, times]) => ({ day, slots: [...times.values()] }));
}

export function partOf(slot: Slot): Part {
  const hour = Number(slot.starts.slice(11, 13));
  return hour < 12 ? 'morning' : hour < 17 ? 'afternoon' : 'evening';
}

/** For which service a time is taken: what was asked for, else the slot's only one. */
export const serviceOf = (slot: Slot, service: string | null): string => service ?? (slot.services.length === 1 ? (slot.services[0] ?? '') : '');

/** Whether the device shows another wall time than the clinic at that moment. */
export function differs(slot: Pick<Slot, 'starts' | 'starts_at'>): boolean {
  const at = new Date(slot.starts_at * 1000);
  const here = [at.getFullYear(), at.getMonth() + 1, at.getDate(), at.getHours(), at.getMinutes()].map((part) => String(part).padStart(2, '0'));
  return `${here[0]}-${here[1]}-${here[2]}T${here[3]}:${here[4]}` !== slot.starts.slice(0, 16);
}
