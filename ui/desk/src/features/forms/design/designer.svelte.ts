import type { Form } from '@shared/generated/protocol';
import { door, type FormView } from '@shared/generated/door';
import { asRefusal, passively } from '@shared/platform';
import { toasts } from '@shared/state/toasts.svelte';
import { withConsentVersions } from './edit/consents';
import { isThere, questionsOf, same, type Selected } from './edit/find';
import { concerns, whereOf, type Where } from './edit/problems';
import type { Changed } from './edit/steps';
import { firstLanguage, setText } from './edit/texts';
import { again, back, begin, record, seal, type History } from './history';

const SAVE_AFTER_MS = 700;
const PAUSE_MS = 1200;
const RETRY_MS = 5000;

/** `clash`: somebody else saved meanwhile, and a person has to say what counts. */
export type Saving = 'saved' | 'waiting' | 'saving' | 'failed' | 'clash';

/** A problem of the draft and where it lies. */
export interface Place extends Where {
  text: string;
}

/**
 * A form on the designer's table: what it is now, what it was, what is selected, and how far it is saved. Every change
 * goes through `edit`, is kept by itself, and can be taken back. While the practice does not take the draft, it is kept
 * as a draft of this person beside it, so that nothing typed is lost.
 */
export class Designer {
  readonly id: string;
  /** What the practice answered last. */
  view = $state.raw() as FormView;
  selected = $state.raw<Selected>({ at: 'form' });
  /** The language whose words are being written. */
  language = $state('');
  saving = $state<Saving>('saved');
  trouble = $state.raw<unknown>();
  /** What somebody else saved meanwhile. */
  theirs = $state.raw<FormView>();
  /** Problems are told at their fields as well: once somebody asked for them. */
  strict = $state(false);
  /** Versions of one's own that the practice never took, from this sitting or an earlier one. */
  #older = $state.raw<readonly Form[]>([]);
  #history = $state.raw() as History<Form>;
  #saved = $state.raw() as Form;
  #running: Promise<void> | undefined;
  #saveTimer: ReturnType<typeof setTimeout> | undefined;
  #pauseTimer: ReturnType<typeof setTimeout> | undefined;
  #keptHere = false;
  #left = false;
  #abandoned = false;
  #offer: number | undefined;

  constructor(view: FormView) {
    this.id = view.line.id;
    this.view = view;
    this.#history = begin(view.draft as Form);
    this.#saved = view.draft as Form;
    this.language = firstLanguage(this.form);
    void this.#findKept();
  }

