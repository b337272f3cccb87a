// Made by Keepwell from its relay protocol (`make client`). Do not edit.

export type About = { 
/**
 * Name.
 */
name: string, 
/**
 * Phone as a person dials it; may be empty.
 */
phone: string, 
/**
 * Address, lines; may be empty.
 */
address: string, 
/**
 * IANA zone of all its wall times.
 */
zone: string, 
/**
 * ISO 3166-1 alpha-2: how phones and dates are read.
 */
country: string, };

export type Band = { 
/**
 * From this score on.
 */
from: number, 
/**
 * What it is called.
 */
label: { [key in string]: string }, 
/**
 * How it is shown to staff.
 */
tone: BandTone, 
/**
 * Raises the request's priority.
 */
urgent: boolean, };

export type BandTone = "good" | "wait" | "bad";

export type Bundle = { 
/**
 * 1.
 */
v: number, 
/**
 * Who; equals [`ClinicId::of_key`] of `signing_key`.
 */
clinic: string, 
/**
 * Ed25519 public key, 32 bytes, base64url.
 */
signing_key: string, 
/**
 * Which intake keys, 8 bytes in hex: the first 8 of SHA-256(xwing | x25519).
 */
kid: string, 
/**
 * Suites the clinic opens, best first: 2 X-Wing, 1 X25519.
 */
suites: Array<number>, 
/**
 * X-Wing public key, 1,216 bytes, base64url.
 */
xwing: string, 
/**
 * X25519 public key, 32 bytes, base64url.
 */
x25519: string, 
/**
 * The forms that are open, in the clinic's order.
 */
forms: Array<FormEntry>, 
/**
 * Rises with every publication: an older bundle than one already seen is refused.
 */
serial: number, 
/**
 * When it was made, Unix seconds.
 */
issued_at: number, 
/**
 * Not to be used after this, Unix seconds.
 */
not_after: number, 
/**
 * What the page says about the clinic.
 */
about: About, };

export type Choice = { 
/**
 * `a`–`z`, `0`–`9`, `_`; unique in the question.
 */
id: string, 
/**
 * What it is called.
 */
label: { [key in string]: string }, 
/**
 * What it adds to the score.
 */
points: number, };

export type ChosenSlot = { 
/**
 * Which; the clinic compares it with what the relay says was taken.
 */
slot: string, 
/**
 * For which service (the option id of the form's service question, else the slot's only one).
 */
service: string, 
/**
 * What the patient saw, Unix seconds.
 */
starts_at: number, };

export type Condition = { 
/**
 * All of the tests, or any of them.
 */
all: boolean, 
/**
 * At least one. Each names a question that stands earlier in the form.
 */
tests: Array<Test>, };

export type ConsentMeaning = "kept" | "treatment" | "reminders_email" | "reminders_sms" | "marketing_email" | "data_sharing";

export type FileEntry = { 
/**
 * The question it answers.
 */
question: string, 
/**
 * As the patient's computer calls it. Text to show, never a path.
 */
name: string, 
/**
 * `image/jpeg`, `image/png` or `application/pdf`, as claimed.
 */
media_type: string, 
/**
 * Bytes.
 */
length: number, };

export type FilledForm = { 
/**
 * Which form.
 */
form: string, 
/**
 * Which version.
 */
version: number, 
/**
 * The language it was filled in.
 */
language: string, 
/**
 * By the browser's clock, Unix seconds: a hint only.
 */
created_at: number, 
/**
 * Answers by question id; what each kind looks like is told at [`crate::form::QuestionKind`].
 */
answers: Record<string, unknown>, 
/**
 * The files, in the order of their bytes behind the JSON.
 */
files: Array<FileEntry>, 
/**
 * The time held, if the patient took one.
 */
slot: ChosenSlot | null, 
/**
 * The page the form stood in, without query or fragment; empty if not known. Where the request came from (CRM-1).
 */
source: string, };

export type Fills = "name" | "born" | "sex" | "phone" | "email" | "address" | "insurance" | "emergency_name" | "emergency_phone" | "service" | "times" | "reason" | "referral";

export type Form = { 
/**
 * 1.
 */
v: number, 
/**
 * Which form …
 */
id: string, 
/**
 * … in which version; rises with every publication.
 */
version: number, 
/**
 * What becomes of the answers.
 */
purpose: Purpose, 
/**
 * BCP 47; the first is the one every text has.
 */
languages: Array<string>, 
/**
 * Title.
 */
title: { [key in string]: string }, 
/**
 * Above the first question; may be empty.
 */
intro: { [key in string]: string }, 
/**
 * On the receipt; may be empty.
 */
thanks: { [key in string]: string }, 
/**
 * Steps: one at a time on a phone.
 */
sections: Array<Section>, 
/**
 * How the answers are scored, if they are.
 */
score: Score | null, 
/**
 * Whether the patient may take an open slot with it.
 */
slots: boolean, };

