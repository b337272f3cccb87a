import type { Actionable } from '../visit/actions';

/** The visit for which another time is looked for. */
class Tray {
  finding = $state.raw<Pick<Actionable, 'id' | 'version' | 'patient_name' | 'provider' | 'service' | 'minutes'> | null>(null);

  find(visit: Pick<Actionable, 'id' | 'version' | 'patient_name' | 'provider' | 'service' | 'minutes'>): void {
    this.finding = visit;
  }
}

export const tray = new Tray();
