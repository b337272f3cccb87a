// What is wrong with an answer, in the patient's words.
import type { ProblemCode, Question } from '../generated/protocol';
import { told, type About } from './about';
import { dayOrder, type DayPart } from './days';
import { localeOf } from './text';
import type { Limits } from './words';

/** A day as an example, in the order of the boxes. */
const EXAMPLE: Record<DayPart, string> = { day: '27', month: '3', year: '1985' };

/** What the question allows, as far as a sentence mentions it. */
function limits(about: About, question: Question): Limits {
  const kind = question.kind;
  const number = (value: number | null) => (value === null ? undefined : new Intl.NumberFormat(localeOf(about.language, about.country), { numberingSystem: 'latn', maximumFractionDigits: 6 }).format(value));
  switch (kind.type) {
    case 'short_text': case 'long_text': return { most: kind.most };
    case 'number': return definite({ min: number(kind.min), max: number(kind.max) });
    case 'choices': return kind.most === null ? {} : { most: kind.most };
    case 'upload': return { most: kind.most };
    case 'preferred_times': return { most: 3 };
    case 'date': return { day: dayOrder(about.language, about.country).map((part) => EXAMPLE[part]).join(' ') };
    default: return {};
  }
}

function definite(values: Record<string, string | undefined>): Limits {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as Limits;
}

/** The sentence for `code` at `question`. */
export function problemText(about: About, question: Question, code: ProblemCode): string {
  if (code === 'wrong_kind' && question.kind.type === 'number') return about.words.notANumber;
  if (code === 'wrong_kind' && (question.kind.type === 'choice' || question.kind.type === 'choices')) return about.words.otherEmpty;
  return about.words.problem[code](limits(about, question));
}

/** The question's own words, short enough for a list of complaints. */
export const questionText = (about: About, question: Question): string => told(about, question.label).text;