export type FormEntry = { 
/**
 * Which.
 */
id: string, 
/**
 * SHA-256 of the form's bytes in hex: its address, and bound into every submission.
 */
sha256: string, 
/**
 * The word in its link: `a`–`z`, `0`–`9`, `-`.
 */
slug: string, 
/**
 * Its title.
 */
title: { [key in string]: string }, };

export type Held = { 
/**
 * Until when, Unix seconds by the relay's clock …
 */
until: number, 
/**
 * … which says now this.
 */
now: number, };

export type Hold = { 
/**
 * 16 random bytes of the browser, Crockford (26 characters): who has it, has the hold.
 */
token: string, 
/**
 * Proof of work over [`crate::envelope`]-less bytes: `day.nonce` as in the inbox, hash over `slot 16 | token 16`.
 */
work: string, };

export type Is = { "op": "filled" } | { "op": "empty" } | { "op": "yes" } | { "op": "no" } | { "op": "any_of", 
/**
 * Option ids.
 */
options: Array<string>, } | { "op": "between", 
/**
 * Least.
 */
min: number | null, 
/**
 * Most.
 */
max: number | null, };

export type Lies = "anywhere" | "past" | "future";

export type Problem = { 
/**
 * At which question.
 */
question: string, 
/**
 * What.
 */
code: ProblemCode, };

export type ProblemCode = "missing" | "too_long" | "too_small" | "too_large" | "not_whole" | "no_such_option" | "too_many" | "not_a_day" | "in_the_past" | "in_the_future" | "not_a_phone" | "not_an_email" | "not_agreed" | "wrong_file" | "wrong_kind" | "not_asked";

export type Purpose = "request" | "registration" | "questionnaire";

export type Question = { 
/**
 * `a`–`z`, `0`–`9`, `_`; unique in the form; the key of its answer.
 */
id: string, 
/**
 * What is asked, and how it is answered.
 */
kind: QuestionKind, 
/**
 * The question.
 */
label: { [key in string]: string }, 
/**
 * Below it; may be empty.
 */
hint: { [key in string]: string }, 
/**
 * Has to be answered while it is shown.
 */
required: boolean, 
/**
 * Shown only then. An answer to a question that is not shown is not sent, and not taken.
 */
when: Condition | null, 
/**
 * Which field of the patient's record or of the request it fills.
 */
fills: Fills | null, };

export type QuestionKind = { "type": "short_text", 
/**
 * Most characters.
 */
most: number, } | { "type": "long_text", 
/**
 * Most characters.
 */
most: number, } | { "type": "number", 
/**
 * Least.
 */
min: number | null, 
/**
 * Most.
 */
max: number | null, 
/**
 * Whole numbers only.
 */
whole: boolean, 
/**
 * `kg`, `mmol/L`; may be empty.
 */
unit: { [key in string]: string }, } | { "type": "yes_no", 
/**
 * What "yes" adds to the score.
 */
points: number, } | { "type": "choice", 
/**
 * To choose from.
 */
options: Array<Choice>, 
/**
 * Whether something else may be written.
 */
other: boolean, } | { "type": "choices", 
/**
 * To choose from.
 */
options: Array<Choice>, 
/**
 * Whether something else may be written.
 */
other: boolean, 
/**
 * At most so many; `None`: all.
 */
most: number | null, } | { "type": "scale", 
/**
 * Left end.
 */
from: number, 
/**
 * Right end, at most 10 further.
 */
to: number, 
/**
 * At the left end; may be empty.
 */
low: { [key in string]: string }, 
/**
 * At the right end; may be empty.
 */
high: { [key in string]: string }, } | { "type": "date", 
/**
 * Whether it lies in the past, the future or either.
 */
lies: Lies, } | { "type": "preferred_times" } | { "type": "name" } | { "type": "phone" } | { "type": "email" } | { "type": "address" } | { "type": "service", 
/**
 * To choose from; `id` is the service's wire id (`svc_…`).
 */
options: Array<Choice>, } | { "type": "insurance" } | { "type": "consent", 
/**
 * The text agreed to.
 */
text: { [key in string]: string }, 
/**
 * Its version: a number the clinic raises when the text changes.
 */
version: number, 
/**
 * What it means to the record.
 */
meaning: ConsentMeaning, } | { "type": "signature" } | { "type": "upload", 
/**
 * At most so many, 1–5.
 */
most: number, 
/**
 * Whether a PDF is welcome as well as pictures.
 */
pdf: boolean, } | { "type": "note" };

