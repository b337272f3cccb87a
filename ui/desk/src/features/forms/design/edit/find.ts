import type { Form, Question, Section } from '@shared/generated/protocol';

/** Where a question stands: counted from 0. */
export interface Place {
  step: number;
  at: number;
}

/** What is being worked on: the form as a whole, one step, one question. */
export type Selected = { at: 'form' } | { at: 'step'; id: string } | { at: 'question'; id: string };

/** Every question in the order a patient meets them. */
export const questionsOf = (form: Form): Question[] => form.sections.flatMap((step) => step.questions);

export const stepOf = (form: Form, id: string): Section | undefined => form.sections.find((step) => step.id === id);

export const questionOf = (form: Form, id: string): Question | undefined => questionsOf(form).find((one) => one.id === id);

export function placeOf(form: Form, id: string): Place | undefined {
  for (const [step, section] of form.sections.entries()) {
    const at = section.questions.findIndex((one) => one.id === id);
    if (at >= 0) return { step, at };
  }
  return undefined;
}

/** The questions that are answered before this step or question is met: what its condition may look at. */
export function before(form: Form, selected: Selected): Question[] {
  if (selected.at === 'form') return [];
  const step = selected.at === 'step' ? form.sections.findIndex((one) => one.id === selected.id) : (placeOf(form, selected.id)?.step ?? -1);
  if (step < 0) return [];
  const earlier = form.sections.slice(0, step).flatMap((one) => one.questions);
  const within = selected.at === 'question' ? (form.sections[step]?.questions.slice(0, placeOf(form, selected.id)?.at) ?? []) : [];
  return [...earlier, ...within].filter((one) => one.kind.type !== 'note');
}

/** Whether what is selected is still part of the form; undo may have taken it away. */
export function isThere(form: Form, selected: Selected): boolean {
  if (selected.at === 'form') return true;
  return selected.at === 'step' ? stepOf(form, selected.id) !== undefined : questionOf(form, selected.id) !== undefined;
}

/** The next `prefix` + number that no `taken` id has; numbers are not used again within a form and what was published of it. */
export function freshId(prefix: string, taken: Iterable<string>): string {
  let highest = 0;
  for (const id of taken) {
    const number = id.startsWith(prefix) ? Number(id.slice(prefix.length)) : Number.NaN;
    if (Number.isInteger(number)) highest = Math.max(highest, number);
  }
  return `${prefix}${highest + 1}`;
}

/** Written in the address: `form`, `step.s1`, `question.q3`. */
export const selectedText = (selected: Selected): string => (selected.at === 'form' ? 'form' : `${selected.at}.${selected.id}`);

export function selectedFrom(text: string | null): Selected {
  const [at, id] = (text ?? '').split('.', 2);
  return (at === 'step' || at === 'question') && id ? { at, id } : { at: 'form' };
}

export const same = (a: Selected, b: Selected): boolean => selectedText(a) === selectedText(b);
