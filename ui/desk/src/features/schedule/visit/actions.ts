import ArrowRightLeft from '@lucide/svelte/icons/arrow-right-left';
import Ban from '@lucide/svelte/icons/ban';
import CalendarSearch from '@lucide/svelte/icons/calendar-search';
import CircleCheck from '@lucide/svelte/icons/circle-check';
import DoorOpen from '@lucide/svelte/icons/door-open';
import PersonStanding from '@lucide/svelte/icons/person-standing';
import Printer from '@lucide/svelte/icons/printer';
import RotateCcw from '@lucide/svelte/icons/rotate-ccw';
import Check from '@lucide/svelte/icons/check';
import User from '@lucide/svelte/icons/user';
import UserX from '@lucide/svelte/icons/user-x';
import type { MenuEntry } from '@shared/components';
import type { VisitStatus } from '@shared/generated/door';
import { openPrintPage } from '@shared/platform';
import { route } from '@shared/state/route.svelte';
import { practice } from '../../signin/practice.svelte';
import { changes, type Which } from '../changes.svelte';
import { tray } from '../tray/tray.svelte';

/** What can be done with a visit, wherever it is shown. */
export type Actionable = Which & { patient: string; provider: string; service: string; status: VisitStatus; minutes: number; in_tray?: boolean };

const MOVABLE: readonly VisitStatus[] = ['scheduled', 'confirmed', 'arrived'];

/** The lines of a visit's menu, with why where one cannot be chosen. */
export function visitActions(visit: Actionable): MenuEntry[] {
  const may = practice.may('edit_schedule');
  const over = visit.status === 'cancelled';
  const set = (status: VisitStatus, label: string, icon: typeof Check): MenuEntry => ({
    label, icon, checked: visit.status === status, disabled: !may || over,
    ...(over ? { why: 'Restore the visit first.' } : {}), run: () => void changes.setStatus(visit, status),
  });
  const movable = may && MOVABLE.includes(visit.status);
  const why = movable ? {} : { disabled: true, why: may ? 'Only a visit that has not begun can be moved.' : 'Your role does not include booking.' };
  return [
    set('confirmed', 'Confirmed', Check),
    set('arrived', 'Arrived', PersonStanding),
    set('in_room', 'In room', DoorOpen),
    set('completed', 'Done', CircleCheck),
    set('no_show', 'Did not come', UserX),
    'line',
    visit.in_tray
      ? { label: 'Out of the tray, keep the old time', icon: ArrowRightLeft, run: () => void changes.fromTray(visit), ...why }
      : { label: 'Into the tray, to rebook', icon: ArrowRightLeft, kbd: 'x', run: () => void changes.toTray(visit), ...why },
    { label: 'Find another time…', icon: CalendarSearch, run: () => tray.find(visit), ...why },
    over
      ? { label: 'Restore the visit', icon: RotateCcw, run: () => void changes.restore(visit), disabled: !may }
      : { label: 'Cancel the visit…', icon: Ban, danger: true, run: () => (changes.cancelling = visit), disabled: !may || !['scheduled', 'confirmed', 'arrived'].includes(visit.status), ...(['in_room', 'completed', 'no_show'].includes(visit.status) ? { why: 'Take its status back first.' } : {}) },
    'line',
    { label: 'Open patient', icon: User, run: () => route.openPanel('patient', visit.patient) },
    { label: 'Print appointment card', icon: Printer, run: () => openPrintPage(`/print/card/${visit.id}`) },
  ];
}
