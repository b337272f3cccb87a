import type { VisitStatus } from '@shared/generated/door';

/** How a status looks: a shape, a meaning for its colour, and words for those who see neither. */
export interface StatusSign {
  /** Path in a box of 12 by 12. */
  path: string;
  /** The shape is filled, not drawn. */
  filled: boolean;
  tone: 'wait' | 'good' | 'bad' | 'own';
  words: string;
}

const DOTS = 'M1.2 6a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0M4.9 6a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0M8.6 6a1.1 1.1 0 1 0 2.2 0a1.1 1.1 0 1 0-2.2 0';
const DISC = 'M6 1.5a4.5 4.5 0 1 0 0 9a4.5 4.5 0 1 0 0-9';

const signs: Record<VisitStatus, StatusSign> = {
  scheduled: { path: DOTS, filled: true, tone: 'wait', words: 'Not confirmed yet' },
  confirmed: { path: 'M2 6.5L4.8 9.2L10 3.2', filled: false, tone: 'own', words: 'Confirmed' },
  arrived: { path: `${DISC}M6 1.5v9a4.5 4.5 0 0 0 0-9`, filled: false, tone: 'good', words: 'Arrived' },
  in_room: { path: DISC, filled: true, tone: 'good', words: 'In room' },
  completed: { path: 'M.8 6.7L3.2 9L7.6 3.6M5.6 8.2L6.5 9L11.2 3.6', filled: false, tone: 'own', words: 'Done' },
  no_show: { path: 'M2.5 2.5L9.5 9.5M9.5 2.5L2.5 9.5', filled: false, tone: 'bad', words: 'Did not come' },
  cancelled: { path: `${DISC}M2.8 9.2L9.2 2.8`, filled: false, tone: 'bad', words: 'Cancelled' },
};

export function statusSign(status: VisitStatus): StatusSign {
  return signs[status];
}

/** The way of a visit through the day, as the buttons of the panel have it. */
export const FLOW: readonly VisitStatus[] = ['confirmed', 'arrived', 'in_room', 'completed'];
