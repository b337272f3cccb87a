import type { Form } from '@shared/generated/protocol';
import type { Selected } from './find';
import { firstLanguage } from './texts';

/** Where a problem of the design lies on the designer's table. */
export interface Where {
  selected: Selected;
  /** The rest of the path, below the step or question: `label.en`, `options.1.label.en`; of the form: `title.en`, `score.bands.0.from`. */
  field: string;
  /** Set when the words of another language than the first are meant. */
  language: string | undefined;
}

/** `sections.0.questions.2.label.en` as a place that can be gone to. A path nobody knows leads to the form as a whole. */
export function whereOf(form: Form, path: string): Where {
  const parts = path.split('.');
  const last = parts.at(-1) ?? '';
  const language = form.languages.includes(last) && last !== firstLanguage(form) ? last : undefined;
  const step = parts[0] === 'sections' ? form.sections[Number(parts[1])] : undefined;
  if (!step) return { selected: { at: 'form' }, field: path, language };
  const question = parts[2] === 'questions' ? step.questions[Number(parts[3])] : undefined;
  if (!question) return { selected: { at: 'step', id: step.id }, field: parts.slice(2).join('.'), language };
  return { selected: { at: 'question', id: question.id }, field: parts.slice(parts[4] === 'kind' ? 5 : 4).join('.'), language };
}

/** Whether a problem at `path` is told at the field called `field`: at it, or at a part of it. */
export const concerns = (field: string, path: string): boolean => path === field || path.startsWith(`${field}.`);
