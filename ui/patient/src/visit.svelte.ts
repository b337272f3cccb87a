// One look at one clinic's page: what is known of the clinic, the language, and what the screens share.
import type { Bundle } from '@shared/generated/protocol';
import { formWords, formWordsEn, localeOf, type FormWords } from '@shared/form';
import type { Address } from './address';
import { fetchClinic, type Clinic, type Trouble } from './clinic';
import { now } from './clock';
import { chooseLanguage, isLanguage, wished } from './language';
import { Net } from './net';
import { Outbox } from './send/outbox.svelte';
import { openStore, type Store } from './store/db';
import { sweepDrafts } from './store/drafts';
import { en, pageWords, type Words } from './words';

export interface Setting {
  address: Address;
  /** The relay's address; empty where the page comes from it. */
  base: string;
  /** The page the form stands in, without query and fragment. */
  source: string;
  /** In a clinic's own page: leaves address and history alone. */
  embedded: boolean;
  /** The language the link or the tag asks for. */
  language: string | null;
}

export class Visit {
  readonly net: Net;
  store = $state.raw<Store | null>(null);
  outbox = $state.raw<Outbox | null>(null);
  clinic = $state.raw<Clinic | null>(null);
  trouble = $state<Trouble | null>(null);
  busy = $state(true);
  language = $state('en');
  words = $state.raw<Words>(en);
  formWords = $state.raw<FormWords>(formWordsEn);
  /** Chosen by the patient or by the link: not changed when the form's own languages are known. */
  private settled = $state(false);

  constructor(
    readonly setting: Setting,
    private readonly clinicId: string,
  ) {
    this.net = new Net(setting.base, clinicId);
    this.language = chooseLanguage(setting.language, wished(), []);
    this.settled = setting.language !== null && isLanguage(setting.language);
  }

  get bundle(): Bundle | null {
    return this.clinic?.bundle ?? null;
  }

  /** The language as the clinic's country writes days and times: `en-DE` has 24 hours. */
  get locale(): string {
    return localeOf(this.language, this.clinic?.bundle.about.country ?? '');
  }

  /** What a link to another of our pages carries, so that it speaks the chosen language. */
  get query(): string {
    return this.settled ? `?lang=${encodeURIComponent(this.language)}` : '';
  }

  /** How a person would phone, where it is known and to be believed. */
  get phone(): string {
    return this.trouble === 'not_trusted' ? '' : (this.clinic?.bundle.about.phone ?? '');
  }

  async open(): Promise<void> {
    await this.speak(this.language);
    const store = await openStore();
    await sweepDrafts(store, now());
    const outbox = new Outbox(store, this.net, this.clinicId);
    await outbox.open();
    this.store = store;
    this.outbox = outbox;
    await this.load();
  }

  /** Fetches and checks the clinic's bundle; what was known stays until the new one is good. */
  async load(): Promise<boolean> {
    if (!this.store) return false;
    this.busy = true;
    try {
      const found = await fetchClinic(this.net, this.store, this.clinicId, now());
      if (found.is === 'ok') {
        this.clinic = found.value;
        this.trouble = null;
        return true;
      }
      this.trouble = found.why;
      return false;
    } finally {
      this.busy = false;
    }
  }

  /** The languages a form has are better than the page's own. */
  async knows(languages: readonly string[]): Promise<void> {
    if (!this.settled) await this.speak(chooseLanguage(this.setting.language, wished(), languages));
  }

  async choose(language: string): Promise<void> {
    this.settled = true;
    await this.speak(language);
  }

  private async speak(language: string): Promise<void> {
    try {
      const [words, formed] = await Promise.all([pageWords(language), formWords(language)]);
      this.words = words;
      this.formWords = formed;
    } catch {
      // The words could not be fetched: what is there goes on, in the language that is there.
    }
    this.language = language;
  }
}
