import type { Condition, Form, Is, Question, Test } from '@shared/generated/protocol';
import { hasOptions } from './kinds';
import { firstLanguage, inWords } from './texts';

export type Op = Is['op'];

/** What can be asked of an answer, in the order it is offered, worded to follow "Show only if ‹question› …". */
export function opsFor(question: Question): { op: Op; label: string }[] {
  const filled = { op: 'filled' as const, label: 'is answered' };
  const empty = { op: 'empty' as const, label: 'is not answered' };
  switch (question.kind.type) {
    case 'yes_no': return [{ op: 'yes', label: 'is yes' }, { op: 'no', label: 'is no' }, filled, empty];
    case 'consent': return [{ op: 'yes', label: 'is agreed to' }, { op: 'no', label: 'is not agreed to' }];
    case 'choice': case 'service': return [{ op: 'any_of', label: 'is' }, filled, empty];
    case 'choices': return [{ op: 'any_of', label: 'has ticked' }, filled, empty];
    case 'number': case 'scale': return [{ op: 'between', label: 'lies between' }, filled, empty];
    case 'note': return [];
    default: return [filled, empty];
  }
}

/** The first thing one would ask of it. */
export function firstTest(question: Question): Test {
  return { question: question.id, is: withOp(question, opsFor(question)[0]?.op ?? 'filled') };
}

/** `op` with what it needs: the first answer, the whole range. */
export function withOp(question: Question, op: Op): Is {
  if (op === 'any_of') return { op, options: hasOptions(question.kind) ? question.kind.options.slice(0, 1).map((one) => one.id) : [] };
  if (op !== 'between') return { op };
  const ends = question.kind.type === 'scale' ? { min: Math.ceil((question.kind.from + question.kind.to) / 2), max: question.kind.to } : question.kind.type === 'number' ? { min: question.kind.min ?? 0, max: question.kind.max } : { min: null, max: null };
  return { op, ...ends };
}

/** Whether a test can be asked of this question at all. */
const suits = (question: Question, test: Test): boolean => opsFor(question).some((one) => one.op === test.is.op);

/** Removes what looked at a question, or at answers of it, that are no longer there. `gone` counts the tests taken out. */
export function withoutLostTests(form: Form): { form: Form; gone: number } {
  const known = new Map(form.sections.flatMap((step) => step.questions).map((one) => [one.id, one]));
  let gone = 0;
  const clean = (when: Condition | null): Condition | null => {
    if (!when) return when;
    const tests = when.tests.flatMap((test) => {
      const question = known.get(test.question);
      if (!question || !suits(question, test)) return [];
      // A choice of all the clinic's services lists none of them here.
      if (test.is.op !== 'any_of' || !hasOptions(question.kind) || (question.kind.type === 'service' && question.kind.options.length === 0)) return [test];
      const ids = new Set(question.kind.options.map((one) => one.id));
      const options = test.is.options.filter((one) => ids.has(one));
      return options.length === 0 ? [] : options.length === test.is.options.length ? [test] : [{ ...test, is: { ...test.is, options } }];
    });
    gone += when.tests.length - tests.length;
    return tests.length === 0 ? null : tests.length === when.tests.length && tests.every((one, index) => one === when.tests[index]) ? when : { ...when, tests };
  };
  const sections = form.sections.map((step) => ({ ...step, when: clean(step.when), questions: step.questions.map((one) => ({ ...one, when: clean(one.when) })) }));
  return { form: { ...form, sections }, gone };
}

/** "“Do you smoke?” is yes": one test as a sentence. */
export function testWords(test: Test, form: Form): string {
  const first = firstLanguage(form);
  const question = form.sections.flatMap((step) => step.questions).find((one) => one.id === test.question);
  if (!question) return 'a question that is no longer there';
  const name = `“${inWords(question.label, first, first) || 'Question without words'}”`;
  const { is } = test;
  if (is.op === 'any_of') {
    const options = hasOptions(question.kind) ? question.kind.options : [];
    const names = is.options.map((id) => inWords(options.find((one) => one.id === id)?.label ?? {}, first, first) || id);
    return `${name} ${question.kind.type === 'choices' ? 'has ticked' : 'is'} ${either(names) || 'nothing yet'}`;
  }
  if (is.op === 'between') {
    if (is.min === null && is.max === null) return `${name} is any number`;
    if (is.max === null) return `${name} is ${is.min} or more`;
    if (is.min === null) return `${name} is ${is.max} or less`;
    return `${name} lies between ${is.min} and ${is.max}`;
  }
  return `${name} ${opsFor(question).find((one) => one.op === is.op)?.label ?? is.op}`;
}

/** "Only if “Do you smoke?” is yes and “Age” is 40 or more". */
export function conditionWords(when: Condition, form: Form): string {
  return `Only if ${when.tests.map((test) => testWords(test, form)).join(when.all ? ' and ' : ' or ')}`;
}

function either(names: readonly string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
}
