import type { By } from '@shared/generated/door';
import { session } from '../../app/session.svelte';

/** How somebody likes their calendar on this device. Holds ids of providers, nothing of patients. */
interface Choices {
  /** The columns shown; null is all. */
  providers: string[] | null;
  by: By;
  cancelled: boolean;
  /** The provider of week and list; null is all together. */
  one: string | null;
}

const FRESH: Choices = { providers: null, by: 'provider', cancelled: false, one: null };

/** What the person at this screen chose last, or undefined if they never chose. */
class CalendarChoices {
  #kept = $state.raw<Record<string, Choices>>({});

  /** True once this person has chosen something on this device. */
  get made(): boolean {
    return this.#of(this.#who) !== undefined;
  }

  get now(): Choices {
    return this.#of(this.#who) ?? FRESH;
  }

  set(change: Partial<Choices>): void {
    const next = { ...this.now, ...change };
    this.#kept = { ...this.#kept, [this.#who]: next };
    try {
      localStorage.setItem(key(this.#who), JSON.stringify(next));
    } catch {
      // Storage may be switched off in a browser; the choice then lasts until the page closes.
    }
  }

  get #who(): string {
    return session.person?.id ?? '';
  }

  #of(who: string): Choices | undefined {
    return this.#kept[who] ?? read(who);
  }
}

const key = (who: string): string => `keepwell.calendar.${who}`;

function read(who: string): Choices | undefined {
  try {
    const text = localStorage.getItem(key(who));
    return text ? { ...FRESH, ...(JSON.parse(text) as Partial<Choices>) } : undefined;
  } catch {
    // Unreadable or switched off: as if nothing had been chosen.
    return undefined;
  }
}

export const choices = new CalendarChoices();
