// The score: `score.rs` in another language. Both add in the same order, so the sums are the same bits.
import type { Form, QuestionKind } from '../../generated/protocol';
import { questionsIn } from './answer';
import { shown } from './conditions';
import { isWhole, own } from './values';

const SLACK = 1e-9;

/** A score, and which band it falls into, as an index; below the first there is none. */
export interface Scored { points: number; band: number | null }

/** The score of `answers`; `null` where the form has none. */
export function score(form: Form, answers: Record<string, unknown>): Scored | null {
  if (!form.score) return null;
  const { questions } = shown(form, answers);
  let points = 0;
  for (const question of questionsIn(form)) {
    if (questions.has(question.id)) points += of(question.kind, own(answers, question.id));
  }
  const band = form.score.bands.findLastIndex((one) => points + SLACK >= one.from);
  return { points, band: band < 0 ? null : band };
}

function of(kind: QuestionKind, answer: unknown): number {
  switch (kind.type) {
    case 'yes_no': return answer === true ? kind.points : 0;
    case 'choice': return kind.options.find((option) => option.id === answer)?.points ?? 0;
    case 'choices': {
      const chosen: unknown[] = Array.isArray(answer) ? answer : [];
      return kind.options.reduce((sum, option) => (chosen.includes(option.id) ? sum + option.points : sum), 0);
    }
    case 'scale': return isWhole(answer, kind.from, kind.to) ? answer : 0;
    default: return 0;
  }
}
