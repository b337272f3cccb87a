// Whether answers fit: `check.rs` in another language.
import type { Form, Problem, ProblemCode, Question } from '../../generated/protocol';
import { questionsIn, saysNothing } from './answer';
import { shown } from './conditions';
import { judge } from './judge';
import { own } from './values';

/** A file behind the answers: what the rules need of it. */
export interface NamedFile { question: string; media_type: string }

/** What an answer is judged against besides the form. */
export interface Facts {
  /** The clinic's day, `YYYY-MM-DD`. */
  today: string;
  /** ISO 3166-1 alpha-2. The browser's rule for phones is the same everywhere; the clinic looks again. */
  country: string;
  /** The files, in the order they are sent. */
  files: readonly NamedFile[];
}

const MOST_UNASKED = 20;
const LONGEST_UNASKED = 60;

/** Everything that does not fit: at most one problem a question, then answers and files nobody asked for. */
export function check(form: Form, answers: Record<string, unknown>, facts: Facts): Problem[] {
  const { questions } = shown(form, answers);
  const all = questionsIn(form);
  const problems: Problem[] = [];
  for (const question of all) {
    const code = ofQuestion(question, own(answers, question.id), questions.has(question.id), facts);
    if (code) problems.push({ question: question.id, code });
  }
  const known = new Set(all.map((question) => question.id));
  const unasked = Object.keys(answers).filter((id) => !known.has(id)).sort();
  for (const id of unasked.slice(0, MOST_UNASKED)) problems.push({ question: shortened(id), code: 'not_asked' });
  facts.files.forEach((file, at) => {
    const named = all.some((question) => {
      const answer = own(answers, question.id);
      return question.id === file.question && questions.has(question.id) && question.kind.type === 'upload'
        && Array.isArray(answer) && answer.includes(at);
    });
    if (!named) problems.push({ question: shortened(file.question), code: 'not_asked' });
  });
  return problems;
}

function ofQuestion(question: Question, answer: unknown, isShown: boolean, facts: Facts): ProblemCode | undefined {
  const given = answer !== undefined && answer !== null;
  if (!isShown || question.kind.type === 'note') return given ? 'not_asked' : undefined;
  if (given && !saysNothing(question.kind, answer)) return judge(question, answer, facts);
  if (!question.required) return undefined;
  return question.kind.type === 'consent' ? 'not_agreed' : 'missing';
}

const shortened = (id: string): string => [...id].slice(0, LONGEST_UNASKED).join('');
