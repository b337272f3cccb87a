// What is wrong with one answer that says something: `judge.rs` in another language.
import type { Choice, Lies, ProblemCode, Question } from '../../generated/protocol';
import { isBlank, isLine, isLines, length } from './characters';
import type { Facts } from './check';
import { fieldsOf, isDay, isEmail, isNumber, isPhone, isWhole, own } from './values';

const LARGEST_NUMBER = 1e12;
const LINE = 200;
const NAME = 100;
const NOTE = 500;
const PHONE = 40;
const STROKES = 20_000;
const SIDE = 10_000;

type Wrong = ProblemCode | undefined;

/** The first thing wrong with `answer`. */
export function judge(question: Question, answer: unknown, facts: Facts): Wrong {
  const kind = question.kind;
  switch (kind.type) {
    case 'short_text': return text(answer, kind.most, isLine);
    case 'long_text': return text(answer, kind.most, isLines);
    case 'number': return numberIn(answer, kind.min, kind.max, kind.whole);
    case 'yes_no': return typeof answer === 'boolean' ? undefined : 'wrong_kind';
    case 'choice': return oneOf(answer, kind.options, kind.other);
    case 'service': return oneOf(answer, kind.options, false);
    case 'choices': return someOf(answer, kind.options, kind.other, kind.most);
    case 'scale': return numberIn(answer, kind.from, kind.to, true);
    case 'date': return typeof answer === 'string' ? date(answer, kind.lies, facts.today) : 'wrong_kind';
    case 'preferred_times': return preferred(answer, facts.today);
    case 'name': return name(answer);
    case 'phone': return text(answer, PHONE, isLine) ?? (isPhone(answer as string) ? undefined : 'not_a_phone');
    case 'email': return text(answer, 254, isLine) ?? (isEmail(answer as string) ? undefined : 'not_an_email');
    case 'address': return fields(answer, ['lines', 'city', 'region', 'postcode', 'country'], LINE);
    case 'insurance': return fields(answer, ['payer', 'plan', 'member_no', 'group_no', 'holder'], LINE);
    case 'consent':
      if (typeof answer !== 'boolean') return 'wrong_kind';
      return !answer && question.required ? 'not_agreed' : undefined;
    case 'signature': return signature(answer);
    case 'upload': return upload(question.id, answer, kind.most, kind.pdf, facts);
    case 'note': return 'not_asked';
  }
}

function text(answer: unknown, most: number, isFit: (text: string) => boolean): Wrong {
  if (typeof answer !== 'string') return 'wrong_kind';
  if (length(answer) > most) return 'too_long';
  return isFit(answer) ? undefined : 'wrong_kind';
}

function numberIn(answer: unknown, min: number | null, max: number | null, whole: boolean): Wrong {
  if (!isNumber(answer)) return 'wrong_kind';
  if (answer < Math.max(min ?? -LARGEST_NUMBER, -LARGEST_NUMBER)) return 'too_small';
  if (answer > Math.min(max ?? LARGEST_NUMBER, LARGEST_NUMBER)) return 'too_large';
  return whole && !Number.isInteger(answer) ? 'not_whole' : undefined;
}

/** Whether it is `{"other": …}` and nothing beside it. */
function isOther(answer: unknown): answer is { other: unknown } {
  const given = fieldsOf(answer);
  return given !== undefined && Object.keys(given).length === 1 && Object.hasOwn(given, 'other');
}

function oneOf(answer: unknown, options: readonly Choice[], other: boolean): Wrong {
  if (typeof answer === 'string') return options.some((option) => option.id === answer) ? undefined : 'no_such_option';
  if (!isOther(answer)) return 'wrong_kind';
  return other ? text(answer.other, LINE, isLine) : 'no_such_option';
}

function someOf(answer: unknown, options: readonly Choice[], other: boolean, most: number | null): Wrong {
  if (!Array.isArray(answer)) return 'wrong_kind';
  if (answer.length > (most ?? options.length + 1)) return 'too_many';
  let written = 0;
  for (const [at, chosen] of (answer as unknown[]).entries()) {
    const wrong = oneOf(chosen, options, other);
    if (wrong) return wrong;
    if (isOther(chosen)) {
      written += 1;
      if (written > 1 || isBlank(chosen.other as string)) return 'wrong_kind';
    }
    if (answer.indexOf(chosen) < at) return 'wrong_kind';
  }
  return undefined;
}

