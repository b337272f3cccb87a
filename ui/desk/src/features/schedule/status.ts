import type { VisitStatus } from '@shared/generated/door';

/** How a status looks: a sign, a meaning for its colour, and words for those who see neither. */
export interface StatusSign {
  sign: string;
  tone: 'wait' | 'good' | 'bad' | 'own';
  words: string;
}

const signs: Record<VisitStatus, StatusSign> = {
  scheduled: { sign: '…', tone: 'wait', words: 'Not confirmed yet' },
  confirmed: { sign: '✔', tone: 'own', words: 'Confirmed' },
  arrived: { sign: '◐', tone: 'good', words: 'Arrived' },
  in_room: { sign: '●', tone: 'good', words: 'In room' },
  completed: { sign: '✓', tone: 'own', words: 'Done' },
  no_show: { sign: '✕', tone: 'bad', words: 'Did not come' },
  cancelled: { sign: '⊘', tone: 'bad', words: 'Cancelled' },
};

export function statusSign(status: VisitStatus): StatusSign {
  return signs[status];
}
