// Half-filled forms, on the patient's own device and nowhere else, for a day at most.
import type { Form } from '@shared/generated/protocol';
import type { Answers, FormFile } from '@shared/form';
import type { Holding } from '../slots/hold';
import type { Store } from './db';

/** How long a half-filled form is kept, seconds. */
export const KEPT = 24 * 3600;

export interface Draft {
  clinic: string;
  form: string;
  /** SHA-256 of the form that was filled. */
  sha256: string;
  language: string;
  answers: Answers;
  files: FormFile[];
  /** The step the patient was at. */
  step: number;
  holding: Holding | null;
  /** Last change, Unix seconds. */
  at: number;
}

const key = (clinic: string, form: string) => `${clinic}/${form}`;

export const isOld = (draft: Draft, now: number): boolean => now - draft.at > KEPT || draft.at > now + KEPT;

export async function keepDraft(store: Store, draft: Draft): Promise<void> {
  await store.put('drafts', key(draft.clinic, draft.form), draft);
}

export async function forgetDraft(store: Store, clinic: string, form: string): Promise<void> {
  await store.drop('drafts', key(clinic, form));
}

/** The draft of a form, if it is fresh. */
export async function findDraft(store: Store, clinic: string, form: string, now: number): Promise<Draft | undefined> {
  const draft = await store.get<Draft>('drafts', key(clinic, form));
  return draft && !isOld(draft, now) ? draft : undefined;
}

/** Throws away what is older than a day. */
export async function sweepDrafts(store: Store, now: number): Promise<void> {
  for (const draft of await store.all<Draft>('drafts')) {
    if (isOld(draft, now)) await forgetDraft(store, draft.clinic, draft.form);
  }
}

/** What of a draft still answers `form`, which may have been published anew meanwhile. */
export function fitting(draft: Draft, form: Form, misfits: (answers: Answers) => { question: string; code: string }[]): { answers: Answers; files: FormFile[] } {
  const questions = new Set(form.sections.flatMap((section) => section.questions.map((question) => question.id)));
  const answers: Answers = Object.fromEntries(Object.entries(draft.answers).filter(([id]) => questions.has(id)));
  for (const problem of misfits(answers)) {
    if (['wrong_kind', 'no_such_option', 'wrong_file'].includes(problem.code)) delete answers[problem.question];
  }
  return { answers, files: draft.files.filter((file) => questions.has(file.question) && file.question in answers) };
}
