// Made by Keepwell from its own commands (`make client`). Do not edit.
import { call } from "../platform";

export type AddStaff = { 
/**
 * Their name.
 */
name: string, 
/**
 * What they will type to sign in.
 */
sign_in: string, 
/**
 * Their role.
 */
role: Role, 
/**
 * The first password; they choose their own at the first sign-in.
 */
password: string, };

export type AskStrength = { 
/**
 * The password being typed.
 */
password: string, 
/**
 * The person's and the clinic's names: a password made of them is weak.
 */
about: Array<string>, };

export type AutoLock = { 
/**
 * Minutes without anybody, 1 to 60.
 */
minutes: number, };

export type ChangePassword = { 
/**
 * The present one.
 */
present: string, 
/**
 * The new one.
 */
new: string, };

export type Changed = { 
/**
 * The highest event number of the change.
 */
seq: number, 
/**
 * The kinds of event in it.
 */
kinds: Array<string>, 
/**
 * The patients and visits it is about, as wire ids.
 */
ids: Array<string>, };

export type ClinicCard = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its phone, as printed.
 */
phone: string, 
/**
 * Its e-mail address; may be empty.
 */
email: string, 
/**
 * Its postal address, lines.
 */
address: string, 
/**
 * ISO 3166-1 alpha-2.
 */
country: string, 
/**
 * IANA zone.
 */
zone: string, 
/**
 * ISO 4217.
 */
currency: string, 
/**
 * `a4` or `letter`.
 */
paper: string, };

export type Code = "invalid" | "not_found" | "not_allowed" | "sign_in_needed" | "locked" | "wrong_password" | "locked_out" | "taken" | "changed" | "no_practice" | "shut" | "recovery_unproven" | "disk_full" | "newer_file" | "damaged" | "bad_place" | "keychain" | "mail" | "cannot_undo" | "busy" | "no_such_command" | "fault";

export type DemoMade = { 
/**
 * Sign-in names of the people who work there.
 */
sign_ins: Array<string>, 
/**
 * The password of all of them. It protects nothing: every name in a demo is made up.
 */
password: string, };

export type Draft = { 
/**
 * The form's state, or nothing.
 */
body: string | null, };

export type DraftKey = { 
/**
 * `patients.register`, `patients.edit/pat_…`.
 */
key: string, };

export type EditStaff = { 
/**
 * Which.
 */
id: string, 
/**
 * Their name.
 */
name: string, 
/**
 * Their role.
 */
role: Role, 
/**
 * Whether they may sign in.
 */
active: boolean, };

export type Face = { 
/**
 * Who.
 */
id: string, 
/**
 * Their name.
 */
name: string, 
/**
 * Their role in words.
 */
role_words: string, 
/**
 * Whether a PIN will do; without one the password is asked.
 */
has_pin: boolean, 
/**
 * Whether it is they whose screen is locked.
 */
here: boolean, 
/**
 * Their sign-in name, so that only the password need be typed.
 */
sign_in: string, };

export type FoundClinic = { 
/**
 * The week, for every provider to begin with.
 */
week: Array<OpenDay>, 
/**
 * Who sees patients.
 */
providers: Array<NewProvider>, 
/**
 * What they are seen for.
 */
services: Array<NewService>, };

export type MakeDemo = { 
/**
 * How many patients, 1 to 100,000.
 */
patients: number, 
/**
 * How many years of visits behind today, 0 to 20.
 */
years: number, 
/**
 * The same seed on the same day makes the same clinic.
 */
seed: number, };

export type NewProvider = { 
/**
 * As patients know them.
 */
name: string, 
/**
 * May be empty.
 */
speciality: string, };

export type NewService = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its length.
 */
minutes: number, 
/**
 * Minor units.
 */
price: number, 
/**
 * `teal`, `blue`, `violet`, `amber`, `rose`, `slate`.
 */
colour: string, };

export type OpenDay = { 
/**
 * ISO: Monday is 1.
 */
weekday: number, 
/**
 * `HH:MM`.
 */
from: string, 
/**
 * `HH:MM`.
 */
until: string, 
/**
 * The lunch break, if there is one: from and until.
 */
lunch: [string, string] | null, };

