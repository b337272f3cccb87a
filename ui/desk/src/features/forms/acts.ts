import { door, type FormLine } from '@shared/generated/door';
import { toasts } from '@shared/state/toasts.svelte';
import { said } from '../settings/form';
import { titleOf } from './words';

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
  said(`“${titleOf(line)}” is closed.`, undo, 'Its link says so. What patients have sent still arrives.');
  return true as const;
});

export const reopen = (line: FormLine): Promise<true | undefined> => act(async () => {
  const { undo } = await door.formsReopen({ form: line.id });
  said(`“${titleOf(line)}” is open again.`, undo);
  return true as const;
});

/** Throws away a draft that was never published. */
export const remove = (line: FormLine): Promise<true | undefined> => act(async () => {
  const { undo } = await door.formsRemove({ form: line.id });
  said(`“${titleOf(line)}” is removed.`, undo);
  return true as const;
});

/** A copy of the draft; answers with its id. */
export const copy = (line: FormLine): Promise<string | undefined> => act(async () => {
  const { value, undo } = await door.formsCreate({ from: { from: 'copy', form: line.id } });
  said(`“${titleOf(value.line)}” is a copy. Patients see it once you publish it.`, undo);
  return value.line.id;
});
