import { door, type CalledOffBy, type Clash, type DayVisit, type Done, type MoveVisit, type Override, type VisitStatus, type VisitView } from '@shared/generated/door';
import { asRefusal } from '@shared/platform';
import { toasts } from '@shared/state/toasts.svelte';
import { reminders } from '../messages/state.svelte';
import { clock } from './clock.svelte';
import { clockOf, dayOf, takenBy, toldWords } from './words';
import { formatDay, formatMinutes } from '@shared/time';

/** What every change needs of a visit. Rows of the day, of a list and the visit itself all have it. */
export interface Which {
  id: string;
  version: number;
  patient_name: string;
}

/** A change that a warning stands against: it waits for a reason instead of being lost. */
export interface Asking {
  title: string;
  clashes: readonly Clash[];
  submit: string;
  go: (reason: Override) => Promise<boolean>;
}

type Patch = Partial<Pick<DayVisit, 'provider' | 'room' | 'starts' | 'ends' | 'at' | 'minutes'>> & { date?: string };

/**
 * Everything the calendar changes about a visit, from whichever screen: it tells what was done and when the patient
 * hears of it, offers to take it back, and asks for a reason where the practice wants one.
 */
class Changes {
  /** The reason being asked for. */
  asking = $state.raw<Asking | null>(null);
  /** The visit being called off. */
  cancelling = $state.raw<Which | null>(null);
  /** Where moved visits stand until the practice has answered: seen at once, gone with the newer version. */
  #ahead = $state.raw<ReadonlyMap<string, { version: number; patch: Patch }>>(new Map());

  /** The visit as it will be once the practice has answered. */
  seen(visit: DayVisit): DayVisit & { date?: string } {
    const ahead = this.#ahead.get(visit.id);
    return ahead && ahead.version === visit.version ? { ...visit, ...ahead.patch } : visit;
  }

  async move(visit: Which & { minutes: number }, to: Omit<MoveVisit, 'visit' | 'version' | 'override'>, patch: Patch, known: readonly Clash[] = []): Promise<boolean> {
    const go = (override?: Override): Promise<boolean> => {
      this.#put(visit, patch);
      return this.#run(visit, () => door.visitsMove({ visit: visit.id, version: visit.version, ...to, ...(override ? { override } : {}) }), (now) => moveWords(visit, to, now), 'Move all the same', go);
    };
    if (known.some((clash) => clash.weight === 'warns') && known.every((clash) => clash.weight !== 'blocks')) {
      this.asking = { title: `Move ${visit.patient_name} all the same?`, clashes: known, submit: 'Move all the same', go };
      return false;
    }
    return go();
  }

  setStatus(visit: Which, status: VisitStatus): Promise<boolean> {
    const go = (override?: Override): Promise<boolean> =>
      this.#run(visit, () => door.visitsSetStatus({ visit: visit.id, version: visit.version, status, ...(override ? { override } : {}) }), (now) => `${visit.patient_name}: ${statusWords(now.status)}.`, 'Set it all the same', go);
    return go();
  }

  cancel(visit: Which, reason: string, by: CalledOffBy): Promise<boolean> {
    return this.#run(visit, () => door.visitsCancel({ visit: visit.id, version: visit.version, reason, by }), () => `${visit.patient_name}’s visit is cancelled.`);
  }

  restore(visit: Which): Promise<boolean> {
    const go = (override?: Override): Promise<boolean> =>
      this.#run(visit, () => door.visitsRestore({ visit: visit.id, version: visit.version, ...(override ? { override } : {}) }), (now) => `${visit.patient_name}’s visit at ${clockOf(now.starts)} stands again.`, 'Restore all the same', go);
    return go();
  }

  /** Throws, so that the form can say it at its field. */
  async note(visit: Which, note: string): Promise<VisitView> {
    const done = await door.visitsEdit({ visit: visit.id, version: visit.version, note });
    told('The note is kept.', done);
    return done.value;
  }

  async toTray(visit: Pick<Which, 'id' | 'patient_name'>): Promise<void> {
    try {
      told(`${visit.patient_name} waits in the tray.`, await door.trayPut({ visit: visit.id }), 'The old time stays theirs until you choose a new one.');
    } catch (cause) {
      toasts.problem(cause);
    }
  }

  async fromTray(visit: Pick<Which, 'id' | 'patient_name'>): Promise<void> {
    try {
      told(`${visit.patient_name} keeps the old time.`, await door.trayTake({ visit: visit.id }));
    } catch (cause) {
      toasts.problem(cause);
    }
  }

  async #run(visit: Which, ask: () => Promise<Done<VisitView>>, say: (now: VisitView) => string, submit?: string, again?: (reason: Override) => Promise<boolean>): Promise<boolean> {
    try {
      const done = await ask();
      told(say(done.value), done);
      return true;
    } catch (cause) {
      this.#forget(visit.id);
      const refusal = asRefusal(cause);
      const taken = takenBy(refusal);
      if (taken?.can_override && again && submit) this.asking = { title: `${submit}?`, clashes: taken.clashes, submit, go: again };
      else toasts.problem(refusal);
      return false;
    }
  }

  #put(visit: Which, patch: Patch): void {
    this.#ahead = new Map(this.#ahead).set(visit.id, { version: visit.version, patch });
  }

  #forget(id: string): void {
    const rest = new Map(this.#ahead);
    rest.delete(id);
    this.#ahead = rest;
  }
}

export const changes = new Changes();

/** Why nobody is told for now, where reminders stand still as a whole; a countdown would promise what does not happen. */
function heldBack(): string | undefined {
  const health = reminders.health;
  const notSetUp = health?.state === 'wait' && health.retrying === 0 && health.clock === null;
  return health && (notSetUp || health.mail_problem !== null) ? `${health.words}: they are not told before that is put right.` : undefined;
}

/** Says what was done, counts down to when the patient hears of it, and offers the way back. */
export function told(text: string, done: Pick<Done<unknown>, 'undo' | 'told_at'>, detail?: string): void {
  const { undo, told_at: at } = done;
  toasts.done(text, {
    ...(at === undefined ? (detail ? { detail } : {}) : { detail: () => heldBack() ?? toldWords(at, clock.seconds) }),
    ...(undo === undefined ? {} : { undo: async () => void (await door.undoRun({ operation: undo })), seconds: 12 }),
  });
}

function moveWords(was: Which & { minutes: number; starts?: string; provider?: string }, to: Omit<MoveVisit, 'visit' | 'version' | 'override'>, now: VisitView): string {
  if (to.starts === undefined && to.provider === undefined && to.room === undefined) return `${was.patient_name}’s visit takes ${formatMinutes(now.minutes)} now.`;
  const day = was.starts && dayOf(was.starts) !== now.day ? `${formatDay(now.day, 'brief')}, ` : '';
  const whom = to.provider !== undefined && to.provider !== was.provider ? ` with ${now.provider_name}` : '';
  const where = to.room !== undefined && !whom && was.starts === now.starts ? `${now.room_name ?? 'no room'}` : `${day}${clockOf(now.starts)}`;
  return `${was.patient_name} moved to ${where}${whom}.`;
}

function statusWords(status: VisitStatus): string {
  const words: Record<VisitStatus, string> = {
    scheduled: 'not confirmed yet', confirmed: 'confirmed', arrived: 'arrived', in_room: 'in the room', completed: 'done', no_show: 'did not come', cancelled: 'cancelled',
  };
  return words[status];
}
