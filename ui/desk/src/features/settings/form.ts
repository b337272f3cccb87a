import { asRefusal } from '@shared/platform';
import { door } from '@shared/generated/door';
import { toasts } from '@shared/state/toasts.svelte';

/** The failure, unless it belongs to one of the form's own fields (then it stands there). */
export function elsewhere(error: unknown, fields: readonly string[]): unknown {
  if (!error) return undefined;
  const field = asRefusal(error).field;
  return field !== undefined && fields.includes(field.split('.')[0] as string) ? undefined : error;
}

/** Says that it is done, with the way to take it back where the practice offers one. */
export function said(text: string, undo?: string, detail?: string): void {
  toasts.done(text, {
    ...(detail ? { detail } : {}),
    ...(undo ? { undo: async () => void (await door.undoRun({ operation: undo })) } : {}),
  });
}
