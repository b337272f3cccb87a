// An answer as a person reads it back.
import type { Question } from '@shared/generated/protocol';
import { localeOf, told, type About, type FormFile } from '@shared/form';
import { strings, type Chosen, type Place } from '@shared/form/answers';
import { dayWords } from '@shared/form/days';
import type { Words } from './words';

/** In words; empty where nothing was answered. */
export function answerWords(words: Words, about: About, question: Question, value: unknown, files: readonly FormFile[]): string {
  const kind = question.kind;
  if (value === undefined || value === null) return '';
  const join = (parts: readonly string[], between: string) => parts.filter((part) => part.trim() !== '').join(between);
  switch (kind.type) {
    case 'yes_no': return value === true ? words.yes : words.no;
    case 'consent': return value === true ? words.agreed : words.notAgreed;
    case 'number': return join([numberWords(about, value), told(about, kind.unit).text], ' ');
    case 'scale': return String(value);
    case 'date': return typeof value === 'string' ? dayWords(localeOf(about.language, about.country), value, { day: 'numeric', month: 'long', year: 'numeric' }) : '';
    case 'choice': case 'service': return option(value as Chosen);
    case 'choices': return Array.isArray(value) ? join((value as Chosen[]).map(option), ', ') : '';
    case 'name': return join(Object.values(strings(value, ['given', 'family'])), ' ');
    case 'address': {
      const { lines, postcode, city, region, country } = strings(value, ['lines', 'postcode', 'city', 'region', 'country']);
      return join([lines, join([postcode, city], ' '), region, country], '\n');
    }
    case 'insurance': return join(Object.values(strings(value, ['payer', 'member_no', 'plan', 'group_no', 'holder'])), '\n');
    case 'preferred_times': {
      const wish = value as Partial<Place>;
      const days = (wish.days ?? []).map((day) => dayWords(localeOf(about.language, about.country), day, { weekday: 'short', day: 'numeric', month: 'short' }));
      const times = (wish.times ?? []).map((time) => about.words[time as 'morning' | 'midday' | 'afternoon' | 'evening'] ?? '');
      return join([join(days, ', '), join(times, ', '), wish.note ?? ''], '\n');
    }
    case 'signature': return strings(value, ['typed']).typed || words.signedDrawn;
    case 'upload': return join(files.filter((file) => file.question === question.id).map((file) => file.name), '\n');
    default: return typeof value === 'string' ? value : '';
  }

  function option(chosen: Chosen): string {
    if (typeof chosen === 'object') return strings(chosen, ['other']).other;
    const options = 'options' in kind ? kind.options : [];
    const found = options.find((one) => one.id === chosen);
    return found ? told(about, found.label).text : '';
  }
}

const numberWords = (about: About, value: unknown): string =>
  typeof value === 'number' ? new Intl.NumberFormat(localeOf(about.language, about.country), { maximumFractionDigits: 6, numberingSystem: 'latn' }).format(value) : String(value);
