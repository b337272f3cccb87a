import { door, type MessageView, type Resolution } from '@shared/generated/door';
import { toasts } from '@shared/state/toasts.svelte';

type Kept = MessageView & { id: string };

const about = (message: MessageView): string => `“${message.rule_name}” for ${message.patient_name}`;
const undoOf = (operation: string | undefined) => (operation ? { undo: async () => void (await door.undoRun({ operation })) } : {});

/** Holds a waiting message back until somebody releases it. */
export async function hold(message: Kept): Promise<void> {
  const { undo } = await door.messagesHold({ message: message.id });
  toasts.done(`Held: ${about(message)}.`, { detail: 'It goes when somebody releases it.', ...undoOf(undo) });
}

/** Takes a waiting message off the list. */
export async function stop(message: Kept): Promise<void> {
  const { undo } = await door.messagesStop({ message: message.id });
  toasts.done(`Stopped: ${about(message)}.`, { detail: 'It does not go.', ...undoOf(undo) });
}

/** Lets a held or stopped message go by itself again. */
export async function release(message: Kept): Promise<void> {
  const { state, why } = await door.messagesRelease({ message: message.id });
  const back = message.state === 'held' ? door.messagesHold : door.messagesStop;
  const goes = state === 'scheduled' || state === 'retry';
  toasts.done(goes ? `Released: ${about(message)}.` : `Released, but it does not go: ${about(message)}.`, {
    detail: goes ? 'It goes by itself at its time.' : why.words,
    ...(goes ? { undo: async () => void (await back({ message: message.id })) } : {}),
  });
}

/** Sends a message now. `anyway`: also in quiet hours and to an address that bounced. It leaves the clinic, so there is no way back. */
export async function sendNow(message: Kept, anyway: boolean): Promise<void> {
  await door.messagesSendNow({ message: message.id, anyway });
  toasts.done(`On its way: ${about(message)}.`);
}

/** What a person knows of a message the outbox cannot decide about. */
export async function resolve(message: Kept, resolution: Resolution): Promise<void> {
  await door.outboxResolve({ message: message.id, resolution });
  const said: Record<Resolution, string> = { arrived: 'Noted that it arrived', send_again: 'Goes once more', noted: 'Marked as seen' };
  toasts.done(`${said[resolution]}: ${about(message)}.`);
}
