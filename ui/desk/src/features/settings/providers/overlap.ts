import type { Overlap } from '@shared/generated/door';

/** What happens when a visit is booked over another of the same provider, in words. */
export const OVERLAP: Record<Overlap, { label: string; short: string; text: string }> = {
  block: { label: 'Never two at once', short: 'Never two at once', text: 'A taken time cannot be booked again.' },
  warn: { label: 'Only with a reason', short: 'Two only with a reason', text: 'Keepwell warns, asks for a reason and keeps it with the visit.' },
  allow: { label: 'Several at once', short: 'Several at once', text: 'For groups and classes: up to the number below; beyond it never.' },
};
