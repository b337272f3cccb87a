// Whether an answer says anything: `answer.rs` in another language.
import type { Form, Question, QuestionKind } from '../../generated/protocol';
import { isBlank } from './characters';
import { fieldsOf, own } from './values';

/** The questions of a form, in its order. */
export const questionsIn = (form: Form): Question[] => form.sections.flatMap((section) => section.questions);

const blankText = (value: unknown): boolean => typeof value === 'string' && isBlank(value);

/** Whether `value` leaves the question unanswered. A value of a wrong kind is an answer, only a wrong one. */
export function saysNothing(kind: QuestionKind, value: unknown): boolean {
  if (value === undefined || value === null) return true;
  const fields = fieldsOf(value);
  switch (kind.type) {
    case 'short_text': case 'long_text': case 'phone': case 'email': case 'date': case 'service':
      return blankText(value);
    case 'choice':
      return fields ? Object.keys(fields).length === 1 && blankText(own(fields, 'other')) : blankText(value);
    case 'choices': case 'upload':
      return Array.isArray(value) && value.length === 0;
    case 'name': case 'address': case 'insurance':
      return fields !== undefined && Object.values(fields).every(blankText);
    case 'preferred_times':
      return fields !== undefined && Object.entries(fields).every(([name, part]) =>
        name === 'note' ? blankText(part) : (name === 'days' || name === 'times') && Array.isArray(part) && part.length === 0);
    case 'signature':
      return fields !== undefined && signedNothing(fields);
    default:
      return false;
  }
}

function signedNothing(fields: Record<string, unknown>): boolean {
  const names = Object.keys(fields);
  if (names.length > 1) return false;
  return names.every((name) => {
    if (name === 'typed') return blankText(own(fields, name));
    const drawn = name === 'drawn' ? fieldsOf(own(fields, name)) : undefined;
    const strokes = drawn && own(drawn, 'strokes');
    return Array.isArray(strokes) && strokes.every((stroke) => Array.isArray(stroke) && stroke.length === 0);
  });
}
