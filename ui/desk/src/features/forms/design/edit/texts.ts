import type { Form, Question, QuestionKind } from '@shared/generated/protocol';
import { selectedText, type Selected } from './find';

/** Words by language (BCP 47). */
export type Text = Form['title'];

/** One text of the form: what it is, where it stands. `path` is its name among all texts of a form. */
export interface Spot {
  path: string;
  /** "Question", "Hint", "Answer 2". */
  what: string;
  where: Selected;
  /** May be empty in every language. */
  optional: boolean;
  long: boolean;
  text: Text;
}

type Visit = (spot: Spot) => Text;

/** The form with each of its texts put through `visit`; parts that stay the same stay the same objects. */
export function mapTexts(form: Form, visit: Visit): Form {
  const at = (path: string, what: string, where: Selected, text: Text, more: { optional?: boolean; long?: boolean } = {}) =>
    visit({ path, what, where, text, optional: more.optional ?? false, long: more.long ?? false });
  const whole: Selected = { at: 'form' };
  return {
    ...form,
    title: at('title', 'Title', whole, form.title),
    intro: at('intro', 'Above the first question', whole, form.intro, { optional: true, long: true }),
    sections: form.sections.map((step) => {
      const where: Selected = { at: 'step', id: step.id };
      return {
        ...step,
        title: at(`s.${step.id}.title`, 'Heading', where, step.title, { optional: true }),
        text: at(`s.${step.id}.text`, 'Below the heading', where, step.text, { optional: true, long: true }),
        questions: step.questions.map((question) => mapQuestion(question, at)),
      };
    }),
    thanks: at('thanks', 'After sending', whole, form.thanks, { optional: true, long: true }),
    score: form.score && { ...form.score, bands: form.score.bands.map((band, index) => ({ ...band, label: at(`b.${index}`, `Band ${index + 1}`, whole, band.label) })) },
  };
}

type At = (path: string, what: string, where: Selected, text: Text, more?: { optional?: boolean; long?: boolean }) => Text;

function mapQuestion(question: Question, at: At): Question {
  const where: Selected = { at: 'question', id: question.id };
  const path = `q.${question.id}`;
  const isNote = question.kind.type === 'note';
  return {
    ...question,
    label: at(`${path}.label`, isNote ? 'Text' : question.kind.type === 'consent' ? 'Heading' : 'Question', where, question.label, { long: isNote }),
    hint: at(`${path}.hint`, isNote ? 'Below it' : 'Hint', where, question.hint, { optional: true }),
    kind: mapKind(question.kind, path, where, at),
  };
}

function mapKind(kind: QuestionKind, path: string, where: Selected, at: At): QuestionKind {
  switch (kind.type) {
    case 'number': return { ...kind, unit: at(`${path}.unit`, 'Unit', where, kind.unit, { optional: true }) };
    case 'scale': return { ...kind, low: at(`${path}.low`, 'Left end', where, kind.low, { optional: true }), high: at(`${path}.high`, 'Right end', where, kind.high, { optional: true }) };
    case 'consent': return { ...kind, text: at(`${path}.text`, 'Text agreed to', where, kind.text, { long: true }) };
    case 'choice': case 'choices': case 'service':
      return { ...kind, options: kind.options.map((one, index) => ({ ...one, label: at(`${path}.o.${one.id}`, `Answer ${index + 1}`, where, one.label) })) };
    default: return kind;
  }
}

/** Every text of the form in the order a patient meets them. */
export function spotsOf(form: Form): Spot[] {
  const found: Spot[] = [];
  mapTexts(form, (spot) => {
    found.push(spot);
    return spot.text;
  });
  return found;
}

/** The texts that `wanted` keeps, by what they belong to, in the order a patient meets it. */
export function groupsOf(form: Form, wanted: (spot: Spot) => boolean): { key: string; where: Selected; spots: Spot[] }[] {
  const groups = new Map<string, { key: string; where: Selected; spots: Spot[] }>();
  for (const spot of spotsOf(form)) {
    if (!wanted(spot)) continue;
    const key = selectedText(spot.where);
    // The form's own words stand at its beginning and its end: they are one group.
    const group = groups.get(key);
    if (group) group.spots.push(spot);
    else groups.set(key, { key, where: spot.where, spots: [spot] });
  }
  return [...groups.values()];
}

/** Words of a text in one language; the first language stands in where they are missing. */
export function inWords(text: Text, language: string, first: string): string {
  return text[language] || text[first] || '';
}

/** A text with other words in one language. The first language is always there; another one without words is not. */
export function put(text: Text, language: string, words: string, first: string): Text {
  const next: Text = { ...text, [language]: words };
  if (words === '' && language !== first) delete next[language];
  return next;
}

export function setText(form: Form, path: string, language: string, words: string): Form {
  const first = firstLanguage(form);
  return mapTexts(form, (spot) => (spot.path === path ? put(spot.text, language, words, first) : spot.text));
}

export const firstLanguage = (form: Form): string => form.languages[0] ?? 'en';

/** Texts that have words in the first language and none in `language`. */
export function missing(form: Form, language: string): Spot[] {
  const first = firstLanguage(form);
  return language === first ? [] : spotsOf(form).filter((spot) => (spot.text[first] ?? '').trim() !== '' && !(spot.text[language] ?? '').trim());
}

export function addLanguage(form: Form, language: string): Form {
  return form.languages.includes(language) ? form : { ...form, languages: [...form.languages, language] };
}

/** Without a language and its words; the first one cannot go. */
export function removeLanguage(form: Form, language: string): Form {
  if (language === firstLanguage(form)) return form;
  const without = mapTexts(form, ({ text }) => {
    const { [language]: _, ...rest } = text;
    return rest as Text;
  });
  return { ...without, languages: form.languages.filter((one) => one !== language) };
}

/** Another language becomes the one every text has; only where nothing is missing in it. */
export function makeFirst(form: Form, language: string): Form {
  if (!form.languages.includes(language) || missing(form, language).length > 0) return form;
  const old = firstLanguage(form);
  const moved = mapTexts(form, ({ text }) => {
    const next: Text = { ...text, [language]: text[language] ?? '' };
    if (next[old] === '') delete next[old];
    return next;
  });
  return { ...moved, languages: [language, ...form.languages.filter((one) => one !== language)] };
}
