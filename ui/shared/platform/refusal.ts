/**
 * What the practice answers when it does not do what was asked, or cannot be reached.
 * `message` is written for the person at the desk; `code` exists only where the screen reacts to it.
 */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: string;
  /** The input field the message belongs to, in the command's own spelling (`birth_date`, `contacts.0.value`). */
  readonly field: string | undefined;
  /** What to do now, in one sentence. */
  readonly next: string | undefined;
  /** Machine-readable rest, e.g. the visit that holds the slot. */
  readonly details: unknown;

  constructor(wire: WireRefusal) {
    super(wire.message);
    this.code = wire.code;
    this.field = wire.field ?? undefined;
    this.next = wire.next ?? undefined;
    this.details = wire.details ?? undefined;
  }
}

/** The door's answer on failure, as it travels. */
export interface WireRefusal {
  code: string;
  message: string;
  field?: string | null;
  next?: string | null;
  details?: unknown;
}

export function isWireRefusal(value: unknown): value is WireRefusal {
  return (
    typeof value === 'object' && value !== null &&
    typeof (value as WireRefusal).code === 'string' && typeof (value as WireRefusal).message === 'string'
  );
}

/** Any thrown value as a Refusal, so that screens handle one kind of failure. */
export function asRefusal(cause: unknown): Refusal {
  if (cause instanceof Refusal) return cause;
  if (isWireRefusal(cause)) return new Refusal(cause);
  const detail = cause instanceof Error ? cause.message : String(cause);
  return new Refusal({
    code: 'unexpected',
    message: 'Something went wrong inside Keepwell.',
    next: 'Try once more. If it happens again, note what you were doing and tell support.',
    details: { cause: detail },
  });
}
