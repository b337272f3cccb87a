import type { Colour } from '@shared/generated/door';
import { decimals } from './money';

export interface Sample {
  name: string;
  minutes: number;
  price: number;
  colour: Colour;
}

export interface Speciality {
  id: string;
  label: string;
  /** What a provider of it writes under their name. */
  provider: string;
  visits: readonly [name: string, minutes: number, price: number, colour: Colour][];
}

/** Kinds of clinic and the visits they usually begin with. Prices are a place to start from, not advice. */
export const SPECIALITIES: readonly Speciality[] = [
  { id: 'general', label: 'General practice', provider: 'General practitioner', visits: [['Consultation', 20, 60, 'teal'], ['Follow-up', 15, 40, 'blue'], ['Health check', 45, 120, 'violet'], ['Vaccination', 10, 30, 'amber'], ['Phone call', 10, 25, 'slate']] },
  { id: 'dental', label: 'Dentistry', provider: 'Dentist', visits: [['Check-up', 30, 70, 'teal'], ['Cleaning', 45, 90, 'blue'], ['Filling', 60, 150, 'amber'], ['Root canal', 90, 450, 'rose'], ['Emergency', 30, 100, 'violet']] },
  { id: 'orthodontics', label: 'Orthodontics', provider: 'Orthodontist', visits: [['First consultation', 45, 90, 'teal'], ['Adjustment', 20, 0, 'blue'], ['Records and scans', 45, 150, 'violet'], ['Bonding', 90, 400, 'amber'], ['Retainer check', 15, 0, 'slate']] },
  { id: 'physio', label: 'Physiotherapy', provider: 'Physiotherapist', visits: [['First assessment', 60, 95, 'teal'], ['Treatment', 30, 55, 'blue'], ['Long treatment', 45, 75, 'violet'], ['Sports massage', 45, 70, 'amber']] },
  { id: 'mental', label: 'Psychology', provider: 'Psychologist', visits: [['First conversation', 60, 120, 'teal'], ['Session', 50, 110, 'blue'], ['Couple session', 80, 160, 'violet'], ['Online session', 50, 110, 'slate']] },
  { id: 'nutrition', label: 'Nutrition and coaching', provider: 'Dietitian', visits: [['First consultation', 60, 95, 'teal'], ['Follow-up', 30, 50, 'blue'], ['Body measurements', 15, 25, 'amber'], ['Coaching call', 30, 50, 'slate']] },
  { id: 'wellness', label: 'Wellness', provider: 'Wellness practitioner', visits: [['Consultation', 30, 80, 'teal'], ['Follow-up', 45, 90, 'blue'], ['Wellness plan', 60, 140, 'violet'], ['Coaching', 45, 75, 'rose'], ['Physio', 60, 95, 'amber']] },
  { id: 'skin', label: 'Dermatology', provider: 'Dermatologist', visits: [['Consultation', 20, 90, 'teal'], ['Skin check', 30, 130, 'blue'], ['Procedure', 45, 220, 'rose'], ['Follow-up', 15, 60, 'slate']] },
  { id: 'children', label: 'Paediatrics', provider: 'Paediatrician', visits: [['Check-up', 30, 70, 'teal'], ['Sick child', 15, 50, 'rose'], ['Vaccination', 15, 30, 'amber'], ['Newborn visit', 45, 90, 'violet']] },
  { id: 'other', label: 'Something else', provider: '', visits: [['First visit', 45, 0, 'teal'], ['Visit', 30, 0, 'blue'], ['Short visit', 15, 0, 'slate']] },
];

// Where the sample prices are of a believable size; elsewhere no price is better than a wrong one.
const PRICED = new Set(['EUR', 'USD', 'GBP', 'CHF', 'CAD', 'AUD', 'NZD', 'SGD']);

/** The sample visits of a speciality, priced in minor units of the clinic's currency. */
export function samplesOf(speciality: string, currency: string): Sample[] {
  const found = SPECIALITIES.find((one) => one.id === speciality) ?? (SPECIALITIES[0] as Speciality);
  return found.visits.map(([name, minutes, price, colour]) => ({ name, minutes, price: PRICED.has(currency) ? price * 10 ** decimals(currency) : 0, colour }));
}

/** The colours of the calendar, in words for those who do not see them. */
export const COLOURS: readonly { id: Colour; label: string }[] = [
  { id: 'teal', label: 'Teal' }, { id: 'blue', label: 'Blue' }, { id: 'violet', label: 'Violet' }, { id: 'amber', label: 'Amber' }, { id: 'rose', label: 'Rose' }, { id: 'slate', label: 'Grey' },
];
