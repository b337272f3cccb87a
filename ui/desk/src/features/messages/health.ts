import type { Health } from '@shared/generated/door';
import type { PlaceBadge } from '../../app/badges.svelte';
import type { HealthLine } from '../../app/health.svelte';
import { shortMoment } from './words';

/** The line at the foot of the rail: "Reminders healthy · next 12:30", why, and where to put it right. */
export function lineOf(health: Health, zone: string, now: number, maySee: boolean): HealthLine {
  const next = health.state === 'good' && health.next_due_at !== null ? ` · next ${shortMoment(Math.max(health.next_due_at, Math.floor(now / 1000)), zone, now)}` : '';
  // In a demo nobody should believe that a letter left, whatever else there is to say.
  const demo = health.pretends && !/demo/i.test(health.words) ? ' · demo' : '';
  const path = maySee ? { path: wayOut(health) } : {};
  return { id: 'reminders', state: health.state, text: `${health.words}${next}${demo}`, why: [health.why, health.next, demo && 'This is a demo: nothing leaves the computer.'].filter(Boolean).join(' '), ...path };
}

/** Where a person puts it right. */
function wayOut(health: Health): string {
  if (health.clock) return '/reminders';
  const notSetUp = health.state === 'wait' && health.retrying === 0;
  return health.mail_problem || notSetUp ? '/settings/mail' : '/reminders';
}

/** How many messages need a person, beside Reminders in the rail. */
export function badgeOf(health: Health): PlaceBadge {
  const count = health.needs_person;
  return { count, label: count === 1 ? '1 message needs a person' : `${count} messages need a person`, tone: 'bad' };
}
