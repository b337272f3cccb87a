// What every question of a form needs to know about where it stands.
import type { FormWords } from './words';
import { tell, type Text, type Told } from './text';

export interface About {
  /** BCP 47: what the patient reads. */
  language: string;
  /** The form's first language: every text has it. */
  first: string;
  /** The renderer's own words. */
  words: FormWords;
  /** ISO 3166-1 alpha-2 of the clinic. */
  country: string;
  /** Today at the clinic, `YYYY-MM-DD`. */
  today: string;
  /** `preview`: in the designer; nothing is filled in by the browser. */
  mode: 'fill' | 'preview';
}

/** What a question's control gets. */
export interface Control {
  id: string;
  describedby: string | undefined;
  invalid: boolean;
  required: boolean;
}

/** A text of the form in the patient's language. */
export const told = (about: About, text: Text): Told => tell(text, about.language, about.first);

/** An autofill token, where the browser may fill in. */
export const autofill = (about: About, token: string): AutoFill => (about.mode === 'fill' ? token : 'off') as AutoFill;
