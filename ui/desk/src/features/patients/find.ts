import { door, type PatientHit, type WhyMatched } from '@shared/generated/door';
import { palette } from '@shared/state/palette.svelte';
import { route } from '@shared/state/route.svelte';
import { fullName, tellApart } from './names';

const why: Record<WhyMatched, string> = {
  record_no: 'record number',
  name: '',
  name_any_order: '',
  nickname: 'also called',
  phone: 'phone',
  born: 'date of birth',
  email: 'e-mail',
  similar: 'spelled alike',
};

/** Why a hit was found, where the line itself does not show it. */
export function whyFound(hit: PatientHit): string {
  // These stand in the line already, in the clinic's own way of writing them.
  if (hit.why === 'born' || hit.why === 'record_no' || (hit.why === 'phone' && hit.matched === hit.patient.phone) || (hit.why === 'email' && hit.matched === hit.patient.email && !hit.patient.phone)) return '';
  const words = why[hit.why];
  return words ? [words, hit.matched].filter(Boolean).join(': ') : '';
}

/** Patients in the palette: `/` or Ctrl+K, from anywhere. Returns the way to take them out again. */
export function patientsInPalette(zone: () => string): () => void {
  return palette.addSource({
    heading: 'Patients',
    search: async (text) => {
      if (!text.trim()) return [];
      const hits = await door.patientsSearch({ text, limit: 8 });
      return hits.map((hit) => ({
        id: hit.patient.id,
        title: fullName(hit.patient),
        detail: [tellApart(hit.patient, zone()), whyFound(hit)].filter(Boolean).join(' · '),
        run: () => route.openPanel('patient', hit.patient.id),
      }));
    },
  });
}
