import type { Checked, DayVisit } from '@shared/generated/door';
import { snap, snapDown, STEP, type GridColumn, type Place } from './axis';

/** Where the pointer is, in columns and minutes of the axis. */
export interface Point {
  column: number;
  at: number;
}

/** The visit in the hand: one of the grid, or one out of the tray (whose room is not known here). */
export type Held = Pick<DayVisit, 'id' | 'version' | 'patient' | 'patient_name' | 'provider' | 'service' | 'colour' | 'starts' | 'minutes' | 'second' | 'in_tray'> & { room?: string | null };

/** What is being done with the pointer or the keyboard. */
export type Doing =
  | { kind: 'draw'; from: Point; place: Place }
  | { kind: 'move'; visit: Held; grip: number; origin: Place; place: Place; byKey: boolean }
  | { kind: 'resize'; visit: Held; origin: Place; place: Place; byKey: boolean };

export interface HandOptions {
  columns: () => readonly GridColumn[];
  /** False: nothing can be taken in the hand, and nothing pretends that it could. */
  may?: () => boolean;
  /** Ask what stands in the way of a place; only the newest answer counts. */
  check: (visit: Held, place: Place) => Promise<Checked>;
  /** Length of a slot drawn by a plain click. */
  defaultMinutes: () => number;
  onbook: (place: Place, drawn: boolean) => void;
  onplace: (visit: Held, place: Place, checked: Checked | null) => void;
}

const CHECK_EVERY_MS = 90;

/**
 * The hand in the grid: drawing a new visit, moving one, changing its length, by pointer or by keyboard alike. It keeps
 * the ghost and the live verdict; what happens in the end is the screen's.
 */
export class Hand {
  doing = $state.raw<Doing | null>(null);
  checked = $state.raw<Checked | null>(null);
  #options: HandOptions;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(options: HandOptions) {
    this.#options = options;
  }

  get place(): Place | null {
    return this.doing?.place ?? null;
  }

  /** True once the place differs from where it began: a press without a move is a click. */
  get moved(): boolean {
    const doing = this.doing;
    if (!doing) return false;
    if (doing.kind === 'draw') return doing.place.minutes > STEP;
    const { origin, place } = doing;
    return origin.column !== place.column || origin.at !== place.at || origin.minutes !== place.minutes;
  }

  draw(from: Point): void {
    if (this.#options.may?.() === false) return;
    const at = snapDown(from.at);
    this.doing = { kind: 'draw', from: { column: from.column, at }, place: { column: from.column, at, minutes: STEP } };
    this.checked = null;
  }

  move(visit: DayVisit, column: number, point: Point | null): void {
    if (this.#options.may?.() === false) return;
    const origin = { column, at: visit.at, minutes: visit.minutes };
    this.doing = { kind: 'move', visit, grip: point ? point.at - visit.at : 0, origin, place: origin, byKey: point === null };
    this.checked = null;
  }

  resize(visit: DayVisit, column: number, byKey: boolean): void {
    if (this.#options.may?.() === false) return;
    const origin = { column, at: visit.at, minutes: visit.minutes };
    this.doing = { kind: 'resize', visit, origin, place: origin, byKey };
    this.checked = null;
  }

  /** Takes a visit out of the tray: it has no place here until it is over a column. */
  carry(visit: Held, from: Point, byKey: boolean): void {
    const origin = { column: -1, at: from.at, minutes: visit.minutes };
    this.doing = { kind: 'move', visit, grip: Math.min(15, visit.minutes / 2), origin, place: origin, byKey };
    this.checked = null;
    if (byKey) this.#put({ ...origin, column: from.column });
  }

  /** The visit from the tray is outside the grid again. */
  away(): void {
    if (this.doing?.kind === 'move' && this.doing.origin.column < 0) {
      this.doing = { ...this.doing, place: this.doing.origin };
      this.checked = null;
    }
  }

  /** The pointer went somewhere. */
  to(point: Point): void {
    const doing = this.doing;
    if (!doing) return;
    if (doing.kind === 'draw') {
      const end = Math.max(snap(point.at), doing.from.at + STEP);
      const begin = Math.min(doing.from.at, snapDown(point.at));
      this.#put({ column: doing.from.column, at: begin, minutes: end - begin });
    } else if (doing.kind === 'move') {
      const day = this.#options.columns()[point.column]?.axis.minutes ?? 1440;
      const at = Math.min(Math.max(0, snap(point.at - doing.grip)), day - doing.place.minutes);
      this.#put({ ...doing.place, column: point.column, at });
    } else {
      this.#put({ ...doing.place, minutes: Math.max(STEP, snap(point.at) - doing.place.at) });
    }
  }

  /** An arrow key: columns and steps. */
  nudge(columns: number, steps: number): void {
    const doing = this.doing;
    if (!doing || doing.kind === 'draw') return;
    const most = this.#options.columns().length - 1;
    const place = doing.place;
    if (doing.kind === 'resize') this.#put({ ...place, minutes: Math.max(STEP, place.minutes + steps * STEP) });
    else this.#put({ ...place, column: Math.min(most, Math.max(0, place.column + columns)), at: Math.min(Math.max(0, place.at + steps * STEP), (this.#options.columns()[place.column]?.axis.minutes ?? 1440) - place.minutes) });
  }

  /** Let go: book or place. */
  drop(): void {
    const doing = this.doing;
    if (!doing) return;
    const { moved, checked } = this;
    this.cancel();
    if (doing.kind === 'draw') {
      const drawn = doing.place.minutes > STEP;
      const place = drawn ? doing.place : { ...doing.place, minutes: this.#options.defaultMinutes() };
      this.#options.onbook(place, drawn);
    } else if (moved) {
      this.#options.onplace(doing.visit, doing.place, checked);
    }
  }

  cancel(): void {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#turn++;
    this.doing = null;
    this.checked = null;
  }

  #put(place: Place): void {
    const doing = this.doing;
    if (!doing) return;
    const before = doing.place;
    if (before.column === place.column && before.at === place.at && before.minutes === place.minutes) return;
    this.doing = { ...doing, place };
    if (doing.kind === 'draw') return;
    this.#timer ??= setTimeout(() => this.#ask(), CHECK_EVERY_MS);
  }

  /** At most one question in ninety milliseconds, always about the newest place. */
  #ask(): void {
    this.#timer = undefined;
    const doing = this.doing;
    if (!doing || doing.kind === 'draw') return;
    const turn = ++this.#turn;
    this.#options.check(doing.visit, doing.place).then(
      (checked) => {
        if (turn === this.#turn) this.checked = checked;
      },
      () => {
        // The verdict is a help while dragging; the door decides at the drop and says what is wrong there.
        if (turn === this.#turn) this.checked = null;
      },
    );
  }
}
