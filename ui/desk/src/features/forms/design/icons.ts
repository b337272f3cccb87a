import type { Component } from 'svelte';
import AlignLeft from '@lucide/svelte/icons/text-align-start';
import Calendar from '@lucide/svelte/icons/calendar';
import CircleDot from '@lucide/svelte/icons/circle-dot';
import Clock from '@lucide/svelte/icons/clock';
import FileCheck from '@lucide/svelte/icons/file-check';
import Gauge from '@lucide/svelte/icons/gauge';
import Hash from '@lucide/svelte/icons/hash';
import IdCard from '@lucide/svelte/icons/id-card';
import Info from '@lucide/svelte/icons/info';
import ListChecks from '@lucide/svelte/icons/list-checks';
import Mail from '@lucide/svelte/icons/mail';
import MapPin from '@lucide/svelte/icons/map-pin';
import Paperclip from '@lucide/svelte/icons/paperclip';
import Phone from '@lucide/svelte/icons/phone';
import Signature from '@lucide/svelte/icons/signature';
import Stethoscope from '@lucide/svelte/icons/stethoscope';
import ToggleLeft from '@lucide/svelte/icons/toggle-left';
import Type from '@lucide/svelte/icons/type';
import User from '@lucide/svelte/icons/user';
import type { KindName } from './edit/kinds';

/** A picture for each kind of question; its name always stands beside it or is read aloud. */
export const KIND_ICONS: Record<KindName, Component<any>> = {
  short_text: Type, long_text: AlignLeft, number: Hash, date: Calendar, yes_no: ToggleLeft, choice: CircleDot, choices: ListChecks, scale: Gauge, service: Stethoscope, preferred_times: Clock,
  name: User, phone: Phone, email: Mail, address: MapPin, insurance: IdCard, consent: FileCheck, signature: Signature, upload: Paperclip, note: Info,
};