export type Receipt = { 
/**
 * Which.
 */
sid: string, 
/**
 * SHA-256 of the envelope in hex: the receipt is for these bytes.
 */
sha256: string, 
/**
 * When the clinic wrote it down, Unix seconds.
 */
accepted_at: number, };

export type RelayError = { 
/**
 * `work` `taken` `no_such_slot` `no_such_clinic` `no_such_form` `other_bytes` `too_large` `full` `slow_down` `malformed` `not_signed` `stale` `gone` `fault`.
 */
code: string, 
/**
 * For the log of a program, in English.
 */
message: string, 
/**
 * For `work`: how many zero bits are asked.
 */
bits?: number, };

export type Reply = { 
/**
 * The page with the suggestions.
 */
page: string, 
/**
 * The secret of the page's link, Crockford: who seals this has read the letter.
 */
secret: string, 
/**
 * Which of the suggested times, from 0; `None`: none of them suits.
 */
choice: number | null, 
/**
 * What the patient adds.
 */
note: string, 
/**
 * By the browser's clock, Unix seconds.
 */
created_at: number, };

export type Score = { 
/**
 * Bands by rising `from`; the last one whose `from` is reached counts.
 */
bands: Array<Band>, 
/**
 * Whether the patient sees the band on the receipt.
 */
shown: boolean, };

export type Section = { 
/**
 * `a`–`z`, `0`–`9`, `_`; unique in the form.
 */
id: string, 
/**
 * Heading.
 */
title: { [key in string]: string }, 
/**
 * Below it; may be empty.
 */
text: { [key in string]: string }, 
/**
 * Shown only then.
 */
when: Condition | null, 
/**
 * Its questions.
 */
questions: Array<Question>, };

export type Signed = { 
/**
 * The document's bytes (JSON in UTF-8), base64url without padding.
 */
document: string, 
/**
 * 64 bytes, base64url without padding.
 */
signature: string, };

export type Slot = { 
/**
 * Which; the same time of the same provider keeps its id from book to book.
 */
id: string, 
/**
 * Two slots of one lane that overlap exclude each other.
 */
lane: string, 
/**
 * Instant, Unix seconds.
 */
starts_at: number, 
/**
 * Until when the lane is taken, with the time kept free, Unix seconds.
 */
until: number, 
/**
 * Clinic wall time, `YYYY-MM-DDTHH:MM`.
 */
starts: string, 
/**
 * Length.
 */
minutes: number, 
/**
 * The services it may be taken for: option ids of the forms' service questions.
 */
services: Array<string>, 
/**
 * With whom; empty where the clinic does not say.
 */
provider: string, };

export type SlotBook = { 
/**
 * 1.
 */
v: number, 
/**
 * Whose.
 */
clinic: string, 
/**
 * Rises with every publication.
 */
serial: number, 
/**
 * Offered until then, Unix seconds: a clinic whose PC is away for long offers nothing.
 */
not_after: number, 
/**
 * The times, earliest first.
 */
slots: Array<Slot>, 
/**
 * How many may be taken on a day (`YYYY-MM-DD`, clinic wall time); a day that is not here has no cap.
 */
caps: { [key in string]: number }, };

export type SlotsView = { 
/**
 * The clinic's book.
 */
book: Signed, 
/**
 * What cannot be had now: taken, held by somebody else, in the way of one of those, or beyond a day's cap.
 */
unavailable: Array<string>, };

export type Submission = { "kind": "form" } & FilledForm | { "kind": "reply" } & Reply;

export type SuggestedTime = { 
/**
 * Instant, Unix seconds.
 */
starts_at: number, 
/**
 * Clinic wall time, `YYYY-MM-DDTHH:MM`.
 */
starts: string, 
/**
 * Length.
 */
minutes: number, 
/**
 * With whom; may be empty.
 */
provider: string, };

export type SuggestionPage = { 
/**
 * 1.
 */
v: number, 
/**
 * The language the page greets in.
 */
language: string, 
/**
 * The patient's first name.
 */
first_name: string, 
/**
 * The suggested times.
 */
times: Array<SuggestedTime>, 
/**
 * What staff added; may be empty.
 */
note: string, 
/**
 * The answer counts until then, Unix seconds.
 */
until: number, };

export type Test = { 
/**
 * The earlier question.
 */
question: string, 
/**
 * What has to hold.
 */
is: Is, };

/** Numbers every side keeps to; bytes and seconds. */
export const limits = {
  largestEnvelope: 8390656,
  buckets: [4096, 16384, 65536, 262144, 1048576, 4194304, 8388608],
  largestJson: 1048576,
  mostFiles: 5,
  largestForm: 262144,
  largestPage: 65536,
  deepestJson: 32,
  holdSeconds: 600,
} as const;
