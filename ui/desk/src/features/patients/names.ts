import type { PatientLine } from '@shared/generated/door';
import { ageOn, formatDay, today } from '@shared/time';

/** "Grace Kim", with the name people call them by in quotation marks where it differs. */
export function fullName(line: Pick<PatientLine, 'given' | 'middle' | 'family' | 'preferred'>): string {
  const called = line.preferred && line.preferred !== line.given ? `“${line.preferred}”` : '';
  return [line.given, called, line.middle, line.family].filter(Boolean).join(' ');
}

/** "41 · 4 Mar 1985". */
export function ageAndBirth(born: string | null, zone: string): string {
  if (!born) return '';
  return `${ageOn(born, today(zone))} · ${formatDay(born, 'medium')}`;
}

/** What tells two people of one name apart: number, birth, phone; first of all that one has died or no longer comes. */
export function tellApart(line: PatientLine, zone: string): string {
  const state = line.status === 'deceased' ? 'Deceased' : line.status === 'inactive' ? 'Inactive' : '';
  return [state, `No. ${line.no}`, ageAndBirth(line.born, zone), line.phone ?? line.email ?? ''].filter(Boolean).join(' · ');
}
