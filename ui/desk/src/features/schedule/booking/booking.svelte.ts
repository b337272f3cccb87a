/** Where a booking begins: what is known already. */
export interface BookingStart {
  /** `YYYY-MM-DD`. */
  date: string;
  /** `HH:MM`; without, the first opening is proposed. */
  clock?: string;
  /** 1: the second of a time that comes twice. */
  fold?: number;
  /** Drawn length; the service's without. */
  minutes?: number;
  provider?: string;
  /** Absent: the provider's usual room. */
  room?: string | null;
  service?: string;
  patient?: { id: string; title: string; detail?: string };
}

/** The booking sheet, reachable from every screen. */
class Booking {
  start = $state.raw<BookingStart | null>(null);
  /** The visit booked last: the grid shows it. */
  booked = $state.raw<{ id: string; day: string } | null>(null);

  open(start: BookingStart): void {
    this.start = start;
  }

  close(): void {
    this.start = null;
  }
}

export const booking = new Booking();
