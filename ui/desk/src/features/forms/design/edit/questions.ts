import type { Choice, Form, Question } from '@shared/generated/protocol';
import { withoutLostTests } from './conditions';
import { freshId, placeOf, questionOf, questionsOf, type Selected } from './find';
import { asKind, hasOptions, KINDS, SEX_OPTIONS, type KindName } from './kinds';
import { addStep, type Changed } from './steps';
import { firstLanguage } from './texts';

const questionIds = (form: Form) => questionsOf(form).map((one) => one.id);

/** A new question after what is selected: below that question, or at the end of that step (or of the last one). */
export function addQuestion(form: Form, name: KindName, selected: Selected, taken: readonly string[] = []): Changed {
  const base = form.sections.length === 0 ? addStep(form).form : form;
  const first = firstLanguage(base);
  const id = freshId('q', [...taken, ...questionIds(base)]);
  const kind = KINDS[name].fresh(first);
  const used = new Set(questionsOf(base).map((one) => one.fills));
  // A kind that is about one thing only fills it, unless another question does already.
  const fills = KINDS[name].group.startsWith('About') ? (KINDS[name].fills.find((one) => !used.has(one)) ?? null) : null;
  const question: Question = { id, kind, label: { [first]: '' }, hint: { [first]: '' }, required: name === 'consent', when: null, fills };
  const place = selected.at === 'question' ? placeOf(base, selected.id) : undefined;
  const step = place ? place.step : selected.at === 'step' ? base.sections.findIndex((one) => one.id === selected.id) : base.sections.length - 1;
  return { form: insert(base, question, step, place ? place.at + 1 : (base.sections[step]?.questions.length ?? 0)), selected: id };
}

export function changeQuestion(form: Form, id: string, change: (question: Question) => Question): Form {
  return { ...form, sections: form.sections.map((step) => (step.questions.some((one) => one.id === id) ? { ...step, questions: step.questions.map((one) => (one.id === id ? change(one) : one)) } : step)) };
}

/** Asked in another way; conditions that can no longer be asked of it fall away. */
export function changeKind(form: Form, id: string, name: KindName): Changed {
  return withoutLostTests(changeQuestion(form, id, (question) => asKind(question, name, firstLanguage(form))));
}

/** What the answer fills. "Sex at birth" understands four answers only, so they are put there. */
export function changeFills(form: Form, id: string, fills: Question['fills']): Changed {
  const first = firstLanguage(form);
  const changed = changeQuestion(form, id, (question) => {
    if (fills !== 'sex' || question.kind.type !== 'choice') return { ...question, fills };
    const options = question.kind.options;
    const known = SEX_OPTIONS.map(([value, words]) => options.find((one) => one.id === value) ?? { id: value, label: { [first]: words }, points: 0 });
    return { ...question, fills, kind: { ...question.kind, options: known, other: false } };
  });
  return withoutLostTests(changed);
}

export function removeQuestion(form: Form, id: string): Changed {
  return withoutLostTests({ ...form, sections: form.sections.map((step) => ({ ...step, questions: step.questions.filter((one) => one.id !== id) })) });
}

/** A copy below it. It fills nothing: one field of the record is filled by one question. */
export function duplicateQuestion(form: Form, id: string, taken: readonly string[] = []): Changed {
  const place = placeOf(form, id);
  const question = questionOf(form, id);
  if (!place || !question) return { form };
  const fresh = freshId('q', [...taken, ...questionIds(form)]);
  return { form: insert(form, { ...question, id: fresh, fills: null }, place.step, place.at + 1), selected: fresh };
}

/** To the place `at` of the step `step`, counted after it is taken out. */
export function moveQuestion(form: Form, id: string, step: number, at: number): Form {
  const question = questionOf(form, id);
  const from = placeOf(form, id);
  if (!question || !from || !form.sections[step] || (from.step === step && from.at === at)) return form;
  const without = { ...form, sections: form.sections.map((one) => (one.questions.includes(question) ? { ...one, questions: one.questions.filter((other) => other !== question) } : one)) };
  return insert(without, question, step, Math.max(0, Math.min(at, without.sections[step]?.questions.length ?? 0)));
}

/** One place up or down, over the border of a step where there is one. The same form when it is at the end already. */
export function nudgeQuestion(form: Form, id: string, by: -1 | 1): Form {
  const place = placeOf(form, id);
  if (!place) return form;
  const within = form.sections[place.step]?.questions.length ?? 0;
  const at = place.at + by;
  if (at >= 0 && at < within) return moveQuestion(form, id, place.step, at);
  const next = form.sections[place.step + by];
  return next ? moveQuestion(form, id, place.step + by, by === 1 ? 0 : next.questions.length) : form;
}

function insert(form: Form, question: Question, step: number, at: number): Form {
  return { ...form, sections: form.sections.map((one, index) => (index === step ? { ...one, questions: one.questions.toSpliced(at, 0, question) } : one)) };
}

/** The answers to choose from, changed; conditions on answers that went go too. */
export function changeOptions(form: Form, id: string, change: (options: readonly Choice[]) => Choice[]): Changed {
  return withoutLostTests(changeQuestion(form, id, (question) => (hasOptions(question.kind) ? { ...question, kind: { ...question.kind, options: change(question.kind.options) } } : question)));
}

export function addOption(form: Form, id: string, words = ''): Form {
  const first = firstLanguage(form);
  return changeOptions(form, id, (options) => [...options, { id: freshId('a', options.map((one) => one.id)), label: { [first]: words }, points: 0 }]).form;
}

/** Several answers at once, one to a line, as they are pasted from a list. Empty lines and answers that are there already are left out. */
export function addOptions(form: Form, id: string, lines: string): Form {
  const first = firstLanguage(form);
  const question = questionOf(form, id);
  const there = new Set(question && hasOptions(question.kind) ? question.kind.options.map((one) => one.label[first]) : []);
  const fresh = [...new Set(lines.split(/\r?\n/).map((line) => line.trim()).filter((line) => line !== '' && !there.has(line)))];
  return fresh.reduce((made, line) => addOption(made, id, line), form);
}
