import type { ClinicCard, Colour, SetUp, Tone } from '@shared/generated/door';
import { minutesOf, type Clock } from '@shared/time';
import { deviceZone, guess } from './places';
import { samplesOf } from './samples';

export interface DayAnswer {
  /** 1 Monday … 7 Sunday. */
  weekday: number;
  open: boolean;
  from: Clock | null;
  until: Clock | null;
  lunch: boolean;
  lunchFrom: Clock | null;
  lunchUntil: Clock | null;
}

export interface ProviderAnswer {
  key: number;
  name: string;
  speciality: string;
}

export interface ServiceAnswer {
  key: number;
  name: string;
  minutes: number | null;
  /** Minor units; null while what is typed is no price. */
  price: number | null;
  colour: Colour;
}

/** Everything the wizard asks, except the password. Nothing in it is about a patient. */
export interface Answers {
  clinic: ClinicCard;
  speciality: string;
  days: DayAnswer[];
  providers: ProviderAnswer[];
  services: ServiceAnswer[];
  tone: Tone;
  owner: { name: string; signIn: string };
  lockedMode: boolean;
}

export const STEPS = ['clinic', 'hours', 'providers', 'visits', 'tone', 'you'] as const;
export type Step = (typeof STEPS)[number];

const KEY = 'keepwell.first-run';
const DEFAULT_SPECIALITY = 'general';

let nextKey = Date.now();
export const freshKey = (): number => nextKey++;

/** An answer to every question that a small clinic can live with. */
export function defaults(zone = deviceZone(), language = navigator.language): Answers {
  const where = guess(zone, language);
  return {
    clinic: { name: 'Our clinic', phone: '', email: '', address: '', ...where },
    speciality: DEFAULT_SPECIALITY,
    days: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      weekday, open: weekday <= 5, from: '09:00', until: '17:00', lunch: weekday <= 5, lunchFrom: '12:30', lunchUntil: '13:30',
    })),
    providers: [{ key: freshKey(), name: '', speciality: '' }],
    services: samplesOf(DEFAULT_SPECIALITY, where.currency).map((sample) => ({ key: freshKey(), ...sample })),
    tone: 'warm',
    owner: { name: '', signIn: '' },
    lockedMode: false,
  };
}

/** What was answered before a reload. Only this window sees it, and it ends with it. */
export function remembered(): Answers {
  const fresh = defaults();
  try {
    const text = sessionStorage.getItem(KEY);
    return text ? { ...fresh, ...(JSON.parse(text) as Partial<Answers>) } : fresh;
  } catch {
    // Storage switched off, or written by another version: begin with the defaults.
    return fresh;
  }
}

export function remember(answers: Answers): void {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(answers));
  } catch {
    // See remembered(): the answers then live as long as the page.
  }
}

export function forget(): void {
  try {
    sessionStorage.removeItem(KEY);
  } catch {
    // Nothing was kept.
  }
}

/** "Dr. Ana María Pop" signs in as "ana": the first name that is one, in plain letters. */
export function signInFor(name: string): string {
  const plain = name.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  const words = plain.split(/[^\p{L}\p{Nd}]+/u).filter(Boolean);
  return words.find((word) => !['dr', 'prof', 'mr', 'mrs', 'ms', 'med', 'dott', 'doctor', 'sir'].includes(word)) ?? '';
}

/** The providers that will be made: empty lines do not count, and a clinic of one is its owner. */
export function providersOf(answers: Answers): { at: number; name: string; speciality: string }[] {
  const named = answers.providers.map((provider, at) => ({ at, name: provider.name.trim(), speciality: provider.speciality.trim() })).filter((provider) => provider.name !== '');
  if (named.length > 0) return named;
  const first = answers.providers[0];
  return [{ at: 0, name: answers.owner.name.trim() || 'Provider 1', speciality: first?.speciality.trim() ?? '' }];
}

/** What is wrong with a question's answer, by field; empty when it can stand. */
export function troubles(answers: Answers, step: Step): Record<string, string> {
  const found: Record<string, string> = {};
  if (step === 'clinic') {
    if (answers.clinic.name.trim() === '') found['clinic.name'] = 'Write what patients call the clinic. You can change it later.';
    const email = answers.clinic.email.trim();
    if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) found['clinic.email'] = 'This is not an e-mail address. It looks like front@clinic.example.';
  }
  if (step === 'hours') {
    if (!answers.days.some((day) => day.open)) found.days = 'Open at least one day; otherwise no visit can be booked.';
    for (const day of answers.days) {
      const wrong = dayTrouble(day);
      if (wrong) found[`day.${day.weekday}`] = wrong;
    }
  }
  if (step === 'visits') {
    const filled = answers.services.filter((service) => service.name.trim() !== '');
    if (filled.length === 0) found.services = 'Keep at least one type of visit, so that something can be booked.';
    for (const service of answers.services) {
      if (service.name.trim() === '') continue;
      if (service.minutes === null || service.minutes < 5 || service.minutes > 720) found[`service.${service.key}.minutes`] = '5 to 720 minutes.';
      if (service.price === null) found[`service.${service.key}.price`] = 'Type a price like 90 or 90.50.';
    }
  }
  if (step === 'you') {
    if (answers.owner.name.trim() === '') found.name = 'Write your name.';
    if (answers.owner.signIn.trim() === '') found.sign_in = 'Choose a name to sign in with.';
  }
  return found;
}

function dayTrouble(day: DayAnswer): string | undefined {
  if (!day.open) return undefined;
  if (!day.from || !day.until) return 'Type when the day begins and ends, like 9 and 17:30.';
  if (minutesOf(day.until) <= minutesOf(day.from)) return 'The day has to end later than it begins.';
  if (!day.lunch) return undefined;
  if (!day.lunchFrom || !day.lunchUntil) return 'Type when the break begins and ends, or take it out.';
  if (minutesOf(day.lunchUntil) <= minutesOf(day.lunchFrom)) return 'The break has to end later than it begins.';
  if (minutesOf(day.lunchFrom) <= minutesOf(day.from) || minutesOf(day.lunchUntil) >= minutesOf(day.until)) return 'The break has to lie inside the opening hours.';
  return undefined;
}

/** The answers as the practice takes them. */
export function toSetUp(answers: Answers, password: string): SetUp {
  return {
    clinic: { ...answers.clinic },
    day: {
      week: answers.days.filter((day) => day.open).map((day) => ({
        weekday: day.weekday, from: day.from ?? '', until: day.until ?? '', lunch: day.lunch && day.lunchFrom && day.lunchUntil ? [day.lunchFrom, day.lunchUntil] : null,
      })),
      providers: providersOf(answers).map(({ name, speciality }) => ({ name, speciality })),
      services: answers.services.filter((service) => service.name.trim() !== '').map(({ name, minutes, price, colour }) => ({ name, minutes: minutes ?? 30, price: price ?? 0, colour })),
    },
    tone: answers.tone,
    owner: { name: answers.owner.name, sign_in: answers.owner.signIn, role: 'owner', password },
    locked_mode: answers.lockedMode,
  };
}

/** The question a refused field belongs to. */
export function stepOfField(field: string | undefined): Step | undefined {
  if (!field) return undefined;
  if (field.startsWith('clinic.')) return 'clinic';
  if (field.startsWith('day.week')) return 'hours';
  if (field.startsWith('day.providers')) return 'providers';
  if (field.startsWith('day.services')) return 'visits';
  return ['name', 'sign_in', 'password'].includes(field) ? 'you' : undefined;
}
