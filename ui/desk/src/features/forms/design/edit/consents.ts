import type { Form, Question } from '@shared/generated/protocol';
import { questionsOf } from './find';
import type { Text } from './texts';

/**
 * The versions of all consents as they have to be: one higher than what patients see now where the text differs from it
 * in any language, the same where it does not. What is not published yet stays as it is.
 */
export function withConsentVersions(form: Form, published: Form | null): Form {
  if (!published) return form;
  const seen = new Map(questionsOf(published).flatMap((one) => (one.kind.type === 'consent' ? [[one.id, one.kind] as const] : [])));
  const fit = (question: Question): Question => {
    const now = seen.get(question.id);
    if (question.kind.type !== 'consent' || !now) return question;
    const version = sameText(question.kind.text, now.text) ? now.version : now.version + 1;
    return version === question.kind.version ? question : { ...question, kind: { ...question.kind, version } };
  };
  const sections = form.sections.map((step) => {
    const questions = step.questions.map(fit);
    return questions.every((one, index) => one === step.questions[index]) ? step : { ...step, questions };
  });
  return sections.every((one, index) => one === form.sections[index]) ? form : { ...form, sections };
}

export function sameText(a: Text, b: Text): boolean {
  const words = (text: Text) => JSON.stringify(Object.entries(text).filter(([, value]) => value !== '').sort(([x], [y]) => (x < y ? -1 : 1)));
  return words(a) === words(b);
}
