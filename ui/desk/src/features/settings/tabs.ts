import type { Component } from 'svelte';
import type { Permission } from '@shared/generated/door';
import { inWindow } from '@shared/platform';

/** A page of the settings: one line here, one component. Addressed as `#/settings/<id>`. */
export interface SettingsTab {
  id: string;
  label: string;
  /** What is found there, for the palette and for people who look for another word. */
  words: string;
  group: 'The clinic' | 'The web' | 'Messages' | 'This practice' | 'You and this computer';
  load: () => Promise<{ default: Component }>;
  /** Without it the page can be looked at but not changed, or not seen at all (`hidden`). */
  needs?: Permission;
  hidden?: 'without-permission' | 'outside-demo' | 'outside-window';
}

/** In the order of the page. */
export const TABS: readonly SettingsTab[] = [
  { id: 'clinic', label: 'Clinic', words: 'name address phone country zone currency paper', group: 'The clinic', needs: 'manage_clinic', load: () => import('./clinic/ClinicCard.svelte') },
  { id: 'providers', label: 'Providers', words: 'doctor calendar column hours week holiday time off away', group: 'The clinic', needs: 'manage_clinic', load: () => import('./providers/Providers.svelte') },
  { id: 'rooms', label: 'Rooms', words: 'equipment place location', group: 'The clinic', needs: 'manage_clinic', load: () => import('./rooms/Rooms.svelte') },
  { id: 'services', label: 'Types of visit', words: 'services price length colour preparation buffer', group: 'The clinic', needs: 'manage_clinic', load: () => import('./services/Services.svelte') },
  { id: 'fields', label: 'Patient fields', words: 'custom own record form', group: 'The clinic', needs: 'manage_clinic', load: () => import('./fields/Fields.svelte') },
  { id: 'forms', label: 'Web forms', words: 'designer questions intake registration consent questionnaire publish link embed qr code languages', group: 'The web', needs: 'manage_forms', load: () => import('../forms/list/Forms.svelte') },
  { id: 'website', label: 'Website', words: 'relay web page online link pair connect requests key rotation embed', group: 'The web', load: () => import('./website/Website.svelte') },
  { id: 'online', label: 'Online booking', words: 'open times slots website self booking hours notice', group: 'The web', load: () => import('./online/Online.svelte') },
  { id: 'rules', label: 'Rules', words: 'reminders when timing quiet hours grace confirm follow-up', group: 'Messages', needs: 'manage_templates', load: () => import('../messages/rules/Rules.svelte') },
  { id: 'templates', label: 'Templates', words: 'texts words subject language variables html versions', group: 'Messages', needs: 'manage_templates', load: () => import('../messages/templates/Templates.svelte') },
  { id: 'mail', label: 'E-mail', words: 'smtp mail server sender address password test send', group: 'Messages', needs: 'manage_clinic', load: () => import('../messages/mail/MailTab.svelte') },
  { id: 'staff', label: 'Staff', words: 'people accounts roles permissions password sign-in', group: 'This practice', needs: 'manage_staff', hidden: 'without-permission', load: () => import('../staff/StaffList.svelte') },
  { id: 'demo', label: 'Demo clinic', words: 'erase throw away', group: 'This practice', hidden: 'outside-demo', load: () => import('./demo/DemoTab.svelte') },
  { id: 'security', label: 'Security', words: 'password pin lock recovery kit keychain key', group: 'You and this computer', load: () => import('./security/Security.svelte') },
  { id: 'computer', label: 'This computer', words: 'autostart start with boot tray background', group: 'You and this computer', hidden: 'outside-window', load: () => import('./computer/Computer.svelte') },
  { id: 'look', label: 'Look', words: 'theme dark light density', group: 'You and this computer', load: () => import('./look/Look.svelte') },
];

/** Whether a page is shown to this person in this practice. */
export function visible(tab: SettingsTab, may: (permission: Permission) => boolean, demo: boolean): boolean {
  if (tab.hidden === 'outside-demo') return demo;
  if (tab.hidden === 'outside-window') return inWindow();
  return !(tab.hidden === 'without-permission' && tab.needs && !may(tab.needs));
}
