import type { FormLine, FormState } from '@shared/generated/door';
import type { Purpose } from '@shared/generated/protocol';
import { languageName } from '../patients/form/languages';

/** What becomes of the answers, for the person who chooses. */
export const PURPOSES: Record<Purpose, { label: string; text: string }> = {
  request: { label: 'A request for a visit', text: 'Arrives in the request queue, to be confirmed, answered with other times, or declined.' },
  registration: { label: 'A new patient’s record', text: 'Arrives in the request queue; staff register the patient from it, or fill gaps of a record there is.' },
  questionnaire: { label: 'Answers to questions', text: 'Arrives in the request queue, with its score where there is one. Nobody has to be named in it.' },
};

type Tone = 'neutral' | 'good' | 'wait' | 'info';

/** How a form stands, in a word and a colour. */
const STATES: Record<FormState, { label: string; tone: Tone }> = {
  draft: { label: 'Draft', tone: 'neutral' }, open: { label: 'Open on the web', tone: 'good' }, closed: { label: 'Closed', tone: 'wait' },
};

/** The same, but nothing is on the web while no website is connected. */
export const stateOf = (line: Pick<FormLine, 'state'>, linked: boolean): { label: string; tone: Tone } =>
  (line.state === 'open' && !linked ? { label: 'Published', tone: 'neutral' } : STATES[line.state]);

/** "7 questions · English, Spanish". */
export function about(line: Pick<FormLine, 'questions' | 'languages'>): string {
  return `${line.questions === 1 ? '1 question' : `${line.questions} questions`} · ${line.languages.map((code) => languageName(code)).join(', ')}`;
}

/** What a title is called where it has no words yet. */
export const titleOf = (line: Pick<FormLine, 'title'>): string => line.title.trim() || 'Form without a title';

/** What a link may end in: `a`–`z`, `0`–`9`, `-`, 2 to 60 of them. */
export function slugProblem(slug: string): string | undefined {
  if (slug.length < 2) return 'At least two letters.';
  if (slug.length > 60) return 'At most 60 letters.';
  if (!/^[a-z0-9-]+$/.test(slug)) return 'Small letters a to z, digits and - only.';
  if (slug.startsWith('-') || slug.endsWith('-')) return 'A letter or digit at both ends.';
  return undefined;
}
