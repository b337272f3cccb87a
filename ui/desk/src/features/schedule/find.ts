import { door } from '@shared/generated/door';
import type { Found } from '@shared/state/palette.svelte';
import { route } from '@shared/state/route.svelte';
import { formatDay } from '@shared/time';
import { clockOf, dayOf } from './words';

const PATIENTS = 3;
const EACH = 2;

/** The next visits of the patients that fit best: for "when is Mrs. Kim coming?" */
export async function findVisits(text: string): Promise<Found[]> {
  if (text.trim().length < 2) return [];
  const hits = await door.patientsSearch({ text, limit: PATIENTS });
  const coming = await Promise.all(hits.filter((hit) => hit.next_visit !== null).map((hit) => door.visitsOfPatient({ patient: hit.patient.id, limit: 1 })));
  return coming.flatMap((visits) => visits.coming.slice(0, EACH)).map((visit) => ({
    id: visit.id,
    title: `${visit.patient_name}, ${formatDay(dayOf(visit.starts), 'brief')} ${clockOf(visit.starts)}`,
    detail: `${visit.service_name} with ${visit.provider_name}`,
    run: () => {
      route.go(`/day/${dayOf(visit.starts)}`);
      route.openPanel('visit', visit.id);
    },
  }));
}