export type Permission = "anyone" | "signed_in" | "see_patients" | "edit_patients" | "see_schedule" | "edit_schedule" | "see_messages" | "send_messages" | "manage_templates" | "manage_clinic" | "manage_staff" | "own_practice";

export type PracticeState = { 
/**
 * How far this PC is.
 */
stage: Stage, 
/**
 * Why a practice stays shut.
 */
problem: Refusal | null, 
/**
 * Whether a password or the recovery code can open it.
 */
can_unlock: boolean, 
/**
 * Whether this PC's keychain can hold the key, so that reminders run after a restart with nobody signed in.
 */
keychain_ready: boolean, 
/**
 * Why not, if not.
 */
keychain_trouble: string | null, 
/**
 * The clinic's name.
 */
clinic: string | null, 
/**
 * The clinic's zone (IANA).
 */
zone: string | null, 
/**
 * ISO 3166-1 alpha-2.
 */
country: string | null, 
/**
 * ISO 4217.
 */
currency: string | null, 
/**
 * Whether this is the demo clinic, which sends nothing.
 */
demo: boolean, 
/**
 * Whether the recovery kit was proven; no patient can be added before.
 */
recovery_proven: boolean, 
/**
 * Who sits here.
 */
signed_in: SignedIn | null, 
/**
 * Whether this seat's screen is locked.
 */
locked: boolean, 
/**
 * Whether access entries cannot be written at present, and why.
 */
audit_trouble: string | null, 
/**
 * This program's version.
 */
version: string, 
/**
 * The instant it is now, Unix seconds: the screen's clock follows the practice's.
 */
now: number, };

export type Prove = { 
/**
 * As printed; spaces, dashes and case do not matter.
 */
code: string, };

export type Recover = { 
/**
 * As printed.
 */
code: string, 
/**
 * The owner's sign-in name.
 */
sign_in: string, 
/**
 * The new password.
 */
new_password: string, };

export type RecoveryKit = { 
/**
 * Groups of four.
 */
recovery: Array<string>, };

export type Refusal = { 
/**
 * What kind.
 */
code: Code, 
/**
 * What happened and what it means, in the clinic's words.
 */
message: string, 
/**
 * The form field it is about, as a path (`phones.0.number`).
 */
field?: string, 
/**
 * What to do next.
 */
next?: string, 
/**
 * More, for the screen (clashing visit, time of the next try …).
 */
details?: unknown, };

export type ResetPassword = { 
/**
 * Whom.
 */
staff: string, 
/**
 * The password to tell them.
 */
password: string, };

export type Role = "owner" | "clinic_admin" | "provider" | "clinical_staff" | "front_desk" | "billing" | "read_only";

export type SaveDraft = { 
/**
 * Which form: `patients.register`, `patients.edit/pat_…`.
 */
key: string, 
/**
 * The form's state, as the form wrote it.
 */
body: string, };

export type SetPin = { 
/**
 * The password, to prove who asks.
 */
password: string, 
/**
 * Four to eight digits; none drops it.
 */
pin: string | null, };

export type SetUp = { 
/**
 * Who you are.
 */
clinic: ClinicCard, 
/**
 * Hours, providers and services.
 */
day: FoundClinic, 
/**
 * How reminders sound.
 */
tone: Tone, 
/**
 * Who owns the practice; the role is always owner.
 */
owner: AddStaff, 
/**
 * Whether a person must open the practice after each restart (Locked mode); otherwise this PC's keychain does.
 */
locked_mode: boolean, };

export type SetUpDone = { 
/**
 * The recovery code, in groups of four.
 */
recovery: Array<string>, 
/**
 * Whether this PC opens the practice by itself after a restart.
 */
opens_by_itself: boolean, };

export type SignIn = { 
/**
 * The sign-in name; case does not matter.
 */
sign_in: string, 
/**
 * The password.
 */
password: string, };