function date(day: string, lies: Lies, today: string): Wrong {
  if (!isDay(day)) return 'not_a_day';
  if (lies === 'past' && day > today) return 'in_the_future';
  if (lies === 'future' && day < today) return 'in_the_past';
  return undefined;
}

/** An object that has no field but these; absent ones count as empty. */
function only(answer: unknown, known: readonly string[]): Record<string, unknown> | undefined {
  const given = fieldsOf(answer);
  return given && Object.keys(given).every((one) => known.includes(one)) ? given : undefined;
}

function preferred(answer: unknown, today: string): Wrong {
  const given = only(answer, ['days', 'times', 'note']);
  if (!given) return 'wrong_kind';
  const days = Object.hasOwn(given, 'days') ? given.days : [];
  const times = Object.hasOwn(given, 'times') ? given.times : [];
  if (!Array.isArray(days) || !Array.isArray(times)) return 'wrong_kind';
  if (days.length > 3 || times.length > 4) return 'too_many';
  for (const [at, day] of (days as unknown[]).entries()) {
    const wrong = typeof day === 'string' ? date(day, 'future', today) : 'wrong_kind';
    if (wrong) return wrong;
    if (days.indexOf(day) < at) return 'wrong_kind';
  }
  for (const [at, time] of (times as unknown[]).entries()) {
    if (typeof time !== 'string') return 'wrong_kind';
    if (!['morning', 'midday', 'afternoon', 'evening'].includes(time)) return 'no_such_option';
    if (times.indexOf(time) < at) return 'wrong_kind';
  }
  return Object.hasOwn(given, 'note') ? text(given.note, NOTE, isLines) : undefined;
}

function name(answer: unknown): Wrong {
  const wrong = fields(answer, ['given', 'family'], NAME);
  if (wrong) return wrong;
  const given = own(answer as Record<string, unknown>, 'given');
  return typeof given !== 'string' || isBlank(given) ? 'missing' : undefined;
}

/** Lines of an object; `lines` alone may hold several. */
function fields(answer: unknown, known: readonly string[], most: number): Wrong {
  const given = only(answer, known);
  if (!given) return 'wrong_kind';
  for (const one of known) {
    const wrong = Object.hasOwn(given, one) ? text(given[one], most, one === 'lines' ? isLines : isLine) : undefined;
    if (wrong) return wrong;
  }
  return undefined;
}

function signature(answer: unknown): Wrong {
  const given = fieldsOf(answer);
  if (!given || Object.keys(given).length !== 1) return 'wrong_kind';
  if (Object.hasOwn(given, 'typed')) return text(given.typed, NAME, isLine);
  return Object.hasOwn(given, 'drawn') ? drawing(given.drawn) : 'wrong_kind';
}

function drawing(drawn: unknown): Wrong {
  const given = only(drawn, ['width', 'height', 'strokes']);
  const strokes = given && own(given, 'strokes');
  if (!given || !Array.isArray(strokes) || !isWhole(own(given, 'width'), 1, SIDE) || !isWhole(own(given, 'height'), 1, SIDE)) return 'wrong_kind';
  let points = 0;
  for (const stroke of strokes as unknown[]) {
    if (!Array.isArray(stroke)) return 'wrong_kind';
    points += stroke.length;
    if (points > STROKES) return 'too_long';
    if (stroke.length % 2 !== 0 || stroke.some((point) => !isWhole(point, -SIDE, SIDE))) return 'wrong_kind';
  }
  return undefined;
}

function upload(question: string, answer: unknown, most: number, pdf: boolean, facts: Facts): Wrong {
  if (!Array.isArray(answer)) return 'wrong_kind';
  if (answer.length > most) return 'too_many';
  for (const [at, index] of (answer as unknown[]).entries()) {
    if (!isWhole(index, 0, 1e6) || answer.indexOf(index) < at) return 'wrong_kind';
    const file = facts.files[index];
    const welcome = file !== undefined && file.question === question
      && (file.media_type === 'image/jpeg' || file.media_type === 'image/png' || (pdf && file.media_type === 'application/pdf'));
    if (!welcome) return 'wrong_file';
  }
  return undefined;
}
