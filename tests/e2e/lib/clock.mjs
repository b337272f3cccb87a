// Moves a running Keepwell's clock. Debug builds add the seconds in the file that KEEPWELL_TEST_CLOCK names.
import { renameSync, writeFileSync } from 'node:fs';

export class Clock {
  #seconds = 0;

  constructor(file) {
    this.file = file;
    this.#write();
  }

  /** Forwards (or backwards) by so many seconds. */
  advance(seconds) {
    this.#seconds += Math.round(seconds);
    this.#write();
  }

  /** Puts the clock at an instant. */
  set(instant) {
    this.#seconds = Math.round((instant.getTime() - Date.now()) / 1000);
    this.#write();
  }

  /** What Keepwell's clock says now. */
  now() {
    return new Date(Date.now() + this.#seconds * 1000);
  }

  // Renamed into place: the program must never read half a number.
  #write() {
    writeFileSync(this.file + '.new', String(this.#seconds));
    renameSync(this.file + '.new', this.file);
  }
}