  get form(): Form { return this.#history.now; }
  get published(): Form | null { return (this.view.published as Form | undefined) ?? null; }
  get first(): string { return firstLanguage(this.form); }
  get canUndo(): boolean { return this.#history.past.length > 0; }
  get canRedo(): boolean { return this.#history.future.length > 0; }
  get dirty(): boolean { return this.form !== this.#saved; }
  /** The newest version of one's own that the practice never took. */
  get kept(): Form | undefined { return this.#older.at(-1); }
  /** Ids that were answered to once: a new question gets none of them. */
  get taken(): string[] { return this.published ? questionsOf(this.published).map((one) => one.id) : []; }
  /** What keeps the draft, as last saved, from being published. */
  get problems(): Place[] { return this.view.problems.map((one) => ({ ...whereOf(this.form, one.path), text: one.text })); }

  /** The problem to tell at a field, if there is one and it was asked for. */
  errorAt(at: Selected, field: string): string | undefined {
    if (!this.strict) return undefined;
    return this.problems.find((one) => one.language === undefined && same(one.selected, at) && concerns(field, one.field))?.text;
  }

  select(selected: Selected): void {
    if (!same(selected, this.selected)) this.#history = seal(this.#history);
    this.selected = selected;
  }

  /** The form is `next` now. Changes in a row with the same `step` are taken back together. */
  edit(next: Form, step?: string): void {
    const form = withConsentVersions(next, this.published);
    if (form === this.form) return;
    this.#withdrawOffer();
    this.#history = record(this.#history, form, step);
    if (!isThere(form, this.selected)) this.selected = { at: 'form' };
    if (!form.languages.includes(this.language)) this.language = firstLanguage(form);
    this.#later();
  }

  /** Words typed at one place. */
  words(path: string, language: string, words: string): void {
    this.edit(setText(this.form, path, language, words), `${path} ${language}`);
  }

  /** A change that may take conditions with it; it says so. `at`: what `changed.selected` names. */
  change(changed: Changed, at?: 'step' | 'question'): void {
    this.edit(changed.form);
    if (at && changed.selected) this.select({ at, id: changed.selected });
    const { gone = 0 } = changed;
    if (gone > 0) this.offerUndo(goneWords(gone));
  }

  /** Says what was just done, with the way back: for as long as it is the newest step, so that it takes back nothing else. */
  offerUndo(text: string, detail?: string, after?: () => void): void {
    this.#offer = toasts.done(text, { seconds: 8, ...(detail ? { detail } : {}), action: { label: 'Undo', run: () => { this.undo(); after?.(); } } }).id;
  }

  #withdrawOffer(): void {
    if (this.#offer !== undefined) toasts.dismiss(this.#offer);
    this.#offer = undefined;
  }

  undo(): void { this.#go(back(this.#history)); }
  redo(): void { this.#go(again(this.#history)); }

  #go(history: History<Form>): void {
    if (history === this.#history) return;
    this.#withdrawOffer();
    this.#history = history;
    if (!isThere(this.form, this.selected)) this.selected = { at: 'form' };
    if (!this.form.languages.includes(this.language)) this.language = this.first;
    this.#later();
  }

  #later(wait = SAVE_AFTER_MS): void {
    clearTimeout(this.#pauseTimer);
    this.#pauseTimer = setTimeout(() => (this.#history = seal(this.#history)), PAUSE_MS);
    clearTimeout(this.#saveTimer);
    if (this.saving !== 'clash' && this.saving !== 'saving') this.saving = this.dirty ? 'waiting' : 'saved';
    this.#saveTimer = setTimeout(() => void (this.theirs ? this.#keep() : this.save()), wait);
  }

  /** Saves what is not saved yet. Resolves when nothing is left or the practice did not take it: `saving` says which. */
  save(): Promise<void> {
    clearTimeout(this.#saveTimer);
    if (this.#abandoned) return Promise.resolve();
    return (this.#running ??= this.#run().finally(() => (this.#running = undefined)));
  }

  async #run(): Promise<void> {
    while (this.dirty && !this.theirs) {
      const sent = this.form;
      this.saving = 'saving';
      try {
        this.view = await door.formsSave({ form: this.id, revision: this.view.revision, draft: sent });
        this.#saved = sent;
      } catch (cause) {
        await this.#refused(cause);
        return;
      }
    }
    if (this.theirs) return;
    this.trouble = undefined;
    this.saving = 'saved';
    if (this.#keptHere) await this.#letGo();
  }

  async #refused(cause: unknown): Promise<void> {
    await this.#keep();
    if (asRefusal(cause).code === 'changed') {
      try {
        this.theirs = await door.formsGet({ form: this.id });
        this.saving = 'clash';
        this.trouble = undefined;
        return;
      } catch (other) {
        cause = other;
      }
    }
    this.trouble = cause;
    this.saving = 'failed';
    if (!this.#left) this.#saveTimer = setTimeout(() => void passively(() => this.save()), RETRY_MS);
  }

  /** Mine counts; theirs can still be had from the history. */
  async overTheirs(): Promise<void> {
    if (!this.theirs) return;
    const mine = this.form;
    this.view = this.theirs;
    this.#history = record(record(this.#history, this.theirs.draft as Form), mine);
    this.#saved = this.theirs.draft as Form;
    this.theirs = undefined;
    await this.save();
  }

  /** Theirs counts; mine stays kept beside it. */
  takeTheirs(): void {
    if (!this.theirs) return;
    this.#older = [...this.#older, this.form];
    this.#keptHere = false;
    void this.#write(this.#older);
    this.#adopt(this.theirs);
    this.theirs = undefined;
  }

  /** Mine becomes a form of its own. Answers with its id. */
  async asFormOfItsOwn(): Promise<string> {
    const mine = this.form;
    const made = (await door.formsCreate({ from: { from: 'copy', form: this.id } })).value;
    await door.formsSave({ form: made.line.id, revision: made.revision, draft: mine });
    if (this.theirs) this.#adopt(this.theirs);
    this.theirs = undefined;
    await this.#letGo();
    return made.line.id;
  }

  /** What the practice says now, because something changed there. Never goes over what is being typed here. */
  take(view: FormView): void {
    if (this.#running || view.revision < this.view.revision) return;
    if (view.revision === this.view.revision) this.view = view;
    else if (!this.dirty && !this.theirs) {
      this.#adopt(view);
      toasts.done('Somebody else changed this form just now.', { detail: 'You see it as it is. Ctrl+Z brings back what you had.' });
    }
  }

  #adopt(view: FormView): void {
    this.view = view;
    this.#saved = view.draft as Form;
    this.#go(record(this.#history, view.draft as Form));
    this.saving = 'saved';
    this.trouble = undefined;
  }

  /** After `forms.publish`, `close` and the like: the practice's answer, without touching what is typed. */
  answered(view: FormView): void { this.view = view; }

  /** It stays kept until the practice has taken it. */
  bringBack(): void {
    const { kept } = this;
    if (!kept) return;
    this.#older = this.#older.slice(0, -1);
    this.#keptHere = true;
    this.edit(kept);
  }

  async forgetKept(): Promise<void> {
    this.#older = this.#older.slice(0, -1);
    await this.#write(this.#older);
  }

  /** The screen is left: the last words go out at once. */
  leave(): void {
    this.#left = true;
    this.#withdrawOffer();
    clearTimeout(this.#pauseTimer);
    if (this.theirs && !this.#abandoned) void this.#keep();
    else void this.save();
  }

  /** Somebody else has signed in: what is typed here is not theirs to save. */
  abandon(): void {
    this.#abandoned = true;
    clearTimeout(this.#saveTimer);
    clearTimeout(this.#pauseTimer);
  }

  get #key(): string { return `form.${this.id}`; }

  /** What is on the table, beside the practice's draft, for this person. */
  async #keep(): Promise<void> {
    this.#keptHere = true;
    await this.#write([...this.#older, this.form]);
  }

  /** What is on the table is the practice's now; older versions stay. */
  async #letGo(): Promise<void> {
    this.#keptHere = false;
    await this.#write(this.#older);
  }

  /** A comfort: its failure stands in nobody's way, the form itself says what is not saved. */
  async #write(versions: readonly Form[]): Promise<void> {
    const key = this.#key;
    await (versions.length === 0 ? door.draftsDiscard({ key }) : door.draftsSave({ key, body: JSON.stringify(versions) })).catch(() => undefined);
  }

  async #findKept(): Promise<void> {
    const found = await door.draftsGet({ key: this.#key }).catch(() => undefined);
    if (!found?.body) return;
    const now = JSON.stringify(this.view.draft);
    this.#older = (JSON.parse(found.body) as Form[]).filter((one) => JSON.stringify(one) !== now);
  }
}

/** What went along with a question or an answer. */
export const goneWords = (gone: number): string => (gone === 1 ? 'A condition that looked at it is gone too.' : `${gone} conditions that looked at it are gone too.`);
