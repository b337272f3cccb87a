import { asRefusal } from '@shared/platform';

/** Seconds until sign-in is possible again after a `locked_out` refusal; 0 when it is. */
export class Countdown {
  left = $state(0);
  #timer: ReturnType<typeof setInterval> | undefined;

  /** Takes the moment from the refusal's details. `now` is the practice's clock in Unix seconds. */
  take(cause: unknown, now: number): void {
    const { code, details } = asRefusal(cause);
    const until = (details as { until?: unknown } | undefined)?.until;
    if (code !== 'locked_out' || typeof until !== 'number') return;
    const end = Date.now() + Math.max(0, until - now) * 1000;
    this.stop();
    const step = () => {
      this.left = Math.max(0, Math.ceil((end - Date.now()) / 1000));
      if (this.left === 0) this.stop();
    };
    step();
    this.#timer = setInterval(step, 500);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** "1:05" */
  get words(): string {
    return `${Math.floor(this.left / 60)}:${String(this.left % 60).padStart(2, '0')}`;
  }
}
