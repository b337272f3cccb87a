import type { Condition, Form, Section } from '@shared/generated/protocol';
import { withoutLostTests } from './conditions';
import { freshId, questionsOf } from './find';
import { firstLanguage } from './texts';

/** A changed form, what is to be selected then, and how many conditions had to go. */
export interface Changed {
  form: Form;
  selected?: string;
  gone?: number;
}

const stepIds = (form: Form) => form.sections.map((one) => one.id);

/** A step after the one at `after`, or at the end. */
export function addStep(form: Form, after = form.sections.length - 1): Changed {
  const id = freshId('s', stepIds(form));
  const first = firstLanguage(form);
  const step: Section = { id, title: { [first]: '' }, text: { [first]: '' }, when: null, questions: [] };
  return { form: { ...form, sections: form.sections.toSpliced(after + 1, 0, step) }, selected: id };
}

export function changeStep(form: Form, id: string, change: (step: Section) => Section): Form {
  return { ...form, sections: form.sections.map((one) => (one.id === id ? change(one) : one)) };
}

/** With its questions, and what looked at them. */
export function removeStep(form: Form, id: string): Changed {
  return withoutLostTests({ ...form, sections: form.sections.filter((one) => one.id !== id) });
}

/** A copy below it; conditions within the step look at the copied questions. */
export function duplicateStep(form: Form, id: string, taken: readonly string[] = []): Changed {
  const index = form.sections.findIndex((one) => one.id === id);
  const step = form.sections[index];
  if (!step) return { form };
  const used = [...taken, ...questionsOf(form).map((one) => one.id)];
  const renamed = new Map<string, string>();
  for (const question of step.questions) {
    const fresh = freshId('q', used);
    used.push(fresh);
    renamed.set(question.id, fresh);
  }
  const follow = (when: Condition | null): Condition | null => when && { ...when, tests: when.tests.map((test) => ({ ...test, question: renamed.get(test.question) ?? test.question })) };
  const copy: Section = {
    ...step, id: freshId('s', stepIds(form)),
    // One field of the record is filled by one question.
    questions: step.questions.map((one) => ({ ...one, id: renamed.get(one.id) ?? one.id, when: follow(one.when), fills: null })),
  };
  return { form: { ...form, sections: form.sections.toSpliced(index + 1, 0, copy) }, selected: copy.id };
}

/** To the place `to` among the steps, counted after it is taken out. */
export function moveStep(form: Form, id: string, to: number): Form {
  const index = form.sections.findIndex((one) => one.id === id);
  const step = form.sections[index];
  const place = Math.max(0, Math.min(to, form.sections.length - 1));
  if (!step || place === index) return form;
  return { ...form, sections: form.sections.toSpliced(index, 1).toSpliced(place, 0, step) };
}
