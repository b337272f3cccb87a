import { door, type Done, type ManyChanged, type RequestLine, type RequestPriority, type RequestView } from '@shared/generated/door';
import { toasts } from '@shared/state/toasts.svelte';

type Which = Pick<RequestView | RequestLine, 'id' | 'version'>;

/** Says what was done, with the way back where there is one. */
export function said(text: string, done: Pick<Done<unknown>, 'undo'>, detail?: string): void {
  const { undo } = done;
  toasts.done(text, { ...(detail ? { detail } : {}), ...(undo ? { undo: async () => void (await door.undoRun({ operation: undo })) } : {}) });
}

/** Runs a change; a refusal is told, nothing is lost. */
export async function attempt(run: () => Promise<void>): Promise<boolean> {
  try {
    await run();
    return true;
  } catch (cause) {
    toasts.problem(cause);
    return false;
  }
}

export function assign(request: Which, to: string | null, name: string): Promise<boolean> {
  return attempt(async () => said(to ? `${name} looks after it.` : 'Nobody looks after it now.', await door.requestsAssign({ request: request.id, version: request.version, to })));
}

export function setPriority(request: Which, priority: RequestPriority): Promise<boolean> {
  return attempt(async () => said(priority === 'urgent' ? 'Urgent: it stands first.' : 'It waits its turn.', await door.requestsSetPriority({ request: request.id, version: request.version, priority })));
}

export function spam(request: Which): Promise<boolean> {
  return attempt(async () => said('Marked as spam.', await door.requestsSpam({ request: request.id, version: request.version }), 'It stands under Spam; nobody was told.'));
}

export function reopen(request: Which): Promise<boolean> {
  return attempt(async () => said('Back in the queue.', await door.requestsReopen({ request: request.id, version: request.version })));
}

/** Says what many became, and which stayed as they were and why. */
export function saidMany(what: string, done: Done<ManyChanged>): void {
  const { changed, left } = done.value;
  const [first] = left;
  const detail = first ? `${left.length === 1 ? first.name : `${left.length} requests`} stayed as ${left.length === 1 ? 'it was' : 'they were'}: ${first.why}` : undefined;
  said(`${what}: ${changed === 1 ? '1 request' : `${changed} requests`}.`, done, detail);
}
