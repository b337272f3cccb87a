import type { Form, Question, Section } from '@shared/generated/protocol';
import { languageName } from '../../../patients/form/languages';
import { sameText } from './consents';
import { questionsOf } from './find';
import { firstLanguage, inWords, type Text } from './texts';

/** Equal to a reader: in whichever order its parts were written, and with words that are empty or not there. */
const same = (a: unknown, b: unknown) => written(a) === written(b);

function written(value: unknown): string {
  return JSON.stringify(value, (_, part: unknown) => (typeof part === 'object' && part !== null && !Array.isArray(part)
    ? Object.fromEntries(Object.entries(part).filter(([, one]) => one !== '').sort(([a], [b]) => (a < b ? -1 : 1))) : part));
}

/**
 * What patients will see that they do not see now, as short sentences in the order of the form. Empty: nothing.
 * `now` is what is published, `next` what would be.
 */
export function differences(now: Form, next: Form): string[] {
  const first = firstLanguage(next);
  const name = (text: Text, none: string) => { const words = inWords(text, first, firstLanguage(now)); return words ? `“${shorten(words)}”` : none; };
  const found: string[] = [];
  const say = (differs: boolean, words: string) => { if (differs) found.push(words); };

  say(!sameText(now.title, next.title), 'The title is worded differently.');
  say(!sameText(now.intro, next.intro), 'The words above the first question have changed.');
  say(!sameText(now.thanks, next.thanks), 'The words after sending have changed.');
  for (const code of next.languages) say(!now.languages.includes(code), `Can be read in ${languageName(code)}.`);
  for (const code of now.languages) say(!next.languages.includes(code), `Can no longer be read in ${languageName(code)}.`);
  say(now.slots !== next.slots, next.slots ? 'Patients can take an open time with it.' : 'Patients can no longer take an open time with it.');

  const stepsBefore = new Map(now.sections.map((one) => [one.id, one]));
  const stepsAfter = new Set(next.sections.map((one) => one.id));
  const before = new Map(questionsOf(now).map((one) => [one.id, one]));
  const after = new Set(questionsOf(next).map((one) => one.id));
  for (const step of next.sections) {
    const was = stepsBefore.get(step.id);
    if (!was) found.push(`New step ${name(step.title, 'without a heading')}.`);
    else for (const change of stepChanges(was, step)) found.push(`Step ${name(step.title, 'without a heading')} ${change}.`);
    for (const question of step.questions) {
      const asked = before.get(question.id);
      if (!asked) found.push(`New: ${name(question.label, 'a question without words')}.`);
      else for (const change of questionChanges(asked, question)) found.push(`${name(question.label, 'A question without words')} ${change}.`);
    }
  }
  for (const one of questionsOf(now)) say(!after.has(one.id), `${name(one.label, 'A question without words')} is no longer asked.`);
  for (const step of now.sections) say(!stepsAfter.has(step.id), `Step ${name(step.title, 'without a heading')} is gone.`);
  say(moved(now, next), 'The order has changed.');
  say(!same(now.score, next.score), now.score === null ? 'Answers are scored.' : next.score === null ? 'Answers are no longer scored.' : 'The score’s bands have changed.');
  return found;
}

function stepChanges(was: Section, is: Section): string[] {
  return [
    ...(sameText(was.title, is.title) && sameText(was.text, is.text) ? [] : ['is worded differently']),
    ...(same(was.when, is.when) ? [] : [shown(is.when !== null, was.when !== null)]),
  ];
}

function questionChanges(was: Question, is: Question): string[] {
  const changes: string[] = [];
  if (!sameText(was.label, is.label) || !sameText(was.hint, is.hint)) changes.push('is worded differently');
  if (was.kind.type !== is.kind.type) changes.push('is answered in another way');
  else if (was.kind.type === 'consent' && is.kind.type === 'consent' && !sameText(was.kind.text, is.kind.text)) changes.push(`has a new text to agree to (version ${is.kind.version})`);
  else if ('options' in was.kind && 'options' in is.kind && !same(was.kind.options, is.kind.options)) changes.push('has other answers to choose from');
  else if (!same(was.kind, is.kind)) changes.push('is answered a little differently');
  if (was.required !== is.required) changes.push(is.required ? 'has to be answered' : 'may be left empty');
  if (!same(was.when, is.when)) changes.push(shown(is.when !== null, was.when !== null));
  if (was.fills !== is.fills) changes.push('goes elsewhere in the record');
  return changes;
}

const shown = (now: boolean, before: boolean): string => (now && before ? 'is shown under other conditions' : now ? 'is shown under a condition' : 'is always shown');

/** Whether what is in both stands in another order or under another step. */
function moved(now: Form, next: Form): boolean {
  const places = (form: Form, other: Form) => {
    const steps = new Set(other.sections.map((one) => one.id));
    const questions = new Set(questionsOf(other).map((one) => one.id));
    // Questions of a step that is new, or gone, are told by that step.
    return form.sections.filter((one) => steps.has(one.id)).map((one) => [one.id, ...one.questions.filter((q) => questions.has(q.id)).map((q) => q.id)]);
  };
  return !same(places(now, next), places(next, now));
}

function shorten(words: string): string {
  const one = words.replace(/\s+/g, ' ').trim();
  return one.length <= 60 ? one : `${one.slice(0, 57).trimEnd()}…`;
}
