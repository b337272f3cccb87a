import type { PairStepKind, RelayStatus } from '@shared/generated/door';
import type { HealthLine } from '../../../app/health.svelte';

/** What each step of pairing did, in the clinic's words. */
export const STEPS: Record<PairStepKind, string> = {
  register: 'This computer is known to the relay',
  publish: 'Keys, clinic card and forms are published',
  slots: 'Open times are published',
  fetch: 'Waiting requests are fetched',
};

/** A relay that has not answered for so long is late, seconds; then the desk cannot know what waits there. */
const LATE = 15 * 60;

/** How the line to the relay is, in one word for its sign. */
export function standing(status: RelayStatus, now: number): 'off' | 'good' | 'wait' | 'bad' {
  if (!status.paired) return 'off';
  if (status.alarms.length > 0 || status.page.differs.length > 0) return 'bad';
  if (status.failure === null) return 'good';
  return status.failing_since !== null && now / 1000 - status.failing_since > LATE ? 'bad' : 'wait';
}

/** The line at the foot of the rail; none for a clinic without a relay. */
export function lineOf(status: RelayStatus, now: number): HealthLine | null {
  const how = standing(status, now);
  if (how === 'off') return null;
  const path = '/settings/website';
  const [first] = status.alarms;
  if (first) return { id: 'website', state: 'bad', text: 'Website needs a look', why: `${first.explanation.title}. ${first.explanation.meaning}`, path };
  if (status.failure) return { id: 'website', state: how === 'bad' ? 'bad' : 'wait', text: 'Website cannot be reached', why: `${status.failure.title}. ${status.failure.meaning}`, path };
  const waiting = status.pending > 0 ? ` · ${status.pending} waiting` : '';
  return { id: 'website', state: 'good', text: `Website connected${waiting}`, why: 'Requests from the website are fetched about twice a minute.', path };
}
