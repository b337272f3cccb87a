import type { Choice, ConsentMeaning, Fills, Question, QuestionKind } from '@shared/generated/protocol';
import type { Text } from './texts';

export type KindName = QuestionKind['type'];

interface KindFacts {
  /** What a receptionist calls it. */
  label: string;
  /** What the patient does, in a few words. */
  example: string;
  group: 'Words and numbers' | 'Choosing' | 'About the visit' | 'About the patient' | 'Agreeing and showing';
  /** What an answer of this kind can fill. */
  fills: readonly Fills[];
  /** A new question of this kind in the form's first language. */
  fresh: (language: string) => QuestionKind;
}

const text = (language: string, words = ''): Text => ({ [language]: words });
const option = (language: string, number: number): Choice => ({ id: `a${number}`, label: text(language, `Answer ${number}`), points: 0 });

/** In the order they are offered. */
export const KINDS: Record<KindName, KindFacts> = {
  short_text: { label: 'Short text', example: 'One line', group: 'Words and numbers', fills: ['emergency_name', 'referral'], fresh: () => ({ type: 'short_text', most: 200 }) },
  long_text: { label: 'Long text', example: 'Several lines', group: 'Words and numbers', fills: ['reason'], fresh: () => ({ type: 'long_text', most: 2000 }) },
  number: { label: 'Number', example: '72 kg', group: 'Words and numbers', fills: [], fresh: (language) => ({ type: 'number', min: null, max: null, whole: false, unit: text(language) }) },
  date: { label: 'Date', example: 'Day, month, year', group: 'Words and numbers', fills: ['born'], fresh: () => ({ type: 'date', lies: 'anywhere' }) },
  yes_no: { label: 'Yes or no', example: 'Yes · No', group: 'Choosing', fills: [], fresh: () => ({ type: 'yes_no', points: 0 }) },
  choice: { label: 'One of several', example: 'Chooses one answer', group: 'Choosing', fills: ['sex', 'referral'], fresh: (language) => ({ type: 'choice', options: [option(language, 1), option(language, 2)], other: false }) },
  choices: { label: 'Several of several', example: 'Ticks what applies', group: 'Choosing', fills: [], fresh: (language) => ({ type: 'choices', options: [option(language, 1), option(language, 2)], other: false, most: null }) },
  scale: { label: 'Scale', example: '0 to 10', group: 'Choosing', fills: [], fresh: (language) => ({ type: 'scale', from: 0, to: 10, low: text(language), high: text(language) }) },
  service: { label: 'Type of visit', example: 'Chooses what to come for', group: 'About the visit', fills: ['service'], fresh: () => ({ type: 'service', options: [] }) },
  preferred_times: { label: 'Preferred times', example: 'Up to three days, time of day', group: 'About the visit', fills: ['times'], fresh: () => ({ type: 'preferred_times' }) },
  name: { label: 'Name', example: 'Given and family name', group: 'About the patient', fills: ['name'], fresh: () => ({ type: 'name' }) },
  phone: { label: 'Phone', example: 'A phone number', group: 'About the patient', fills: ['phone', 'emergency_phone'], fresh: () => ({ type: 'phone' }) },
  email: { label: 'E-mail', example: 'An e-mail address', group: 'About the patient', fills: ['email'], fresh: () => ({ type: 'email' }) },
  address: { label: 'Address', example: 'Street, city, postcode', group: 'About the patient', fills: ['address'], fresh: () => ({ type: 'address' }) },
  insurance: { label: 'Insurance', example: 'Payer, plan, member number', group: 'About the patient', fills: ['insurance'], fresh: () => ({ type: 'insurance' }) },
  consent: { label: 'Consent', example: 'Reads a text and agrees', group: 'Agreeing and showing', fills: [], fresh: (language) => ({ type: 'consent', text: text(language), version: 1, meaning: 'kept' }) },
  signature: { label: 'Signature', example: 'Signs with finger or types the name', group: 'Agreeing and showing', fills: [], fresh: () => ({ type: 'signature' }) },
  upload: { label: 'Pictures or files', example: 'A photo of a card, a letter', group: 'Agreeing and showing', fills: [], fresh: () => ({ type: 'upload', most: 3, pdf: true }) },
  note: { label: 'Text without a question', example: 'Something to read', group: 'Agreeing and showing', fills: [], fresh: () => ({ type: 'note' }) },
};

export const KIND_NAMES = Object.keys(KINDS) as KindName[];
export const GROUPS = [...new Set(KIND_NAMES.map((name) => KINDS[name].group))];

/** What an answer fills, as it is said at the desk. */
export const FILLS: Record<Fills, string> = {
  name: 'Name in the record', born: 'Date of birth', sex: 'Sex at birth', phone: 'Mobile phone', email: 'E-mail', address: 'Home address', insurance: 'First insurance policy',
  emergency_name: 'Emergency contact’s name', emergency_phone: 'Emergency contact’s phone', service: 'Type of visit wished for', times: 'Preferred times', reason: 'Why the patient comes',
  referral: 'How the patient heard of us',
};

/** The answers "Sex at birth" understands; their words may be changed, not what they stand for. */
export const SEX_OPTIONS = [['female', 'Female'], ['male', 'Male'], ['other', 'Other'], ['unknown', 'Rather not say']] as const;

export const hasOptions = (kind: QuestionKind): kind is Extract<QuestionKind, { options: Choice[] }> => 'options' in kind;

/** What has to be answered. Nobody may be made to agree to reminders or news: such a consent is no condition of a visit (GDPR art. 7(4)). */
export const canBeRequired = (kind: QuestionKind): boolean => kind.type !== 'note' && !(kind.type === 'consent' && VOLUNTARY.has(kind.meaning));

const VOLUNTARY: ReadonlySet<ConsentMeaning> = new Set(['reminders_email', 'reminders_sms', 'marketing_email']);

/** What agreeing means to the record. */
export const MEANINGS: Record<ConsentMeaning, string> = {
  kept: 'Kept with the answers only', treatment: 'Agreement to treatment', reminders_email: 'Reminders by e-mail', reminders_sms: 'Reminders by text message',
  marketing_email: 'News and offers by e-mail', data_sharing: 'Sharing data with others who treat the patient',
};

/** Whether its answer adds to the score. */
export const scores = (kind: QuestionKind): boolean => ['yes_no', 'choice', 'choices', 'scale'].includes(kind.type);

/** The question as another kind: its words stay, options go along where both have them, what no longer fits falls away. */
export function asKind(question: Question, name: KindName, language: string): Question {
  if (question.kind.type === name) return question;
  let kind = KINDS[name].fresh(language);
  const plainOptions = (one: QuestionKind) => one.type === 'choice' || one.type === 'choices';
  if (plainOptions(kind) && plainOptions(question.kind) && hasOptions(question.kind)) {
    kind = { ...kind, options: question.kind.options, other: 'other' in question.kind ? question.kind.other : false } as QuestionKind;
  }
  if ((kind.type === 'short_text' || kind.type === 'long_text') && (question.kind.type === 'short_text' || question.kind.type === 'long_text')) {
    kind = { ...kind, most: name === 'short_text' ? Math.min(500, question.kind.most) : Math.max(question.kind.most, 1000) };
  }
  const fills = question.fills && KINDS[name].fills.includes(question.fills) ? question.fills : suggested(name);
  return { ...question, kind, fills: fills === null ? null : fills, required: question.required && canBeRequired(kind) };
}

/** What a new question of a kind fills by itself, because there is nothing else it could be for. */
function suggested(name: KindName): Fills | null {
  return name === 'service' ? 'service' : name === 'preferred_times' ? 'times' : null;
}
