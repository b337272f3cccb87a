// What a patient has answered so far. The shapes are those of `QuestionKind` in the protocol.
import type { FileEntry, Form, Question, Section } from '../generated/protocol';

/** Answers by question id; an unanswered question has no entry. */
export type Answers = Record<string, unknown>;

/** A file as it will be sealed. */
export interface FormFile {
  /** The question it answers. */
  question: string;
  /** As the patient's device calls it. Text to show, never a path. */
  name: string;
  /** `image/jpeg`, `image/png` or `application/pdf`. */
  media_type: string;
  /** Its bytes. */
  blob: Blob;
}

export interface Place {
  days: string[];
  times: string[];
  note: string;
}

export interface PersonName { given: string; family: string }
export interface PostalAddress { lines: string; city: string; region: string; postcode: string; country: string }
export interface Policy { payer: string; plan: string; member_no: string; group_no: string; holder: string }
export type Drawn = { width: number; height: number; strokes: number[][] };
export type Signed = { typed: string } | { drawn: Drawn };
export type Chosen = string | { other: string };

/** `value` as an object with string fields, whatever a crashed draft left there. */
export function strings<K extends string>(value: unknown, keys: readonly K[]): Record<K, string> {
  const given = typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  return Object.fromEntries(keys.map((key) => [key, typeof given[key] === 'string' ? given[key] : ''])) as Record<K, string>;
}

/** The answer without empty shells: an object of empty strings is no answer. */
export function emptied<T extends Record<string, string>>(value: T): T | undefined {
  return Object.values(value).some((part) => part.trim() !== '') ? value : undefined;
}

/** Upload answers are indexes into the files: counted anew after every change. */
export function withFiles(form: Form, answers: Answers, files: readonly FormFile[]): Answers {
  const next = { ...answers };
  for (const question of questionsOf(form)) {
    if (question.kind.type !== 'upload') continue;
    const own = files.flatMap((file, index) => (file.question === question.id ? [index] : []));
    if (own.length > 0) next[question.id] = own;
    else delete next[question.id];
  }
  return next;
}

/** Every question of the form, in order. */
export const questionsOf = (form: Form): Question[] => form.sections.flatMap((section: Section) => section.questions);

/** The files as the submission lists them. */
export const entriesOf = (files: readonly FormFile[]): FileEntry[] =>
  files.map((file) => ({ question: file.question, name: file.name, media_type: file.media_type, length: file.blob.size }));
