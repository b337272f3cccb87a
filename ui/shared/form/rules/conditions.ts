// What is shown: `conditions.rs` in another language.
import type { Condition, Form, Is, Question } from '../../generated/protocol';
import { questionsIn, saysNothing } from './answer';
import { isNumber, own } from './values';

/** What is shown, by id. */
export interface Shown { sections: Set<string>; questions: Set<string> }

type Answers = Record<string, unknown>;

/** What is shown for `answers`. A hidden question counts as unanswered for everything after it. */
export function shown(form: Form, answers: Answers): Shown {
  const seen: Shown = { sections: new Set(), questions: new Set() };
  const earlier = new Map<string, Question>();
  for (const section of form.sections) {
    if (!holds(section.when, earlier, answers)) continue;
    let any = section.questions.length === 0;
    for (const question of section.questions) {
      if (!holds(question.when, earlier, answers)) continue;
      any = true;
      seen.questions.add(question.id);
      earlier.set(question.id, question);
    }
    if (any) seen.sections.add(section.id);
  }
  return seen;
}

/** Only the answers to questions that are shown, and only those that say something. */
export function asked(form: Form, answers: Answers): Answers {
  const { questions } = shown(form, answers);
  const said = questionsIn(form).filter((question) => questions.has(question.id) && !saysNothing(question.kind, own(answers, question.id)));
  return Object.fromEntries(said.map((question) => [question.id, answers[question.id]]));
}

function holds(when: Condition | null, earlier: Map<string, Question>, answers: Answers): boolean {
  if (!when) return true;
  const passes = (test: Condition['tests'][number]) => {
    const question = earlier.get(test.question);
    const value = question && own(answers, question.id);
    return is(test.is, question && !saysNothing(question.kind, value) ? value : undefined);
  };
  return when.all ? when.tests.every(passes) : when.tests.some(passes);
}

function is(what: Is, answer: unknown): boolean {
  if (answer === undefined) return what.op === 'empty';
  switch (what.op) {
    case 'filled': return true;
    case 'empty': return false;
    case 'yes': return answer === true;
    case 'no': return answer === false;
    case 'any_of': {
      const chosen: unknown[] = Array.isArray(answer) ? answer : [answer];
      return chosen.some((one) => typeof one === 'string' && what.options.includes(one));
    }
    case 'between':
      return isNumber(answer) && (what.min === null || answer >= what.min) && (what.max === null || answer <= what.max);
  }
}