export type SignedIn = { 
/**
 * Which account.
 */
id: string, 
/**
 * Their name.
 */
name: string, 
/**
 * Their role.
 */
role: Role, 
/**
 * The role in words.
 */
role_words: string, 
/**
 * What the role includes: the screen hides what would be refused.
 */
may: Array<Permission>, 
/**
 * Whether they have a PIN.
 */
has_pin: boolean, 
/**
 * Whether a password of their own must be chosen first.
 */
must_change_password: boolean, 
/**
 * The screen locks after this many minutes without anybody.
 */
auto_lock_minutes: number, };

export type StaffView = { 
/**
 * Which.
 */
id: string, 
/**
 * What they type to sign in.
 */
sign_in: string, 
/**
 * Their name.
 */
name: string, 
/**
 * Their role.
 */
role: Role, 
/**
 * Whether they may sign in.
 */
active: boolean, 
/**
 * Whether they have a PIN for the quick switch.
 */
has_pin: boolean, 
/**
 * Whether they must choose a password of their own at the next sign-in.
 */
must_change_password: boolean, 
/**
 * Until when sign-in is locked after wrong tries, Unix seconds.
 */
locked_until: number | null, };

export type Stage = "none" | "shut" | "open";

export type Strength = { 
/**
 * 0 to 4 (zxcvbn).
 */
score: number, 
/**
 * Whether it is accepted.
 */
enough: boolean, 
/**
 * What would make it better, in one sentence.
 */
advice: string, };

export type Switch = { 
/**
 * Who.
 */
staff: string, 
/**
 * Their PIN.
 */
pin: string, };

export type Tone = "warm" | "formal";

export type Undo = { 
/**
 * The change.
 */
operation: string, };

export type Undone = { 
/**
 * What was taken back, for the toast: "Moved Grace Kim to 14:00".
 */
label: string, };

/** Every operation of the practice. */
export const door = {
  practiceState: () => call<PracticeState>("practice.state", null),
  practiceSetUp: (input: SetUp) => call<SetUpDone>("practice.set_up", input),
  practiceProveRecovery: (input: Prove) => call<null>("practice.prove_recovery", input),
  practiceRenewRecovery: () => call<RecoveryKit>("practice.renew_recovery", null),
  practiceRecover: (input: Recover) => call<null>("practice.recover", input),
  practiceMakeDemo: (input: MakeDemo) => call<DemoMade>("practice.make_demo", input),
  practiceEraseDemo: () => call<null>("practice.erase_demo", null),
  staffSignIn: (input: SignIn) => call<SignedIn>("staff.sign_in", input),
  staffSignOut: () => call<null>("staff.sign_out", null),
  staffLock: () => call<null>("staff.lock", null),
  staffSwitch: (input: Switch) => call<SignedIn>("staff.switch", input),
  staffBoard: () => call<Array<Face>>("staff.board", null),
  staffMe: () => call<SignedIn>("staff.me", null),
  staffList: () => call<Array<StaffView>>("staff.list", null),
  staffAdd: (input: AddStaff) => call<StaffView>("staff.add", input),
  staffEdit: (input: EditStaff) => call<StaffView>("staff.edit", input),
  staffResetPassword: (input: ResetPassword) => call<null>("staff.reset_password", input),
  staffChangePassword: (input: ChangePassword) => call<null>("staff.change_password", input),
  staffSetPin: (input: SetPin) => call<null>("staff.set_pin", input),
  staffPasswordStrength: (input: AskStrength) => call<Strength>("staff.password_strength", input),
  staffSetAutoLock: (input: AutoLock) => call<AutoLock>("staff.set_auto_lock", input),
  staffAutoLock: () => call<AutoLock>("staff.auto_lock", null),
  draftsSave: (input: SaveDraft) => call<null>("drafts.save", input),
  draftsGet: (input: DraftKey) => call<Draft>("drafts.get", input),
  draftsDiscard: (input: DraftKey) => call<null>("drafts.discard", input),
  undoRun: (input: Undo) => call<Undone>("undo.run", input),
};
