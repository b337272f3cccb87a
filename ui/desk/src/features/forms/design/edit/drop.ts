import type { Form } from '@shared/generated/protocol';
import { placeOf, type Selected } from './find';
import { moveQuestion } from './questions';
import { moveStep } from './steps';

/** Where something is let go: below or above a step or question. */
export interface Drop {
  on: Selected;
  below: boolean;
}

/** What is held lands at `drop`. The same form where nothing would move. */
export function dropped(form: Form, held: Selected, drop: Drop): Form {
  if (held.at === 'step') return dropStep(form, held.id, drop);
  if (held.at !== 'question') return form;
  const from = placeOf(form, held.id);
  const { on, below } = drop;
  if (!from || on.at === 'form' || (on.at === 'question' && on.id === held.id)) return form;
  if (on.at === 'step') {
    const step = form.sections.findIndex((one) => one.id === on.id);
    // Above a step's heading is the end of the step before it; the first step has none before it.
    if (below || step === 0) return moveQuestion(form, held.id, step, 0);
    const before = form.sections[step - 1]?.questions.length ?? 0;
    return moveQuestion(form, held.id, step - 1, from.step === step - 1 ? before - 1 : before);
  }
  const to = placeOf(form, on.id);
  if (!to) return form;
  const at = to.at + (below ? 1 : 0);
  return moveQuestion(form, held.id, to.step, from.step === to.step && from.at < at ? at - 1 : at);
}

function dropStep(form: Form, id: string, { on, below }: Drop): Form {
  const step = on.at === 'step' ? form.sections.findIndex((one) => one.id === on.id) : on.at === 'question' ? (placeOf(form, on.id)?.step ?? -1) : -1;
  const from = form.sections.findIndex((one) => one.id === id);
  if (step < 0 || from < 0 || step === from) return form;
  // A step dropped on another's questions lands below that step.
  const at = step + (below || on.at === 'question' ? 1 : 0);
  return moveStep(form, id, from < at ? at - 1 : at);
}
