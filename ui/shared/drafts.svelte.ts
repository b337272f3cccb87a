import { call } from './platform';

const SAVE_AFTER_MS = 400;
/** The forms on screen: how to keep what one holds, and how to stop keeping it. */
const forms = new Set<{ save: () => Promise<void>; leave: () => void }>();

/** Keeps at once what the open forms hold, e.g. before the screen locks and the practice takes nothing more from this seat. */
export async function keepDrafts(): Promise<void> {
  await Promise.all([...forms].map((form) => form.save()));
}

/** Nothing more of the open forms is kept: somebody else has signed in, and what is typed here is not theirs. */
export function leaveDrafts(): void {
  for (const form of forms) form.leave();
}

/** Another thing being written that keeps itself, e.g. a web form: saved before the screen locks, let go when somebody else signs in. Returns the way to stop. */
export function keepAlso(form: { save: () => Promise<void>; leave: () => void }): () => void {
  forms.add(form);
  return () => void forms.delete(form);
}

export interface Draft<T extends object> {
  /** The form's values; bind fields to its members. */
  readonly value: T;
  /** Differs from what the form started with. */
  readonly changed: boolean;
  /** What was typed earlier was found and put back: say so and offer to start afresh. */
  readonly restored: boolean;
  /** Back to the form's first state; the kept draft is thrown away. */
  startAfresh(): Promise<void>;
  /** The form was sent: throw the kept draft away and leave the values as they are. */
  done(): Promise<void>;
}

/**
 * The values of a form, kept in the practice's encrypted file while they are typed, so that a crash or a closed sheet
 * loses nothing. They go through the door, never into the browser's storage: typed text is patient data.
 * `key` names the form and what it is about, e.g. `patient.new` or `visit.move.vis_1`. Call while a component is set up.
 *
 * Keeping a draft is a comfort, so a failure to do so is told to `onTrouble` and never stands in the way of typing.
 */
export function formDraft<T extends object>(key: string, initial: T, onTrouble: (cause: unknown) => void = () => undefined): Draft<T> {
  const first = JSON.stringify(initial);
  const value = $state<T>(JSON.parse(first) as T);
  let restored = $state(false);
  let kept = first;
  let closed = false;

  const now = $derived(JSON.stringify(value));

  call<{ body: string | null }>('drafts.get', { key }).then(({ body }) => {
    // Typing that began before the answer came wins over the older draft.
    if (closed || body === null || body === undefined || JSON.stringify(value) !== first) return;
    Object.assign(value, { ...initial, ...(JSON.parse(body) as T) });
    kept = JSON.stringify(value);
    restored = kept !== first;
  }).catch(onTrouble);

  async function save(): Promise<void> {
    const body = JSON.stringify(value);
    if (closed || body === kept) return;
    kept = body;
    try {
      await (body === first ? call('drafts.discard', { key }) : call('drafts.save', { key, body }));
    } catch (cause) {
      kept = '';
      onTrouble(cause);
    }
  }

  $effect(() => {
    void now;
    const timer = setTimeout(() => void save(), SAVE_AFTER_MS);
    return () => clearTimeout(timer);
  });
  // Closing within the delay still keeps the last words.
  $effect(() => {
    const form = { save, leave: () => void (closed = true) };
    forms.add(form);
    return () => {
      forms.delete(form);
      void save();
    };
  });

  async function discard(): Promise<void> {
    kept = JSON.stringify(value);
    restored = false;
    await call('drafts.discard', { key }).catch(onTrouble);
  }

  return {
    get value() { return value; },
    get changed() { return now !== first; },
    get restored() { return restored; },
    async startAfresh() {
      Object.assign(value, JSON.parse(first) as T);
      await discard();
    },
    async done() {
      closed = true;
      await discard();
    },
  };
}
