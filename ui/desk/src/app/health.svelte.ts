import { untrack } from 'svelte';

/** The quiet lines at the foot of the rail: is everything that runs by itself all right? */
export interface HealthLine {
  id: string;
  /** `good` done, `wait` late or paused, `bad` needs a person. Shown as a dot and a word, never by colour alone. */
  state: 'good' | 'wait' | 'bad';
  /** "Reminders healthy · next 12:30" */
  text: string;
  /** Why, on hover and for screen readers. */
  why?: string;
  /** Where to go to put it right. */
  path?: string;
}

class Health {
  lines = $state.raw<HealthLine[]>([]);

  set(line: HealthLine): void {
    const lines = untrack(() => this.lines);
    const at = lines.findIndex((one) => one.id === line.id);
    this.lines = at < 0 ? [...lines, line] : lines.with(at, line);
  }

  drop(id: string): void {
    this.lines = untrack(() => this.lines).filter((one) => one.id !== id);
  }
}

export const health = new Health();
