import { door, type FormLine } from '@shared/generated/door';
import { route } from '@shared/state/route.svelte';
import { toasts } from '@shared/state/toasts.svelte';
import { said } from '../settings/form';
import { titleOf } from './words';

/**
 * Says that it is done, with the way back. On the designer's table that is a button only: there Ctrl+Z belongs to the
 * form's own changes.
 */
export function told(text: string, undo?: string, detail?: string): void {
  if (!undo || !route.path.startsWith('/forms/')) return said(text, undo, detail);
  const run = () => void door.undoRun({ operation: undo }).then(() => toasts.done('Taken back.'), (cause: unknown) => toasts.problem(cause));
  toasts.done(text, { seconds: 8, ...(detail ? { detail } : {}), action: { label: 'Undo', run } });
}

/** Runs one act on a form; what goes wrong is said, and answers with nothing. */
async function act<T>(run: () => Promise<T>): Promise<T | undefined> {
  try {
    return await run();
  } catch (cause) {
    toasts.problem(cause);
    return undefined;
  }
}

/** Patients can no longer fill it; what is on its way still arrives. */
export const close = (line: FormLine): Promise<true | undefined> => act(async () => {
  const { undo } = await door.formsClose({ form: line.id });
  told(`“${titleOf(line)}” is closed.`, undo, 'Its link says so. What patients have sent still arrives.');
  return true as const;
});

export const reopen = (line: FormLine): Promise<true | undefined> => act(async () => {
  const { undo } = await door.formsReopen({ form: line.id });
  told(`“${titleOf(line)}” is open again.`, undo);
  return true as const;
});

/** Throws away a draft that was never published. */
export const remove = (line: FormLine): Promise<true | undefined> => act(async () => {
  const { undo } = await door.formsRemove({ form: line.id });
  told(`“${titleOf(line)}” is removed.`, undo);
  return true as const;
});

/** A copy of the draft; answers with its id. */
export const copy = (line: FormLine): Promise<string | undefined> => act(async () => {
  const { value, undo } = await door.formsCreate({ from: { from: 'copy', form: line.id } });
  told(`“${titleOf(value.line)}” is a copy. Patients see it once you publish it.`, undo);
  return value.line.id;
});
