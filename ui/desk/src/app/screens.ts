import type { Component } from 'svelte';
import BellRing from '@lucide/svelte/icons/bell-ring';
import Inbox from '@lucide/svelte/icons/inbox';
import Users from '@lucide/svelte/icons/users';
import CalendarDays from '@lucide/svelte/icons/calendar-days';
import SettingsIcon from '@lucide/svelte/icons/settings';

/** A page of the desk: one line here, one folder under `features/`. */
export interface Screen {
  /** `/day/:date?`; the parts become props of the component. */
  path: string;
  /** Window title, and the heading when the screen sets none. */
  title: string;
  load: () => Promise<{ default: Component<any> }>;
  /** A place in the rail at the left, in this table's order. */
  nav?: { label: string; icon: Component<any>; key?: string };
  /** The path of the place in the rail it belongs to, when it has none of its own. */
  under?: string;
  /** Drawn without rail and header: sign-in, first run, pages for paper. */
  bare?: boolean;
}

/** A side panel: `?patient=pat_1` in the address of any screen. Its component gets `id` and `onclose`. */
export interface Panel {
  /** The name in the query. */
  kind: string;
  load: () => Promise<{ default: Component<any> }>;
}

/** Every screen. The first one is home. */
export const screens: Screen[] = [
  { path: '/day/:date?', title: 'Today', load: () => import('../features/schedule/DayScreen.svelte'), nav: { label: 'Today', icon: CalendarDays } },
  { path: '/requests', title: 'Requests', load: () => import('../features/requests/Requests.svelte'), nav: { label: 'Requests', icon: Inbox, key: 'q' } },
  { path: '/patients', title: 'Patients', load: () => import('../features/patients/PatientList.svelte'), nav: { label: 'Patients', icon: Users, key: 'a' } },
  { path: '/reminders', title: 'Reminders', load: () => import('../features/messages/reminders/Reminders.svelte'), nav: { label: 'Reminders', icon: BellRing, key: 'r' } },
  { path: '/week/:date?', title: 'Week', load: () => import('../features/schedule/WeekScreen.svelte'), under: '/day' },
  { path: '/month/:month?', title: 'Month', load: () => import('../features/schedule/MonthScreen.svelte'), under: '/day' },
  { path: '/list/:date?', title: 'List of visits', load: () => import('../features/schedule/ListScreen.svelte'), under: '/day' },
  { path: '/print/day/:date', title: 'Day sheet', load: () => import('../features/schedule/print/DaySheetPage.svelte'), bare: true },
  { path: '/print/card/:id', title: 'Appointment card', load: () => import('../features/schedule/print/CardPage.svelte'), bare: true },
  { path: '/settings/:tab?', title: 'Settings', load: () => import('../features/settings/Settings.svelte'), nav: { label: 'Settings', icon: SettingsIcon, key: 'g' } },
  { path: '/forms/:id', title: 'Web form', load: () => import('../features/forms/design/DesignScreen.svelte'), under: '/settings' },
  { path: '/print/form/:id', title: 'QR code', load: () => import('../features/forms/share/PosterPage.svelte'), bare: true },
  { path: '/recovery-kit', title: 'Recovery kit', load: () => import('../features/setup/KitScreen.svelte'), bare: true },
  { path: '/print/recovery-kit', title: 'Recovery kit', load: () => import('../features/setup/KitPaper.svelte'), bare: true },
];

/** Every side panel. */
export const panels: Panel[] = [
  { kind: 'visit', load: () => import('../features/schedule/visit/VisitPanel.svelte') },
  { kind: 'request', load: () => import('../features/requests/RequestPanel.svelte') },
  { kind: 'patient', load: () => import('../features/patients/PatientPanel.svelte') },
];
