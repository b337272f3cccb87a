import type { Health } from '@shared/generated/door';

/** How the reminders are, as last heard. Filled by ReminderHealth; the screens only read it. */
class Reminders {
  health = $state.raw<Health>();
}

export const reminders = new Reminders();
