import { door, type PatientRecord } from '@shared/generated/door';
import { fullName, tellApart } from '../../patients/names';

/** A patient as the booking sheet holds one. */
export interface Chosen {
  id: string;
  title: string;
  detail?: string;
}

/** Patients by name, phone, number or birth date, as one types. */
export async function findPatients(text: string, zone: string): Promise<Chosen[]> {
  if (!text.trim()) return [];
  const hits = await door.patientsSearch({ text, limit: 8 });
  return hits.map(({ patient }) => ({ id: patient.id, title: fullName(patient), detail: tellApart(patient, zone) }));
}

/** "anna maria Lopez" as given and family name: the last word is the family's, and small letters are made names. */
export function splitName(typed: string): { given: string; family: string } {
  const words = typed.trim().split(/\s+/).filter(Boolean).map((word) => (word === word.toLowerCase() ? word.charAt(0).toUpperCase() + word.slice(1) : word));
  const family = words.length > 1 ? (words.pop() ?? '') : '';
  return { given: words.join(' '), family };
}

/** A record with what the phone call gave; the rest is asked when the patient comes. */
export function firstRecord(of: { given: string; family: string; phone: string; email: string }): PatientRecord {
  return {
    given: of.given.trim(), family: of.family.trim(), middle: '', preferred: '', own_script: '', born: null, sex: 'unknown', gender: '', pronouns: '',
    phones: of.phone.trim() ? [{ kind: 'mobile', number: of.phone.trim(), e164: '', note: '' }] : [],
    emails: of.email.trim() ? [{ address: of.email.trim(), note: '' }] : [],
    addresses: [], language: '', contact_method: 'email', insurance: [], emergency: [], source: '', status: 'active', tags: [], fields: [], schemes: [], note: '',
  };
}
