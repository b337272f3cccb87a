// Made by Keepwell from its own commands (`make client`). Do not edit.
import { call } from "../platform";

export type AcceptRequest = { 
/**
 * Which.
 */
request: string, 
/**
 * The version that was on the screen.
 */
version: number, 
/**
 * Whose record it goes into.
 */
patient: WhoIsIt, };

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

export type AddTimeOff = { 
/**
 * The id it had, when a removal is taken back. Leave out.
 */
id?: string, 
/**
 * Whose; without, the whole clinic.
 */
provider?: string, 
/**
 * Away or blocked.
 */
kind: TimeOffKind, 
/**
 * `YYYY-MM-DDTHH:MM`, clinic wall time.
 */
starts: string, 
/**
 * `YYYY-MM-DDTHH:MM`, the first minute after it.
 */
ends: string, 
/**
 * What the calendar shows.
 */
label: string, };

export type AddressKind = "home" | "work" | "post";

export type AgendaPage = { 
/**
 * By start.
 */
rows: Array<VisitLine>, 
/**
 * Mark of the next page, if there is one.
 */
next: string | null, 
/**
 * Mark of the page before, if there is one.
 */
previous: string | null, };

export type Alarm = { 
/**
 * To dismiss it.
 */
id: number, 
/**
 * What.
 */
code: AlarmCode, 
/**
 * How many (submissions skipped, expired …).
 */
count: number, 
/**
 * File names, where it is about files.
 */
names: Array<string>, 
/**
 * When it was first seen, Unix seconds.
 */
first_at: number, 
/**
 * When it was last seen, Unix seconds.
 */
last_at: number, 
/**
 * What happened, what it means, what to do.
 */
explanation: RelayExplanation, };

export type AlarmCode = "skipped" | "expired" | "fetched_elsewhere" | "rolled_back" | "replayed" | "disordered" | "other_bytes" | "cannot_open" | "slot_mixed_up" | "bundle_differs" | "slots_differ" | "receipt_differs" | "page_differs" | "disk_full";

export type Anchor = "booked" | "moved" | "cancelled" | "before_start" | "after_completed";

export type AnswerSection = { 
/**
 * Its heading in the language it was filled in.
 */
title: string, 
/**
 * The same in the form's first language.
 */
title_base: string, 
/**
 * The answers.
 */
answers: Array<AnswerView>, };

export type AnswerView = { 
/**
 * The question's id.
 */
question: string, 
/**
 * What was asked, in the language it was filled in.
 */
label: string, 
/**
 * The same in the form's first language.
 */
label_base: string, 
/**
 * What was answered, in the language it was filled in. Empty: not answered.
 */
value: string, 
/**
 * The same with options in the form's first language.
 */
value_base: string, 
/**
 * The signature, if it was drawn.
 */
signature: SignatureView | null, 
/**
 * The files it names.
 */
files: Array<string>, 
/**
 * Why the form would not have let it through; empty where it would.
 */
problems: Array<ProblemCode>, };

export type AskAgenda = { 
/**
 * First day, `YYYY-MM-DD`.
 */
from: string, 
/**
 * Last day, `YYYY-MM-DD`.
 */
until: string, 
/**
 * Only this provider.
 */
provider?: string, 
/**
 * Only these; without, all but cancelled ones.
 */
status?: Array<VisitStatus>, 
/**
 * The page after this mark (`next` of the page before).
 */
after?: string, 
/**
 * The page before this mark (`previous` of the page after).
 */
before?: string, 
/**
 * Rows a page, at most 200; 50 without.
 */
limit?: number, };

export type AskDay = { 
/**
 * `YYYY-MM-DD`, the clinic's day.
 */
date: string, 
/**
 * What a column is.
 */
by: By, 
/**
 * Only the column of the person who is signed in, if they are a provider.
 */
only_mine?: boolean, 
/**
 * Cancelled visits too.
 */
cancelled?: boolean, };

export type AskDaySheet = { 
/**
 * `YYYY-MM-DD`.
 */
date: string, 
/**
 * Only this provider; otherwise a sheet each for everybody who works or has visits that day.
 */
provider?: string, 
/**
 * False: record numbers only, for a sheet that hangs where patients see it.
 */
names: boolean, };

export type AskHours = { 
/**
 * The provider.
 */
provider: string, };

export type AskMonth = { 
/**
 * `YYYY-MM`.
 */
month: string, 
/**
 * Only this provider.
 */
provider?: string, };

export type AskOpenings = { 
/**
 * The service: its length and buffers have to fit.
 */
service: string, 
/**
 * Only this provider; otherwise everybody who performs the service.
 */
provider?: string, 
/**
 * From this day (`YYYY-MM-DD`) or wall time (`YYYY-MM-DDTHH:MM`) on; never before now.
 */
from: string, 
/**
 * How many days to look through, 1 to 366.
 */
days: number, 
/**
 * How many to find, 1 to 200.
 */
limit: number, 
/**
 * Another length than the service's.
 */
minutes?: number, };

export type AskPatientVisits = { 
/**
 * The patient.
 */
patient: string, 
/**
 * How many past ones, at most 200; 20 without.
 */
limit?: number, };

export type AskRequestFile = { 
/**
 * Which.
 */
file: string, 
/**
 * Only the small picture.
 */
thumbnail: boolean, };

export type AskStrength = { 
/**
 * The password being typed.
 */
password: string, 
/**
 * The person's and the clinic's names: a password made of them is weak.
 */
about: Array<string>, };

export type AskTimeOff = { 
/**
 * First day, `YYYY-MM-DD`; today without.
 */
from?: string, 
/**
 * Last day, `YYYY-MM-DD`; no end without.
 */
until?: string, 
/**
 * Only of this provider (and of the whole clinic).
 */
provider?: string, };

export type AskVisit = { 
/**
 * The visit.
 */
visit: string, };

export type AskWeek = { 
/**
 * The first of seven days, `YYYY-MM-DD`.
 */
from: string, 
/**
 * Only this provider.
 */
provider?: string, };

export type AssignRequest = { 
/**
 * Which.
 */
request: string, 
/**
 * The version that was on the screen.
 */
version: number, 
/**
 * To whom; `null`: nobody.
 */
to: string | null, };

export type AssignRequests = { 
/**
 * Which, 200 at most.
 */
requests: Array<string>, 
/**
 * To whom; `null`: nobody.
 */
to: string | null, };

export type AttemptView = { 
/**
 * From 1.
 */
number: number, 
/**
 * When it began, Unix seconds.
 */
started_at: number, 
/**
 * `accepted`, `pretended`, `try_later`, `refused`, `uncertain`, `stopped`, `interrupted`, `running`.
 */
outcome: string, 
/**
 * Where in the conversation it ended, and the server's own words; no names, no addresses.
 */
detail: string, };

export type AutoLock = { 
/**
 * Minutes without anybody, 1 to 60.
 */
minutes: number, };

export type Away = { 
/**
 * Which time off.
 */
id: string, 
/**
 * Away or blocked.
 */
kind: TimeOffKind, 
/**
 * What to show.
 */
label: string, 
/**
 * The whole clinic.
 */
whole_clinic: boolean, 
/**
 * Elapsed minutes since the day began.
 */
from: number, 
/**
 * Elapsed minutes since the day began.
 */
until: number, 
/**
 * The whole of it: `YYYY-MM-DDTHH:MM`.
 */
starts: string, 
/**
 * `YYYY-MM-DDTHH:MM`.
 */
ends: string, };

export type Axis = { 
/**
 * How long the day is: 1440, or less or more where the clocks change.
 */
minutes: number, 
/**
 * The whole hours, and the moment after a change of the clocks, in order; the first stands at 0.
 */
ticks: Array<Tick>, 
/**
 * What the clocks do that day, in a sentence; absent on ordinary days.
 */
clock_change: string | null, };

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

export type BandView = { 
/**
 * What it is called, in the form's first language.
 */
label: string, 
/**
 * How it is shown.
 */
tone: BandTone, 
/**
 * Raised the priority.
 */
urgent: boolean, };

export type BookVisit = { 
/**
 * For whom.
 */
patient: string, 
/**
 * With whom.
 */
provider: string, 
/**
 * For what.
 */
service: string, 
/**
 * `YYYY-MM-DDTHH:MM`, clinic wall time.
 */
starts: string, 
/**
 * 1: the second of a time that comes twice.
 */
fold?: number, 
/**
 * Length, 5 to 720; the service's without.
 */
minutes?: number, 
/**
 * In which room. Absent: the one the provider works in at that time; `null`: none.
 */
room?: string | null, 
/**
 * The desk's note.
 */
note?: string, 
/**
 * Why a warning does not count this time.
 */
override?: Override, };

export type By = "provider" | "room";

export type CalledOffBy = "patient" | "clinic";

export type CancelVisit = { 
/**
 * Which.
 */
visit: string, 
/**
 * The version that was on the screen.
 */
version: number, 
/**
 * Why, in the desk's words; may be empty.
 */
reason: string, 
/**
 * Who called it off.
 */
by: CalledOffBy, };

export type CatchUp = { 
/**
 * From when nothing was sent, Unix seconds.
 */
from: number, 
/**
 * Until when, Unix seconds.
 */
until: number, 
/**
 * Sent late.
 */
sent: number, 
/**
 * Not sent: of no use any more.
 */
expired: number, 
/**
 * Still to be sent.
 */
left: number, };

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
 * The patients, visits and requests it is about, as wire ids.
 */
ids: Array<string>, };

export type CheckForm = { 
/**
 * The form as it stands on the screen.
 */
draft: Form, };

export type CheckMail = { 
/**
 * The form as typed; absent: what is saved.
 */
settings?: SaveMail, };

export type CheckVisit = { 
/**
 * The visit being moved: it is not in its own way.
 */
visit?: string, 
/**
 * For whom, where that is known already.
 */
patient?: string, 
/**
 * With whom.
 */
provider: string, 
/**
 * For what.
 */
service: string, 
/**
 * `YYYY-MM-DDTHH:MM`, clinic wall time.
 */
starts: string, 
/**
 * 1: the second of a time that comes twice.
 */
fold?: number, 
/**
 * Length, 5 to 720; the service's without.
 */
minutes?: number, 
/**
 * In which room. Absent: the one the provider works in at that time; `null`: none.
 */
room?: string | null, };

export type Checked = { 
/**
 * Free, allowed, needs a reason, or blocked.
 */
verdict: Verdict, 
/**
 * What is in the way, the heaviest first.
 */
clashes: Array<Clash>, 
/**
 * The first sentence to show; empty when free.
 */
message: string, 
/**
 * `YYYY-MM-DDTHH:MM` of the end.
 */
ends: string, 
/**
 * The room it would be in.
 */
room: string | null, 
/**
 * The start is a time that comes twice that day: offer the choice.
 */
comes_twice: boolean, };

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

export type ChooseStart = { 
/**
 * True: by itself, with the key in this PC's keychain. False: only when somebody signs in (Locked mode).
 */
opens_by_itself: boolean, };

export type Clash = { 
/**
 * What kind.
 */
kind: ClashKind, 
/**
 * How much it weighs.
 */
weight: Weight, 
/**
 * Who or what is taken: the provider, the room, the patient.
 */
who: string, 
/**
 * By what, in a sentence: `Dr. Okafor is with Grace Kim from 14:00 to 15:00.`
 */
what: string, 
/**
 * Since when, `YYYY-MM-DDTHH:MM`; absent where the time is not the matter.
 */
from: string | null, 
/**
 * Until when.
 */
until: string | null, 
/**
 * The visit in the way, if it is one.
 */
visit: string | null, };

export type ClashKind = "provider" | "room" | "patient" | "buffer" | "closed" | "time_off" | "not_performed_by" | "inactive" | "no_patient";

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

export type ClinicEdited = { 
/**
 * As it is now.
 */
clinic: ClinicView, 
/**
 * How many coming visits got new instants because the zone changed: their wall times stayed as agreed.
 */
visits_recomputed: number, };

export type ClinicView = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its phone, as it wants it printed.
 */
phone: string, 
/**
 * Its e-mail address.
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
 * IANA zone: the authority for every wall time.
 */
zone: string, 
/**
 * ISO 4217.
 */
currency: string, 
/**
 * What the printer holds.
 */
paper: Paper, 
/**
 * A demo practice: nothing leaves it.
 */
demo: boolean, 
/**
 * Whether the recovery kit was proven.
 */
recovery_proven: boolean, };

export type ClockHold = { 
/**
 * Since when sending waits, by the new time, Unix seconds.
 */
since: number, 
/**
 * How far it jumped, seconds.
 */
jumped: number, };

export type CloseRequests = { 
/**
 * Which, 200 at most.
 */
requests: Array<string>, };

export type Code = "invalid" | "not_found" | "not_allowed" | "sign_in_needed" | "locked" | "wrong_password" | "locked_out" | "taken" | "changed" | "no_practice" | "shut" | "recovery_unproven" | "disk_full" | "newer_file" | "damaged" | "bad_place" | "keychain" | "mail" | "cannot_undo" | "busy" | "no_such_command" | "fault";

export type Colour = "teal" | "blue" | "violet" | "amber" | "rose" | "slate";

export type Column = { 
/**
 * The provider of a column by provider.
 */
provider: string | null, 
/**
 * The room of a column by room; absent for the column of visits without a room.
 */
room: string | null, 
/**
 * Its head.
 */
name: string, 
/**
 * Under it: the provider's speciality, the room's place.
 */
detail: string, 
/**
 * The room the provider works in that day, for the head.
 */
room_name: string | null, 
/**
 * The signed-in provider's own.
 */
mine: boolean, 
/**
 * False: shown only because visits are left in it.
 */
active: boolean, 
/**
 * Working hours; what is not in one is closed. Rooms are open when somebody works.
 */
open: Array<Open>, 
/**
 * Away and blocked times.
 */
away: Array<Away>, 
/**
 * How many visits (cancelled ones not counted).
 */
visits: number, };

export type Condition = { 
/**
 * All of the tests, or any of them.
 */
all: boolean, 
/**
 * At least one. Each names a question that stands earlier in the form.
 */
tests: Array<Test>, };

export type ConfirmRequest = { 
/**
 * Which.
 */
request: string, 
/**
 * The version that was on the screen.
 */
version: number, 
/**
 * Whose record it goes into.
 */
patient: WhoIsIt, 
/**
 * With whom.
 */
provider: string, 
/**
 * For what.
 */
service: string, 
/**
 * `YYYY-MM-DDTHH:MM`, clinic wall time.
 */
starts: string, 
/**
 * 1: the second of a time that comes twice.
 */
fold?: number, 
/**
 * Length, 5 to 720; the service's without.
 */
minutes?: number, 
/**
 * In which room. Absent: the one the provider works in at that time; `null`: none.
 */
room?: string | null, 
/**
 * The desk's note on the visit.
 */
note?: string, 
/**
 * Why a warning does not count this time.
 */
override?: Override, };

export type ConfirmedRequest = { 
/**
 * The request.
 */
request: RequestView, 
/**
 * The visit.
 */
visit: VisitView, };

export type Consent = { 
/**
 * By what way.
 */
channel: ConsentChannel, 
/**
 * For what.
 */
purpose: ConsentPurpose, 
/**
 * What the patient said.
 */
state: ConsentState, 
/**
 * Whether Keepwell may use this way for this purpose now: treatment and reminders unless refused, the others
 * only when given.
 */
allowed: boolean, 
/**
 * When it was said, Unix seconds; absent where never asked.
 */
at: number | null, 
/**
 * Who took it down.
 */
by: string, 
/**
 * How it was given.
 */
how: HowGiven | null, 
/**
 * What staff noted.
 */
note: string, };

export type ConsentAnswer = { 
/**
 * By what way.
 */
channel: ConsentChannel, 
/**
 * For what.
 */
purpose: ConsentPurpose, 
/**
 * What the patient said.
 */
state: ConsentState, };

export type ConsentChannel = "email" | "sms" | "whatsapp" | "phone" | "post" | "portal";

export type ConsentMeaning = "kept" | "treatment" | "reminders_email" | "reminders_sms" | "marketing_email" | "data_sharing";

export type ConsentPurpose = "treatment" | "reminders" | "marketing" | "research" | "data_sharing";

export type ConsentState = "not_asked" | "given" | "refused";

export type ContactMethod = "email" | "sms" | "whatsapp" | "phone" | "post";

export type Counts = { 
/**
 * Booked and not cancelled.
 */
all: number, 
/**
 * Not confirmed yet.
 */
scheduled: number, 
/**
 * Confirmed.
 */
confirmed: number, 
/**
 * Waiting at the desk.
 */
arrived: number, 
/**
 * With a provider.
 */
in_room: number, 
/**
 * Over.
 */
completed: number, 
/**
 * Did not come.
 */
no_show: number, 
/**
 * Called off.
 */
cancelled: number, 
/**
 * First visits among them.
 */
first_visits: number, };

export type CreateForm = { 
/**
 * From what.
 */
from: FormSource, };

export type CustomField = { 
/**
 * Which.
 */
id: string, 
/**
 * What the form calls it.
 */
label: string, 
/**
 * What it holds.
 */
kind: FieldKind, 
/**
 * What can be chosen, where `kind` is `choice`.
 */
choices: Array<string>, 
/**
 * Whether a record may be saved without it.
 */
required: boolean, 
/**
 * Whether forms show it; values already written stay.
 */
active: boolean, 
/**
 * Its place in the form, from 0.
 */
position: number, };

export type DaySheet = { 
/**
 * `YYYY-MM-DD`.
 */
date: string, 
/**
 * When it was printed, `YYYY-MM-DDTHH:MM` clinic wall time.
 */
printed: string, 
/**
 * By whom.
 */
printed_by: string, 
/**
 * The clinic, for the head.
 */
clinic: ClinicView, 
/**
 * The paper to lay it out for.
 */
paper: Paper, 
/**
 * Names are on it.
 */
names: boolean, 
/**
 * What the clocks do that day, in a sentence; absent on ordinary days.
 */
clock_change: string | null, 
/**
 * One sheet a provider.
 */
sheets: Array<ProviderSheet>, };

export type DayView = { 
/**
 * `YYYY-MM-DD`.
 */
date: string, 
/**
 * The clinic's zone.
 */
zone: string, 
/**
 * What a column is.
 */
by: By, 
/**
 * The vertical axis.
 */
axis: Axis, 
/**
 * Where now is on it, if it is today.
 */
now: number | null, 
/**
 * The columns, the signed-in provider's own first.
 */
columns: Array<Column>, 
/**
 * The visits of all columns, by start.
 */
visits: Array<DayVisit>, 
/**
 * How many visits stand where.
 */
counts: Counts, 
/**
 * How many visits wait in the tray.
 */
in_tray: number, };

export type DayVisit = { 
/**
 * Which.
 */
id: string, 
/**
 * Send it back when it is dragged.
 */
version: number, 
/**
 * Whose.
 */
patient: string, 
/**
 * The patient's record number.
 */
patient_no: number, 
/**
 * The patient's name, given name first.
 */
patient_name: string, 
/**
 * The patient's phone, E.164.
 */
patient_phone: string | null, 
/**
 * With whom.
 */
provider: string, 
/**
 * Where, if in a room.
 */
room: string | null, 
/**
 * For what.
 */
service: string, 
/**
 * Its name.
 */
service_name: string, 
/**
 * Its colour.
 */
colour: Colour, 
/**
 * `YYYY-MM-DDTHH:MM`, clinic wall time.
 */
starts: string, 
/**
 * `HH:MM`, clinic wall time of the end.
 */
ends: string, 
/**
 * Where it begins on the day's axis: elapsed minutes since the day began.
 */
at: number, 
/**
 * Length, minutes of real time: on the axis as it is.
 */
minutes: number, 
/**
 * Kept free before it.
 */
buffer_before: number, 
/**
 * Kept free after it.
 */
buffer_after: number, 
/**
 * The start is a time that comes twice that day.
 */
comes_twice: boolean, 
/**
 * It is the second.
 */
second: boolean, 
/**
 * Where it stands.
 */
status: VisitStatus, 
/**
 * Since when, Unix seconds.
 */
status_at: number, 
/**
 * The patient has not been here before.
 */
first_visit: boolean, 
/**
 * The desk left a note on it.
 */
has_note: boolean, 
/**
 * It was booked over a warning.
 */
overridden: boolean, 
/**
 * It waits in the tray to be placed again.
 */
in_tray: boolean, };

export type DeclineRequest = { 
/**
 * Which.
 */
request: string, 
/**
 * The version that was on the screen.
 */
version: number, 
/**
 * What the patient is told as the reason; may be empty.
 */
reason_to_patient: string, 
/**
 * Whether the patient is told at all.
 */
tell: boolean, };

export type DeclineRequests = { 
/**
 * Which, 200 at most.
 */
requests: Array<string>, 
/**
 * What the patients are told as the reason; may be empty.
 */
reason_to_patient: string, 
/**
 * Whether the patients are told at all.
 */
tell: boolean, };

export type DemoMade = { 
/**
 * Sign-in names of the people who work there.
 */
sign_ins: Array<string>, 
/**
 * The password of all of them. It protects nothing: every name in a demo is made up.
 */
password: string, };

export type DemoPeople = { 
/**
 * Everybody who may sign in.
 */
people: Array<DemoPerson>, 
/**
 * The password they were made with.
 */
password: string, };

export type DemoPerson = { 
/**
 * What they sign in with.
 */
sign_in: string, 
/**
 * Their name.
 */
name: string, 
/**
 * Their role in words.
 */
role_words: string, };

export type DesignProblem = { 
/**
 * Where: `title.en`, `sections.0.questions.2.label.en`, `score.bands.1.from`; empty: the form as a whole.
 */
path: string, 
/**
 * What is wrong and what to do, in a sentence.
 */
text: string, };

export type DismissAlarm = { 
/**
 * See [`Alarm::id`].
 */
id: number, };

export type Done<T> = { 
/**
 * The thing as it is now.
 */
value: T, 
/**
 * Takes the change back (`undo.run`); absent where it cannot be.
 */
undo?: string, 
/**
 * When the patient is told, Unix seconds; until then an undo leaves no trace outside.
 */
told_at?: number, };

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

export type EditClinic = { 
/**
 * Its name.
 */
name: string, 
/**
 * Its phone, as it wants it printed.
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
 * What the printer holds.
 */
paper: Paper, };

export type EditPatient = { 
/**
 * Whose.
 */
patient: string, 
/**
 * The version the form was opened on.
 */
version: number, 
/**
 * The new record, all of it.
 */
record: PatientRecord, };

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

export type EditVisit = { 
/**
 * Which.
 */
visit: string, 
/**
 * The version that was on the screen.
 */
version: number, 
/**
 * The desk's note, at most 2,000 characters.
 */
note?: string, 
/**
 * For what. Its buffers come with it; the length stays as agreed.
 */
service?: string, 
/**
 * Kept free before, 0 to 120: in place of the service's.
 */
buffer_before?: number, 
/**
 * Kept free after, 0 to 120.
 */
buffer_after?: number, 
/**
 * Why a warning does not count this time.
 */
override?: Override, };

export type EmergencyContact = { 
/**
 * Name.
 */
name: string, 
/**
 * "Mother", "neighbour".
 */
relation: string, 
/**
 * Phone as typed.
 */
phone: string, 
/**
 * Phone as dialled from anywhere: Keepwell works it out; what a form sends here is ignored.
 */
e164: string, };

export type Exception = { 
/**
 * Why.
 */
reason: string, 
/**
 * The actor: a staff id.
 */
by: string, 
/**
 * When, Unix seconds.
 */
at: number, };

export type Explanation = { 
/**
 * What happened, a few words.
 */
title: string, 
/**
 * What it means.
 */
meaning: string, 
/**
 * What to do next.
 */
next: string, };

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

export type Failure = { 
/**
 * Where in the conversation.
 */
phase: Phase, 
/**
 * What kind.
 */
kind: FailureKind, 
/**
 * The server's three-digit answer, when it gave one.
 */
code: number | null, 
/**
 * The mail server as set up, so that an explanation can name it.
 */
host: string, 
/**
 * Its port.
 */
port: number, 
/**
 * The server's own words, or the computer's: one line, at most 300 characters, without e-mail addresses,
 * names or passwords. May be empty.
 */
detail: string, };

export type FailureKind = "plain_text_refused" | "settings_unreadable" | "letter_unsendable" | "no_such_host" | "port_blocked" | "connection_refused" | "network_down" | "certificate_unknown" | "certificate_expired" | "certificate_wrong_name" | "tls_not_offered" | "tls_failed" | "wrong_password" | "app_password_needed" | "password_sign_in_off" | "sign_in_not_offered" | "sign_in_required" | "server_refused" | "sender_refused" | "recipient_unknown" | "recipient_refused" | "address_not_supported" | "mailbox_full" | "greylisted" | "too_many_messages" | "message_too_big" | "message_refused" | "server_busy" | "silent" | "dropped" | "unreadable";

export type FieldKind = "text" | "number" | "date" | "choice" | "yes_no";

export type FieldValue = { 
/**
 * Which field.
 */
field: string, 
/**
 * Its value as text: `YYYY-MM-DD` for a date, `yes` or `no`, one of the choices, a number with a decimal point.
 */
value: string, };

export type FileProblem = "not_welcome" | "not_what_it_says" | "too_large" | "broken" | "missing";

export type Fills = "name" | "born" | "sex" | "phone" | "email" | "address" | "insurance" | "emergency_name" | "emergency_phone" | "service" | "times" | "reason" | "referral";

export type FindDuplicates = { 
/**
 * Given name.
 */
given: string, 
/**
 * Family name.
 */
family: string, 
/**
 * Date of birth.
 */
born: string | null, 
/**
 * Phones, as typed.
 */
phones: Array<string>, 
/**
 * E-mail addresses.
 */
emails: Array<string>, 
/**
 * The patient being edited, who is no duplicate of themselves.
 */
except?: string, };

export type Flag = { "flag": "old_submission" } | { "flag": "retired_key" } | { "flag": "form_retired" } | { "flag": "slot_mismatch" } | { "flag": "slot_unknown" } | { "flag": "slot_conflict", 
/**
 * What is in the way, in a sentence.
 */
what: string, } | { "flag": "does_not_fit", 
/**
 * Which, and why.
 */
problems: Array<Problem>, } | { "flag": "file_refused", 
/**
 * As the patient's computer calls it.
 */
name: string, 
/**
 * Why.
 */
why: FileProblem, } | { "flag": "chosen_time_taken", 
/**
 * Clinic wall time, `YYYY-MM-DDTHH:MM`.
 */
starts: string, 
/**
 * What is in the way, in a sentence.
 */
what: string, } | { "flag": "none_suits" } | { "flag": "late_reply" } | { "flag": "answered_again" } | { "flag": "not_by_itself", 
/**
 * Why, in a sentence.
 */
what: string, };

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

export type FormLine = { 
/**
 * Which.
 */
id: string, 
/**
 * Its title in its first language.
 */
title: string, 
/**
 * What becomes of the answers.
 */
purpose: Purpose, 
/**
 * Whether patients can fill it.
 */
state: FormState, 
/**
 * The published version; absent before the first.
 */
version?: number, 
/**
 * When that was published, Unix seconds.
 */
published_at?: number, 
/**
 * The draft differs from what patients see.
 */
changed: boolean, 
/**
 * How many things keep the draft from being published.
 */
problems: number, 
/**
 * How many questions it asks.
 */
questions: number, 
/**
 * BCP 47, the first is the one every text has.
 */
languages: Array<string>, 
/**
 * The word in its link.
 */
slug: string, 
/**
 * When the draft was last saved, Unix seconds.
 */
saved_at: number, };

export type FormLink = { 
/**
 * The public address.
 */
address: string, 
/**
 * HTML for the clinic's own site: the form in the page; absent where this build carries no patient page.
 */
embed?: string, 
/**
 * HTML for the clinic's own site: a plain link, works everywhere.
 */
link: string, 
/**
 * The address as a QR code: rows of modules, dark is true. A quiet zone of four modules has to be left around it.
 */
qr: Array<Array<boolean>>, 
/**
 * Whether the form is open: a link to a closed one says so to patients.
 */
open: boolean, };

export type FormList = { 
/**
 * In the clinic's order.
 */
forms: Array<FormLine>, 
/**
 * The forms Keepwell brings along: `forms.create {from: {from: "shipped", key}}`.
 */
shipped: Array<ShippedForm>, 
/**
 * Whether the practice has a relay: without one nothing reaches patients.
 */
linked: boolean, };

export type FormSource = { "from": "blank", 
/**
 * What becomes of the answers.
 */
purpose: Purpose, 
/**
 * Its title.
 */
title: string, 
/**
 * Its first language, BCP 47.
 */
language: string, } | { "from": "shipped", 
/**
 * Which ([`ShippedForm::key`]).
 */
key: string, } | { "from": "copy", 
/**
 * Which.
 */
form: string, };

export type FormStanding = { 
/**
 * Which version patients see.
 */
published: number | null, 
/**
 * Whether it is open.
 */
open: boolean, 
/**
 * The word in its link.
 */
slug: string, 
/**
 * Whether it was thrown away.
 */
removed: boolean, };

export type FormState = "draft" | "open" | "closed";

export type FormVersionView = { 
/**
 * Its number.
 */
version: number, 
/**
 * When, Unix seconds.
 */
published_at: number, 
/**
 * By whom; empty: by itself, because the clinic's services changed.
 */
published_by: string, };

export type FormView = { 
/**
 * How it stands in the list.
 */
line: FormLine, 
/**
 * The draft. A service question without options asks for all of the clinic's services.
 */
draft: Form, 
/**
 * Rises with every save: send it back with the next one.
 */
revision: number, 
/**
 * What keeps the draft from being published.
 */
problems: Array<DesignProblem>, 
/**
 * What patients see; absent before the first publication.
 */
published?: Form, 
/**
 * Every version ever published, the newest first.
 */
versions: Array<FormVersionView>, 
/**
 * The clinic's active services as choices, for service questions and the preview.
 */
services: Array<Choice>, };

export type FoundClinic = { 
/**
 * The week; a weekday that is missing is closed.
 */
week: Array<OpenDay>, 
/**
 * Who sees patients: a column of the calendar and a room each.
 */
providers: Array<NewProvider>, 
/**
 * What they are seen for.
 */
services: Array<NewService>, };

export type Health = { 
/**
 * At a glance.
 */
state: HealthState, 
/**
 * "Reminders healthy · next 12:30".
 */
words: string, 
/**
 * Why, in a sentence or two.
 */
why: string, 
/**
 * What to do; empty: nothing.
 */
next: string, 
/**
 * When the next message goes, Unix seconds.
 */
next_due_at: number | null, 
/**
 * Since when the background thread runs, Unix seconds; `None`: it does not run in this program.
 */
running_since: number | null, 
/**
 * When it last looked, Unix seconds.
 */
last_look_at: number | null, 
/**
 * How many wait for their time.
 */
waiting: number, 
/**
 * How many are tried again after the mail server was busy or away.
 */
retrying: number, 
/**
 * How many somebody has to look at.
 */
needs_person: number, 
/**
 * What stands in the way of mail at present.
 */
mail_problem: Explanation | null, 
/**
 * What was made up for after the computer slept or was off.
 */
catch_up: CatchUp | null, 
/**
 * The computer's clock jumped and sending waits.
 */
clock: ClockHold | null, 
/**
 * A demo practice pretends to send.
 */
pretends: boolean, };

export type HealthState = "good" | "wait" | "bad";

export type Hours = { 
/**
 * Whose.
 */
provider: string, 
/**
 * By weekday and time.
 */
spans: Array<Span>, };

export type HowGiven = "in_person" | "phone" | "paper" | "web" | "correction";

export type InsurancePolicy = { 
/**
 * Who pays.
 */
payer: string, 
/**
 * Under which plan.
 */
plan: string, 
/**
 * Member number.
 */
member_no: string, 
/**
 * Group number.
 */
group_no: string, 
/**
 * Who holds the policy, where it is not the patient.
 */
holder: string, 
/**
 * First day it covers, `YYYY-MM-DD`.
 */
valid_from: string | null, 
/**
 * Last day it covers, `YYYY-MM-DD`.
 */
valid_until: string | null, };

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

export type KeyState = { 
/**
 * Whether this PC opens the practice by itself after a restart, so that reminders go out with nobody signed in.
 */
opens_by_itself: boolean, 
/**
 * Why this PC's keychain does not serve, if it does not.
 */
keychain_trouble: string | null, 
/**
 * How many people's passwords open the practice.
 */
passwords: number, 
/**
 * Whether the recovery kit was proven.
 */
recovery_proven: boolean, };

export type KnownServer = { 
/**
 * The provider's name as the clinic knows it.
 */
name: string, 
/**
 * Server name.
 */
host: string, 
/**
 * TCP port.
 */
port: number, 
/**
 * Protection of the line.
 */
security: Security, 
/**
 * Which password to type.
 */
password: PasswordAdvice, 
/**
 * One sentence to show beside the password field; may be empty.
 */
advice: string, };

export type Language = { 
/**
 * BCP 47: `en`.
 */
code: string, 
/**
 * In its own words: `Deutsch`.
 */
name: string, };

export type LeftRequest = { 
/**
 * Which.
 */
request: string, 
/**
 * Whose, as typed.
 */
name: string, 
/**
 * Why, in a sentence.
 */
why: string, };

export type Lies = "anywhere" | "past" | "future";

export type LikelyDuplicate = { 
/**
 * Who.
 */
patient: PatientLine, 
/**
 * How likely, 0 to 100.
 */
score: number, 
/**
 * Why, in words: "same date of birth", "name differs by one letter".
 */
reasons: Array<string>, 
/**
 * Same name, same date of birth, and same phone or e-mail.
 */
sure: boolean, };

export type ListOutbox = { 
/**
 * Which part.
 */
part: OutboxPart, 
/**
 * Only this patient's.
 */
patient?: string, 
/**
 * Only those in this state, within the part: what is held among what waits.
 */
state?: MessageState, 
/**
 * Where the page before ended (`next`); absent: the first page.
 */
after?: string, 
/**
 * How many at most, 1 to 200; absent: 50.
 */
limit?: number, };

export type ListPatients = { 
/**
 * In what order.
 */
sort: PatientSort, 
/**
 * The other way round.
 */
descending: boolean, 
/**
 * Only of this status; all of them if left out.
 */
status?: PatientStatus, 
/**
 * Only with this tag.
 */
tag?: string, 
/**
 * Only those a search finds; then the order is the search's own and there is one page.
 */
text?: string, 
/**
 * The `next` of the page before.
 */
after?: string, 
/**
 * At most so many; 50 if left out, 200 at most.
 */
limit?: number, };

export type ListRequests = { 
/**
 * Which part.
 */
part: RequestPart, 
/**
 * Only in this state.
 */
state?: RequestState, 
/**
 * Whose.
 */
whose: RequestsOf, 
/**
 * Only of this priority.
 */
priority?: RequestPriority, 
/**
 * Only from this form, whatever its version.
 */
form?: string, 
/**
 * Only those whose name, phone or e-mail holds this, or whose receipt has this code.
 */
text?: string, 
/**
 * Only those received at least so many hours ago.
 */
older_than_hours?: number, 
/**
 * In what order.
 */
sort: RequestSort, 
/**
 * Leave out so many: where the page begins.
 */
offset: number, 
/**
 * At most so many; 50 if left out, 200 at most.
 */
limit?: number, };

export type LocationView = { 
/**
 * Which.
 */
id: string, 
/**
 * What the clinic calls it.
 */
name: string, 
/**
 * Its address; empty means the clinic's.
 */
address: string, 
/**
 * Order in lists.
 */
position: number, 
/**
 * Whether it is still in use.
 */
active: boolean, };

export type MailCheck = { 
/**
 * Whether reminders could be sent.
 */
ok: boolean, 
/**
 * One sentence for the form.
 */
words: string, 
/**
 * What it means and what to do, when it failed.
 */
explanation: Explanation | null, 
/**
 * Where it failed and the server's own words, for whoever looks after the computers.
 */
failure: Failure | null, };

export type MailSettings = { 
/**
 * Whether reminders can be sent at all.
 */
set_up: boolean, 
/**
 * A demo practice: it pretends to send and opens no connection.
 */
pretends: boolean, 
/**
 * `smtp.gmail.com`.
 */
host: string, 
/**
 * 465 or 587.
 */
port: number, 
/**
 * How the line is protected.
 */
security: Security, 
/**
 * User name; empty: no sign-in.
 */
user: string, 
/**
 * Whether a password is stored.
 */
has_password: boolean, 
/**
 * Name patients see as the sender; empty: the clinic's name.
 */
from_name: string, 
/**
 * Address patients see as the sender; empty: the clinic's address.
 */
from_address: string, 
/**
 * Where answers go when not to the sender; may be empty.
 */
reply_to: string, 
/**
 * A certificate (PEM) to trust besides the computer's own list; may be empty.
 */
extra_roots_pem: string, 
/**
 * When a check or a delivery last succeeded, Unix seconds.
 */
good_at: number | null, 
/**
 * What stands in the way at present, if something does.
 */
problem: Explanation | null, };

export type MailSuggestion = { 
/**
 * The provider of this very domain, if known.
 */
known: KnownServer | null, 
/**
 * Providers that host clinics' own domains, to choose from otherwise.
 */
hosting: Array<KnownServer>, };

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

export type ManyChanged = { 
/**
 * How many were changed.
 */
changed: number, 
/**
 * Which stayed as they were, and why.
 */
left: Array<LeftRequest>, };

export type MessageAbout = { "kind": "visit", 
/**
 * Which.
 */
visit: string, 
/**
 * By which rule.
 */
rule: string, 
/**
 * Its start when this message was planned, Unix seconds.
 */
starts_at: number, } | { "kind": "request", 
/**
 * Which.
 */
request: string, 
/**
 * Which letter: the key of its text.
 */
letter: RequestLetter, };

export type MessageActions = { 
/**
 * `messages.hold`.
 */
hold: boolean, 
/**
 * `messages.release`.
 */
release: boolean, 
/**
 * `messages.stop`.
 */
stop: boolean, 
/**
 * `messages.send_now`.
 */
send_now: boolean, 
/**
 * `outbox.resolve`.
 */
resolve: boolean, };

export type MessageDetail = { 
/**
 * The message.
 */
message: MessageView, 
/**
 * Its tries, oldest first.
 */
attempts: Array<AttemptView>, };

export type MessageState = "projected" | "scheduled" | "held" | "claimed" | "data" | "sent" | "retry" | "failed" | "uncertain" | "expired" | "suppressed";

export type MessageView = { 
/**
 * Which; `None` while only projected.
 */
id: string | null, 
/**
 * What it is about.
 */
about: MessageAbout, 
/**
 * To which patient; `None`: whoever sent the request is not a patient yet.
 */
patient: string | null, 
/**
 * The patient's name, or the name given with the request.
 */
patient_name: string, 
/**
 * The name of its rule ("Reminder, the day before"), or which letter about a request it is.
 */
rule_name: string, 
/**
 * Which text was sent; `None` until then.
 */
template: string | null, 
/**
 * `email` (later `sms`).
 */
channel: string, 
/**
 * Whether it asks the patient to confirm.
 */
asks_to_confirm: boolean, 
/**
 * Where it stands.
 */
state: MessageState, 
/**
 * Why it stands there, and why then.
 */
why: Why, 
/**
 * When it goes, went or would have gone, Unix seconds.
 */
due_at: number, 
/**
 * After this it is of no use any more, Unix seconds.
 */
latest_at: number, 
/**
 * When the mail server took it, Unix seconds.
 */
sent_at: number | null, 
/**
 * The address it went to, or would go to now.
 */
to: string | null, 
/**
 * How often it was tried.
 */
attempts: number, 
/**
 * Somebody has to look at it.
 */
needs_person: boolean, 
/**
 * What a person may do now.
 */
can: MessageActions, };

export type Mine = { 
/**
 * Absent for those who see no patients.
 */
provider: string | null, };

export type MonthDay = { 
/**
 * `YYYY-MM-DD`.
 */
date: string, 
/**
 * How many visits; cancelled ones not counted.
 */
visits: number, 
/**
 * How many of them are not confirmed yet.
 */
unconfirmed: number, 
/**
 * Minutes booked.
 */
booked_minutes: number, 
/**
 * Minutes open: of the provider, or of all together.
 */
open_minutes: number, 
/**
 * Why the whole clinic (or the provider) is away that day, if so.
 */
closed: string | null, 
/**
 * The first few visits.
 */
first: Array<MonthVisit>, };

export type MonthView = { 
/**
 * `YYYY-MM`.
 */
month: string, 
/**
 * The days in order.
 */
days: Array<MonthDay>, };

export type MonthVisit = { 
/**
 * Which.
 */
id: string, 
/**
 * `HH:MM`.
 */
clock: string, 
/**
 * The patient's name.
 */
patient_name: string, 
/**
 * The service's colour.
 */
colour: Colour, 
/**
 * Where it stands.
 */
status: VisitStatus, };

export type MoveVisit = { 
/**
 * Which.
 */
visit: string, 
/**
 * The version that was on the screen.
 */
version: number, 
/**
 * `YYYY-MM-DDTHH:MM`, clinic wall time.
 */
starts?: string, 
/**
 * 1: the second of a time that comes twice.
 */
fold?: number, 
/**
 * Length, 5 to 720.
 */
minutes?: number, 
/**
 * With whom.
 */
provider?: string, 
/**
 * In which room; `null`: none. Absent: it stays, unless the provider changes: then the new provider's room.
 */
room?: string | null, 
/**
 * Why a warning does not count this time.
 */
override?: Override, };

export type NewProvider = { 
/**
 * As patients know them: `Dr. Amara Okafor`.
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
 * Its length, 5 to 720.
 */
minutes: number, 
/**
 * Minor units of the clinic's currency.
 */
price: number, 
/**
 * Its colour on the calendar.
 */
colour: Colour, };

export type NoteRequest = { 
/**
 * Which.
 */
request: string, 
/**
 * The version that was on the screen.
 */
version: number, 
/**
 * The note; empty takes it away.
 */
note: string, };

export type OfVisit = { 
/**
 * Which visit.
 */
visit: string, };

export type OfferStep = "quarter" | "third" | "half" | "length";

export type OfferWindow = { 
/**
 * `HH:MM`, clinic wall time.
 */
from: string, 
/**
 * `HH:MM`; the visit ends by then; `24:00` is the end of the day.
 */
until: string, };

export type OfferedDay = { 
/**
 * `YYYY-MM-DD`.
 */
day: string, 
/**
 * How many times are offered. They may overlap: who takes one takes its neighbours away.
 */
times: number, 
/**
 * How many may still be taken; absent without a cap.
 */
left?: number, };

export type OfferedField = { 
/**
 * Which field.
 */
field: TakeField, 
/**
 * As it is in the record; may be empty.
 */
ours: string, 
/**
 * As it was typed.
 */
theirs: string, 
/**
 * It is added beside what is there, and replaces nothing.
 */
adds: boolean, 
/**
 * It is already there.
 */
same: boolean, };

export type OfferedTime = { 
/**
 * `YYYY-MM-DDTHH:MM`, clinic wall time.
 */
starts: string, 
/**
 * Instant, Unix seconds.
 */
starts_at: number, 
/**
 * Length.
 */
minutes: number, 
/**
 * With whom.
 */
provider: string, 
/**
 * Their name.
 */
provider_name: string, 
/**
 * For what.
 */
services: Array<string>, };

export type Offset = { "kind": "minutes", 
/**
 * How many.
 */
minutes: number, } | { "kind": "days", 
/**
 * How many; 0: the same day.
 */
days: number, 
/**
 * `HH:MM`; `None`: the visit's own time of day.
 */
at: string | null, };

export type OneForm = { 
/**
 * Which.
 */
form: string, };

export type OneMessage = { 
/**
 * Which.
 */
message: string, };

export type OneTemplate = { 
/**
 * Which.
 */
template: string, };

export type OnlineClinic = { 
/**
 * A taken time becomes a visit by itself where nothing stands against it; otherwise a person confirms it.
 */
accepts_by_itself: boolean, 
/**
 * Patients see with whom.
 */
show_providers: boolean, 
/**
 * At most so many taken on the web a day, 1 to 500; `null`: as many as are free.
 */
per_day: number | null, };

export type OnlinePreview = { 
/**
 * Fourteen days from today.
 */
days: Array<OfferedDay>, 
/**
 * The times, earliest first.
 */
times: Array<OfferedTime>, 
/**
 * Why there is none, in a sentence; empty where there are some.
 */
why_none: string, };

export type OnlineService = { 
/**
 * Its name.
 */
name: string, 
/**
 * How long a visit takes.
 */
minutes: number, 
/**
 * Who may perform it and is active: to choose from.
 */
performers: Array<string>, 
/**
 * What is offered.
 */
offer: ServiceOffer, };

export type OnlineSettings = { 
/**
 * Rises with every save: send it back with the next one.
 */
revision: number, 
/**
 * What holds for all services.
 */
clinic: OnlineClinic, 
/**
 * One line for every active service, in the clinic's order.
 */
services: Array<OnlineService>, 
/**
 * Titles of the open forms through which a time can be taken; empty: nobody can, publish one that has open times.
 */
through: Array<string>, };

export type Open = { 
/**
 * Elapsed minutes since the day began.
 */
from: number, 
/**
 * Elapsed minutes since the day began.
 */
until: number, 
/**
 * `HH:MM`.
 */
from_clock: string, 
/**
 * `HH:MM`; `24:00` is the end of the day.
 */
until_clock: string, 
/**
 * Where.
 */
location: string, 
/**
 * In which room.
 */
room: string | null, };

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
 * `HH:MM`; `24:00` is the end of the day.
 */
until: string, 
/**
 * The lunch break, if there is one: from and until.
 */
lunch: [string, string] | null, };

export type Opening = { 
/**
 * With whom.
 */
provider: string, 
/**
 * Their name.
 */
provider_name: string, 
/**
 * `YYYY-MM-DDTHH:MM`, clinic wall time.
 */
starts: string, 
/**
 * 1: the second of a time that comes twice.
 */
fold: number, 
/**
 * Instant of the start, Unix seconds.
 */
starts_at: number, 
/**
 * Length.
 */
minutes: number, 
/**
 * The room the provider works in then.
 */
room: string | null, 
/**
 * Its name.
 */
room_name: string | null, 
/**
 * Where.
 */
location: string, };

export type OrderForms = { 
/**
 * Every form, first to last; those left out follow in their present order.
 */
forms: Array<string>, };

export type OtherRequest = { 
/**
 * Which.
 */
id: string, 
/**
 * Where it stands.
 */
state: RequestState, 
/**
 * When, Unix seconds.
 */
received_at: number, 
/**
 * What for.
 */
service: string, 
/**
 * What is the same: "same e-mail".
 */
why: string, };

export type OutboxPage = { 
/**
 * The messages.
 */
messages: Array<MessageView>, 
/**
 * Where the next page starts; `None`: this was the last.
 */
next: string | null, };

export type OutboxPart = "all" | "needs_person" | "waiting" | "sent" | "not_sent";

export type Overlap = "block" | "warn" | "allow";

export type Overridden = { 
/**
 * Why.
 */
reason: string, 
/**
 * By whom: a name.
 */
by: string, 
/**
 * When, Unix seconds.
 */
at: number, };

export type Override = { 
/**
 * In the desk's words; kept with the visit, in its history and in the audit log.
 */
reason: string, };

export type PageCheck = { 
/**
 * When, Unix seconds.
 */
checked_at: number | null, 
/**
 * The served files that are not those this Keepwell ships; empty: the same.
 */
differs: Array<string>, 
/**
 * Whether this Keepwell carries the page to compare with (a build without the screens does not).
 */
possible: boolean, };

export type Pair = { 
/**
 * `https://relay.example/#pair=TOKEN`.
 */
invitation: string, };

export type PairStep = { 
/**
 * Which.
 */
step: PairStepKind, 
/**
 * Done, or what stood in the way.
 */
failure: RelayExplanation | null, 
/**
 * Not tried because an earlier one failed.
 */
skipped: boolean, };

export type PairStepKind = "register" | "publish" | "slots" | "fetch";

export type Paired = { 
/**
 * Whether everything worked; if not, `steps` says what did not, and pairing can be repeated.
 */
ok: boolean, 
/**
 * The steps in order.
 */
steps: Array<PairStep>, 
/**
 * How the line is now.
 */
status: RelayStatus, };

export type Paper = "a4" | "letter";

export type PasswordAdvice = "account_password" | "app_password" | "allow_first" | "not_possible";

export type PatientAddress = { 
/**
 * What it is for.
 */
kind: AddressKind, 
/**
 * Street, house, flat: line by line.
 */
lines: Array<string>, 
/**
 * Town or city.
 */
city: string, 
/**
 * State, province, county.
 */
region: string, 
/**
 * Postcode.
 */
postcode: string, 
/**
 * ISO 3166-1 alpha-2; empty means the clinic's.
 */
country: string, };

export type PatientConsents = { 
/**
 * What stands now, for every channel and purpose.
 */
now: Array<Consent>, 
/**
 * Every answer there ever was, newest first.
 */
history: Array<Consent>, 
/**
 * How they want to be spoken to.
 */
preferences: Preferences, 
/**
 * Every change of preferences, newest first.
 */
preference_history: Array<PreferenceChange>, };

export type PatientEmail = { 
/**
 * The address.
 */
address: string, 
/**
 * Whose it is, when it may be used.
 */
note: string, };

export type PatientHit = { 
/**
 * Who.
 */
patient: PatientLine, 
/**
 * How they fit.
 */
why: WhyMatched, 
/**
 * The text that fits, for the screen to show beside the name where the name alone does not explain it.
 */
matched: string, 
/**
 * The next visit that still stands, clinic wall time.
 */
next_visit: string | null, 
/**
 * The last visit that took place, clinic wall time.
 */
last_visit: string | null, };

export type PatientLine = { 
/**
 * Who.
 */
id: string, 
/**
 * Record number.
 */
no: number, 
/**
 * Given name.
 */
given: string, 
/**
 * Middle names.
 */
middle: string, 
/**
 * Family name.
 */
family: string, 
/**
 * The name they like to be called by.
 */
preferred: string, 
/**
 * The name in their own script.
 */
own_script: string, 
/**
 * Date of birth, `YYYY-MM-DD`.
 */
born: string | null, 
/**
 * First phone, as typed.
 */
phone: string | null, 
/**
 * First e-mail address.
 */
email: string | null, 
/**
 * Whether they still come here.
 */
status: PatientStatus, 
/**
 * When last changed, Unix seconds.
 */
changed_at: number, };

export type PatientPage = { 
/**
 * The patients.
 */
patients: Array<PatientLine>, 
/**
 * Asks for the next page; absent on the last.
 */
next: string | null, 
/**
 * How many patients there are in all, whatever the filter; only on the first page.
 */
registered: number | null, };

export type PatientPhone = { 
/**
 * What kind.
 */
kind: PhoneKind, 
/**
 * The number as it was typed.
 */
number: string, 
/**
 * The number as dialled from anywhere (`+14155550123`): Keepwell works it out; what a form sends here is ignored.
 */
e164: string, 
/**
 * "Mother's phone", "after 17:00".
 */
note: string, };

export type PatientRecord = { 
/**
 * Given name. This or `family` must be there.
 */
given: string, 
/**
 * Family name.
 */
family: string, 
/**
 * Middle names.
 */
middle: string, 
/**
 * The name they like to be called by.
 */
preferred: string, 
/**
 * The name in the patient's own script.
 */
own_script: string, 
/**
 * Date of birth, `YYYY-MM-DD`.
 */
born: string | null, 
/**
 * Administrative sex.
 */
sex: Sex, 
/**
 * Gender, in the patient's words.
 */
gender: string, 
/**
 * Pronouns, in the patient's words.
 */
pronouns: string, 
/**
 * Phones, the preferred one first.
 */
phones: Array<PatientPhone>, 
/**
 * E-mail addresses, the preferred one first.
 */
emails: Array<PatientEmail>, 
/**
 * Postal addresses, the preferred one first.
 */
addresses: Array<PatientAddress>, 
/**
 * Language to write in, BCP 47 (`en`, `pt-BR`); empty means the clinic's.
 */
language: string, 
/**
 * How they prefer to be reached.
 */
contact_method: ContactMethod, 
/**
 * Insurance policies: the first pays first.
 */
insurance: Array<InsurancePolicy>, 
/**
 * Whom to call in an emergency, in order.
 */
emergency: Array<EmergencyContact>, 
/**
 * Who or what sent them.
 */
source: string, 
/**
 * Whether they are still a patient here.
 */
status: PatientStatus, 
/**
 * Free tags.
 */
tags: Array<string>, 
/**
 * Values of the clinic's own fields.
 */
fields: Array<FieldValue>, 
/**
 * Numbers in government schemes.
 */
schemes: Array<SchemeNumber>, 
/**
 * A note for staff.
 */
note: string, };

export type PatientSort = "name" | "no" | "changed";

export type PatientStatus = "active" | "inactive" | "deceased" | "merged";

export type PatientView = { 
/**
 * Who.
 */
id: string, 
/**
 * The record number people say on the phone.
 */
no: number, 
/**
 * Rises with every change; a form sends back the one it was opened on.
 */
version: number, 
/**
 * What is written down.
 */
record: PatientRecord, 
/**
 * Quiet hours, frequency, language and zone.
 */
preferences: Preferences, 
/**
 * Whether there is a photo (`patients.photo`).
 */
has_photo: boolean, 
/**
 * The next visit that still stands.
 */
next_visit: PatientVisit | null, 
/**
 * The last visit that took place.
 */
last_visit: PatientVisit | null, 
/**
 * When registered, Unix seconds.
 */
created_at: number, 
/**
 * When last changed, Unix seconds.
 */
changed_at: number, };

export type PatientVisit = { 
/**
 * Which.
 */
visit: string, 
/**
 * Clinic wall time, `YYYY-MM-DDTHH:MM`.
 */
starts: string, 
/**
 * What for.
 */
service: string, 
/**
 * With whom.
 */
provider: string, 
/**
 * `scheduled`, `confirmed`, `completed` …
 */
status: string, };

export type PatientVisits = { 
/**
 * From now on, the nearest first; cancelled ones are left out.
 */
coming: Array<VisitLine>, 
/**
 * Before now or cancelled, the latest first.
 */
past: Array<VisitLine>, 
/**
 * How many were missed without a word.
 */
no_shows: number, };

export type Permission = "anyone" | "signed_in" | "see_patients" | "edit_patients" | "see_schedule" | "edit_schedule" | "see_messages" | "send_messages" | "see_requests" | "answer_requests" | "manage_forms" | "manage_templates" | "manage_clinic" | "manage_staff" | "own_practice";

export type Phase = "prepare" | "resolve" | "connect" | "tls" | "greeting" | "hello" | "start_tls" | "sign_in" | "sender" | "recipient" | "data" | "body" | "reply";

export type PhoneKind = "mobile" | "home" | "work";

export type Photo = { 
/**
 * `data:image/…;base64,…`, or nothing where there is none.
 */
data_url: string | null, };

export type Poison = { 
/**
 * Its number at the relay, as patients see it on their receipt.
 */
submission: string, 
/**
 * When it was fetched, Unix seconds.
 */
at: number, 
/**
 * Bytes.
 */
size: number, 
/**
 * Why.
 */
why: PoisonReason, 
/**
 * Why, in words, and what to do.
 */
explanation: RelayExplanation, };

export type PoisonReason = "not_an_envelope" | "foreign_id" | "unknown_key" | "deleted_key" | "broken_seal" | "unreadable" | "unknown_form" | "foreign_reply" | "fault";

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
 * Who may sign in to the demo, and with what; absent in a real practice.
 */
demo_people: DemoPeople | null, 
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

export type PreferenceChange = { 
/**
 * When, Unix seconds.
 */
at: number, 
/**
 * Who took it down.
 */
by: string, 
/**
 * How it was given; `null` where it was written in the record's form.
 */
how: HowGiven | null, 
/**
 * As they were from then on.
 */
preferences: Preferences, };

export type Preferences = { 
/**
 * Language to write in, BCP 47; empty means the clinic's. The same as in the record.
 */
language: string, 
/**
 * How they prefer to be reached. The same as in the record.
 */
contact_method: ContactMethod, 
/**
 * Nothing is sent from this wall time …, `HH:MM`; `null` means the clinic's quiet hours.
 */
quiet_from: string | null, 
/**
 * … until this one; may be on the next day.
 */
quiet_until: string | null, 
/**
 * At most so many messages in seven days; `null` means no limit of their own.
 */
most_per_week: number | null, 
/**
 * Their own zone (IANA) where it differs from the clinic's.
 */
zone: string | null, };

export type PreferredView = { 
/**
 * `YYYY-MM-DD`.
 */
days: Array<string>, 
/**
 * `morning`, `midday`, `afternoon`, `evening`.
 */
times: Array<string>, 
/**
 * In the patient's words; may be empty.
 */
note: string, };

export type PrepareRequest = { 
/**
 * Which.
 */
request: string, 
/**
 * Into whose record it is to go. Absent: the sure match, if there is exactly one.
 */
patient?: string, 
/**
 * For another service than the one wished: looks for its openings.
 */
service?: string, 
/**
 * Only with this provider.
 */
provider?: string, };

export type PreparedRequest = { 
/**
 * The version it was prepared from.
 */
version: number, 
/**
 * Into whose record it would go; absent: a new one.
 */
patient: string | null, 
/**
 * A new record, as the answers fill it.
 */
record: PatientRecord, 
/**
 * What the answers would put into the record of `patient`; empty without one.
 */
fields: Array<OfferedField>, 
/**
 * The visit.
 */
visit: PreparedVisit, 
/**
 * The next free times that suit, the preferred days first; empty while no service is known.
 */
openings: Array<Opening>, 
/**
 * Whether times can be suggested (`requests.suggest`).
 */
can_suggest: boolean, 
/**
 * Why not, in a sentence; empty where they can.
 */
cannot_suggest: string, };

export type PreparedVisit = { 
/**
 * With whom.
 */
provider: string | null, 
/**
 * For what.
 */
service: string | null, 
/**
 * `YYYY-MM-DDTHH:MM`, clinic wall time: the time taken on the web, else the first opening that suits.
 */
starts: string | null, 
/**
 * 1: the second of a time that comes twice.
 */
fold: number | null, 
/**
 * Length, where it is not the service's.
 */
minutes: number | null, };

export type PreviewMessage = { 
/**
 * A message of the outbox …
 */
message?: string, 
/**
 * … or a visit …
 */
visit?: string, 
/**
 * … and a rule.
 */
rule?: string, };

export type PreviewOnline = { 
/**
 * With these settings; `null`: with the saved ones.
 */
with: SaveOnline | null, };

export type PreviewTemplate = { 
/**
 * BCP 47.
 */
language: string, 
/**
 * Subject line.
 */
subject: string, 
/**
 * The text.
 */
text: string, 
/**
 * The same as HTML; empty: text only.
 */
html: string, 
/**
 * With this visit's facts; absent: with an invented patient.
 */
visit?: string, };

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

export type Prove = { 
/**
 * As printed; spaces, dashes and case do not matter.
 */
code: string, };

export type ProviderSheet = { 
/**
 * Whose.
 */
provider: string, 
/**
 * Their name.
 */
provider_name: string, 
/**
 * What they do.
 */
speciality: string, 
/**
 * Working hours: `08:00–12:00`, `13:00–17:00`.
 */
hours: Array<string>, 
/**
 * Visits and blocked times, by start.
 */
rows: Array<SheetRow>, };

export type ProviderView = { 
/**
 * Which.
 */
id: string, 
/**
 * As patients know them: `Dr. Amara Okafor`.
 */
name: string, 
/**
 * What they do; may be empty.
 */
speciality: string, 
/**
 * The room they usually work in.
 */
room: string | null, 
/**
 * The account they sign in with, if they have one.
 */
staff: string | null, 
/**
 * What happens when a visit is booked over another.
 */
overlap: Overlap, 
/**
 * With `allow`: how many visits at once.
 */
overlap_most: number, 
/**
 * Order of the columns.
 */
position: number, 
/**
 * Whether new visits may be booked with them.
 */
active: boolean, 
/**
 * How many visits they have from now on: what has to be moved before they leave.
 */
upcoming: number, };

export type PublishForm = { 
/**
 * Which.
 */
form: string, 
/**
 * The revision on the screen: nobody publishes what they have not seen.
 */
revision: number, };

export type Purpose = "request" | "registration" | "questionnaire";

export type PutBack = { 
/**
 * Which.
 */
visit: string, 
/**
 * As it was before the change.
 */
before: VisitState, 
/**
 * As the change left it: only from there can it be taken back. (Not the version: taking back a later change first
 * leads here again.)
 */
after: VisitState, 
/**
 * Warnings that already stood where it was.
 */
accepted: Array<string>, };

export type PutFormBack = { 
/**
 * Which.
 */
form: string, 
/**
 * Where it shall stand.
 */
standing: FormStanding, 
/**
 * Only if it stands there now: an undo must not overrule what somebody changed since.
 */
instead_of: FormStanding, };

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

export type ReadTimeline = { 
/**
 * Whose.
 */
patient: string, 
/**
 * Only what came before this entry.
 */
before_seq?: number, 
/**
 * At most so many; 50 if left out, 200 at most.
 */
limit?: number, };

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

export type RegisterPatient = { 
/**
 * What is written down.
 */
record: PatientRecord, };

export type RelayExplanation = { 
/**
 * What happened, a few words.
 */
title: string, 
/**
 * What it means.
 */
meaning: string, 
/**
 * What to do next.
 */
next: string, };

export type RelayStatus = { 
/**
 * Whether the desk is paired with a relay.
 */
paired: boolean, 
/**
 * The relay's address; empty if not paired.
 */
address: string, 
/**
 * The clinic's page on the web, to print and to link; empty if not paired.
 */
link: string, 
/**
 * The clinic's id on the web, 26 characters; empty before the first pairing.
 */
clinic: string, 
/**
 * Since when, Unix seconds.
 */
paired_at: number | null, 
/**
 * Whether this Keepwell is the one on this computer that speaks to the relay; if not, another one does.
 */
leads: boolean, 
/**
 * When the relay last answered at all, Unix seconds.
 */
last_contact_at: number | null, 
/**
 * When it last answered as it should, Unix seconds.
 */
last_success_at: number | null, 
/**
 * Since when it does not, Unix seconds.
 */
failing_since: number | null, 
/**
 * What stands in the way.
 */
failure: RelayExplanation | null, 
/**
 * How many submissions wait at the relay.
 */
pending: number, 
/**
 * When forms, clinic card and keys were last published, Unix seconds.
 */
published_at: number | null, 
/**
 * When the open times were last published, Unix seconds.
 */
slots_published_at: number | null, 
/**
 * Something public changed and is not published yet.
 */
to_publish: boolean, 
/**
 * Since when the present intake keys are in use, Unix seconds.
 */
key_since: number | null, 
/**
 * When they are changed next, Unix seconds.
 */
next_rotation_at: number | null, 
/**
 * What looks wrong, newest first.
 */
alarms: Array<Alarm>, 
/**
 * The look at the page patients are served.
 */
page: PageCheck, 
/**
 * Submissions that could not be opened and are still kept.
 */
poison: number, };

export type ReminderSettings = { 
/**
 * Nothing is sent from this wall time on (`HH:MM`, the recipient's zone) …
 */
quiet_from: string, 
/**
 * … until this one.
 */
quiet_until: string, 
/**
 * The language of patients who have none noted, BCP 47.
 */
language: string, 
/**
 * Whether letters about a booked, moved or cancelled visit carry it for the patient's calendar.
 */
invitations: boolean, };

export type RemoveTimeOff = { 
/**
 * The time off.
 */
id: string, };

export type RenameLink = { 
/**
 * Which.
 */
form: string, 
/**
 * `a`–`z`, `0`–`9`, `-`; 2 to 60. The old link stops working.
 */
slug: string, };

export type Rendered = { 
/**
 * Subject line.
 */
subject: string, 
/**
 * The text.
 */
text: string, 
/**
 * The same as HTML; show it only inside a sandboxed frame.
 */
html: string | null, 
/**
 * Language it is written in.
 */
language: string, 
/**
 * Address it goes to; `None` when there is none.
 */
to: string | null, 
/**
 * Why this may not be what goes out ("No text in Spanish; the English one is used."); empty: nothing to say.
 */
notes: Array<string>, };

export type ReplyView = { 
/**
 * When, Unix seconds.
 */
at: number, 
/**
 * Which time, from 0; absent: none suits.
 */
choice: number | null, 
/**
 * In the patient's words; may be empty.
 */
note: string, };

export type RequestConsent = { 
/**
 * The question.
 */
question: string, 
/**
 * The text agreed to, in the language it was read in.
 */
text: string, 
/**
 * The same in the form's first language.
 */
text_base: string, 
/**
 * Its version.
 */
version: number, 
/**
 * What it means to the record.
 */
meaning: ConsentMeaning, 
/**
 * Agreed; absent where it was left open.
 */
agreed: boolean | null, };

export type RequestCounts = { 
/**
 * New ones.
 */
new: number, 
/**
 * New ones that are mine.
 */
mine: number, 
/**
 * New ones nobody looks after.
 */
unassigned: number, 
/**
 * New ones that are urgent.
 */
urgent: number, 
/**
 * Waiting for the patient.
 */
suggested: number, 
/**
 * When the new one that waits longest was received, Unix seconds.
 */
oldest_at: number | null, };

export type RequestFile = { 
/**
 * Which; its bytes come by `requests.file`.
 */
id: string, 
/**
 * The question it answers.
 */
question: string, 
/**
 * As the patient's computer calls it, made safe to save under.
 */
name: string, 
/**
 * `image/jpeg`, `image/png` or `application/pdf`.
 */
media_type: string, 
/**
 * Bytes as kept.
 */
bytes: number, 
/**
 * Of a picture.
 */
width: number | null, 
/**
 * Of a picture.
 */
height: number | null, 
/**
 * Whether there is a small one of it.
 */
has_thumbnail: boolean, };

export type RequestFileBytes = { 
/**
 * To save it under.
 */
name: string, 
/**
 * `image/jpeg`, `image/png`: drawn anew by Keepwell. `application/pdf`: as it came, never opened by Keepwell.
 */
media_type: string, 
/**
 * Base 64.
 */
base64: string, };

export type RequestHappening = { 
/**
 * Its number.
 */
seq: number, 
/**
 * When, Unix seconds.
 */
at: number, 
/**
 * What kind: `request.arrived`.
 */
kind: string, 
/**
 * In words.
 */
title: string, 
/**
 * More; may be empty.
 */
detail: string, 
/**
 * Who: a name, "Keepwell" for the background.
 */
by: string, };

export type RequestLetter = "request_received" | "request_suggested" | "request_declined";

export type RequestLine = { 
/**
 * Which.
 */
id: string, 
/**
 * Send it back with a change.
 */
version: number, 
/**
 * Where it stands.
 */
state: RequestState, 
/**
 * How soon.
 */
priority: RequestPriority, 
/**
 * When the relay took it, Unix seconds.
 */
received_at: number, 
/**
 * The name as typed, given name first.
 */
name: string, 
/**
 * What for: a request, a registration, a questionnaire.
 */
purpose: Purpose, 
/**
 * The form's title in its first language.
 */
form_title: string, 
/**
 * The service wished; may be empty.
 */
service: string, 
/**
 * The preferred times in a few words; may be empty.
 */
preferred: string, 
/**
 * The time taken on the web, clinic wall time `YYYY-MM-DDTHH:MM`.
 */
holds: string | null, 
/**
 * The band of the score.
 */
band: BandView | null, 
/**
 * Who looks after it.
 */
assigned_to: string | null, 
/**
 * Their name; may be empty.
 */
assigned_name: string, 
/**
 * Whose record it went into.
 */
patient: string | null, 
/**
 * A record that is surely the same person's was there when it arrived.
 */
known: boolean, 
/**
 * How many things staff should know first.
 */
flags: number, 
/**
 * How many files it brought.
 */
files: number, 
/**
 * What somebody on the staff noted; may be empty.
 */
note: string, };

export type RequestMatch = { 
/**
 * Whose.
 */
patient: PatientLine, 
/**
 * How likely, 0 to 100.
 */
score: number, 
/**
 * Same name, same date of birth, and same phone or e-mail.
 */
sure: boolean, 
/**
 * Why, in words.
 */
reasons: Array<string>, };

export type RequestPage = { 
/**
 * The requests.
 */
requests: Array<RequestLine>, 
/**
 * How many there are with these filters, on all pages.
 */
total: number, };

export type RequestPart = "open" | "done" | "all" | "spam";

export type RequestPerson = { 
/**
 * Who.
 */
id: string, 
/**
 * Their name.
 */
name: string, };

export type RequestPriority = "low" | "normal" | "urgent";

export type RequestSort = "urgency" | "newest" | "oldest";

export type RequestState = "new" | "suggested" | "confirmed" | "accepted" | "declined" | "closed" | "spam";

export type RequestView = { 
/**
 * Which.
 */
id: string, 
/**
 * Rises with every change; send it back with the next one.
 */
version: number, 
/**
 * Where it stands.
 */
state: RequestState, 
/**
 * How soon.
 */
priority: RequestPriority, 
/**
 * When the relay took it, Unix seconds.
 */
received_at: number, 
/**
 * When it reached the clinic.
 */
arrived_at: number, 
/**
 * When it was last changed.
 */
changed_at: number, 
/**
 * Who looks after it.
 */
assigned_to: string | null, 
/**
 * Their name; may be empty.
 */
assigned_name: string, 
/**
 * Given name as typed.
 */
given: string, 
/**
 * Family name as typed.
 */
family: string, 
/**
 * Date of birth, `YYYY-MM-DD`.
 */
born: string | null, 
/**
 * Phone as typed; may be empty.
 */
phone: string, 
/**
 * Phone as dialled, E.164, if it is one.
 */
phone_e164: string | null, 
/**
 * E-mail as typed; may be empty.
 */
email: string, 
/**
 * The language it was filled in, BCP 47.
 */
language: string, 
/**
 * The service wished, if the clinic has it.
 */
service: string | null, 
/**
 * As the form called it; may be empty.
 */
service_name: string, 
/**
 * The preferred times.
 */
preferred: PreferredView, 
/**
 * Why the patient comes; may be empty.
 */
reason: string, 
/**
 * The page the form stood in; may be empty.
 */
source: string, 
/**
 * How the patient heard of the clinic; may be empty.
 */
referral: string, 
/**
 * Which form.
 */
form: string, 
/**
 * Which version of it.
 */
form_version: number, 
/**
 * Its title in its first language.
 */
form_title: string, 
/**
 * The form's first language: the one staff read.
 */
base_language: string, 
/**
 * What becomes of the answers.
 */
purpose: Purpose, 
/**
 * The answers, section by section, those that were asked.
 */
answers: Array<AnswerSection>, 
/**
 * The score, if the form has one.
 */
score: number | null, 
/**
 * Its band.
 */
band: BandView | null, 
/**
 * What was agreed to, or not.
 */
consents: Array<RequestConsent>, 
/**
 * The files.
 */
files: Array<RequestFile>, 
/**
 * Records that may be the same person's, likeliest first, as of now; empty once it went into a record.
 */
matches: Array<RequestMatch>, 
/**
 * Other requests of what seems the same person, newest first.
 */
others: Array<OtherRequest>, 
/**
 * What staff should know first.
 */
flags: Array<Flag>, 
/**
 * The time taken on the web.
 */
slot: SlotView | null, 
/**
 * The times suggested, newest round first.
 */
suggestions: Array<SuggestionView>, 
/**
 * Whose record it went into.
 */
patient: PatientLine | null, 
/**
 * The visit booked from it.
 */
visit: VisitView | null, 
/**
 * Why it was declined, as told to the patient; may be empty.
 */
decline_reason: string, 
/**
 * What somebody on the staff noted; may be empty.
 */
note: string, 
/**
 * What happened to it, newest first.
 */
history: Array<RequestHappening>, 
/**
 * The letters about it, by time.
 */
letters: Array<MessageView>, };

export type RequestsOf = { "of": "everybody" } | { "of": "mine" } | { "of": "nobody" } | { "of": "person", 
/**
 * Who.
 */
staff: string, };

export type ResetPassword = { 
/**
 * Whom.
 */
staff: string, 
/**
 * The password to tell them.
 */
password: string, };

export type Resolution = "arrived" | "send_again" | "noted";

export type Resolve = { 
/**
 * Which.
 */
message: string, 
/**
 * What is known.
 */
resolution: Resolution, };

export type RestoreTemplate = { 
/**
 * Which.
 */
template: string, 
/**
 * The version to take.
 */
version: number, };

export type RestoreVisit = { 
/**
 * The visit.
 */
visit: string, 
/**
 * The version that was on the screen.
 */
version: number, 
/**
 * Why a warning does not count this time.
 */
override?: Override, };

export type Role = "owner" | "clinic_admin" | "provider" | "clinical_staff" | "front_desk" | "billing" | "read_only";

export type RoomKind = "room" | "equipment";

export type RoomView = { 
/**
 * Which.
 */
id: string, 
/**
 * Where.
 */
location: string, 
/**
 * `Room 1`, `Ultrasound`.
 */
name: string, 
/**
 * Which of the two.
 */
kind: RoomKind, 
/**
 * Order in lists.
 */
position: number, 
/**
 * Whether it may be booked.
 */
active: boolean, };

export type RuleView = { 
/**
 * Which.
 */
id: string, 
/**
 * "Reminder, the day before".
 */
name: string, 
/**
 * What its time hangs on.
 */
anchor: Anchor, 
/**
 * How far from the anchor. With `booked`, `moved` and `cancelled` it is the grace.
 */
offset: Offset, 
/**
 * The key of the text it sends.
 */
template: string, 
/**
 * `email` (later `sms`).
 */
channel: string, 
/**
 * Whether the text asks the patient to confirm.
 */
asks_to_confirm: boolean, 
/**
 * Not sent once the patient has confirmed.
 */
skip_if_confirmed: boolean, 
/**
 * How long it stays useful, in minutes: before the start of the visit (`before_start`, `booked`, `moved`,
 * `cancelled`), or after its own time (`after_completed`).
 */
useful_minutes: number, 
/**
 * Whether it is on.
 */
active: boolean, 
/**
 * Rises with every save.
 */
version: number, 
/**
 * When it goes, in a sentence.
 */
words: string, };

export type SaveCustomField = { 
/**
 * Which; left out for a new one.
 */
id?: string, 
/**
 * What the form calls it.
 */
label: string, 
/**
 * What it holds. Cannot change once a value is written.
 */
kind: FieldKind, 
/**
 * What can be chosen, where `kind` is `choice`.
 */
choices: Array<string>, 
/**
 * Whether a record may be saved without it.
 */
required: boolean, 
/**
 * Whether forms show it.
 */
active: boolean, 
/**
 * Its place in the form, from 0.
 */
position: number, };

export type SaveDraft = { 
/**
 * Which form: `patients.register`, `patients.edit/pat_…`.
 */
key: string, 
/**
 * The form's state, as the form wrote it.
 */
body: string, };

export type SaveForm = { 
/**
 * Which.
 */
form: string, 
/**
 * The revision that was changed; another one now is refused (`changed`) with the present form in `details`.
 */
revision: number, 
/**
 * The form as it should be. Its `id`, `v` and `version` are Keepwell's to write.
 */
draft: Form, };

export type SaveHours = { 
/**
 * Whose.
 */
provider: string, 
/**
 * Every span; what is not here is not worked.
 */
spans: Array<Span>, 
/**
 * Only if this is the week now: an undo must not overrule what somebody changed since.
 */
instead_of?: Array<Span>, };

export type SaveLocation = { 
/**
 * Which; a new one without.
 */
id?: string, 
/**
 * What the clinic calls it.
 */
name: string, 
/**
 * Its address; empty means the clinic's.
 */
address: string, 
/**
 * Order in lists; 0 without.
 */
position?: number, 
/**
 * False: out of use.
 */
active: boolean, };

export type SaveMail = { 
/**
 * `smtp.gmail.com`.
 */
host: string, 
/**
 * 465 or 587.
 */
port: number, 
/**
 * How the line is protected.
 */
security: Security, 
/**
 * User name; empty: no sign-in.
 */
user: string, 
/**
 * A new password; absent: the stored one stays.
 */
password?: string, 
/**
 * Name patients see as the sender; empty: the clinic's name.
 */
from_name: string, 
/**
 * Address patients see as the sender.
 */
from_address: string, 
/**
 * Where answers go when not to the sender; may be empty.
 */
reply_to: string, 
/**
 * A certificate (PEM) to trust besides the computer's own list; may be empty.
 */
extra_roots_pem: string, };

export type SaveOnline = { 
/**
 * The revision that was changed; another one now is refused (`changed`).
 */
revision: number, 
/**
 * What holds for all services.
 */
clinic: OnlineClinic, 
/**
 * The services; those left out stay as they are.
 */
services: Array<ServiceOffer>, };

export type SaveProvider = { 
/**
 * Which; a new one without.
 */
id?: string, 
/**
 * As patients know them.
 */
name: string, 
/**
 * What they do; may be empty.
 */
speciality: string, 
/**
 * The room they usually work in.
 */
room?: string, 
/**
 * The account they sign in with.
 */
staff?: string, 
/**
 * What happens when a visit is booked over another.
 */
overlap: Overlap, 
/**
 * With `allow`: how many visits at once, 1 to 50.
 */
overlap_most?: number, 
/**
 * Order of the columns; a new one without goes last.
 */
position?: number, 
/**
 * False: no new visits. Visits they have stay until somebody moves them.
 */
active: boolean, };

export type SaveRoom = { 
/**
 * Which; a new one without.
 */
id?: string, 
/**
 * Where.
 */
location: string, 
/**
 * `Room 1`, `Ultrasound`.
 */
name: string, 
/**
 * Which of the two.
 */
kind: RoomKind, 
/**
 * Order in lists; 0 without.
 */
position?: number, 
/**
 * False: no new visits in it.
 */
active: boolean, };

export type SaveRule = { 
/**
 * Which; absent for a new one.
 */
rule?: string, 
/**
 * What people call it.
 */
name: string, 
/**
 * What its time hangs on.
 */
anchor: Anchor, 
/**
 * How far from the anchor.
 */
offset: Offset, 
/**
 * The key of the text it sends.
 */
template: string, 
/**
 * Whether the text asks the patient to confirm.
 */
asks_to_confirm: boolean, 
/**
 * Not sent once the patient has confirmed.
 */
skip_if_confirmed: boolean, 
/**
 * How long it stays useful, minutes.
 */
useful_minutes: number, 
/**
 * Whether it is on.
 */
active: boolean, 
/**
 * The version the form started from; another one in the file is refused with `changed`.
 */
version: number, };

export type SaveService = { 
/**
 * Which; a new one without.
 */
id?: string, 
/**
 * `Consultation`.
 */
name: string, 
/**
 * How long a visit takes, 5 to 720.
 */
minutes: number, 
/**
 * Kept free before it, 0 to 120.
 */
buffer_before: number, 
/**
 * Kept free after it, 0 to 120.
 */
buffer_after: number, 
/**
 * Minor units of the clinic's currency.
 */
price: number, 
/**
 * What to bring or do before.
 */
preparation: string, 
/**
 * What comes after.
 */
next_steps: string, 
/**
 * Its colour on the calendar.
 */
colour: Colour, 
/**
 * Order in lists; 0 without.
 */
position?: number, 
/**
 * False: not booked any more.
 */
active: boolean, 
/**
 * Who may perform it; empty is everybody.
 */
performed_by: Array<string>, };

export type SaveTemplate = { 
/**
 * Which; absent for a new one (a further language, or a text of the clinic's own).
 */
template?: string, 
/**
 * Key; only read for a new one.
 */
key: string, 
/**
 * What people call it.
 */
name: string, 
/**
 * BCP 47; only read for a new one.
 */
language: string, 
/**
 * Subject line.
 */
subject: string, 
/**
 * The text.
 */
text: string, 
/**
 * The same as HTML; empty: text only.
 */
html: string, 
/**
 * Whether rules may use it.
 */
active: boolean, 
/**
 * The version the form started from; another one in the file is refused with `changed`.
 */
version: number, };

export type SchemeNumber = { 
/**
 * Which scheme: "NHS", "Medicare", "ABHA".
 */
scheme: string, 
/**
 * The number, as the scheme writes it.
 */
number: string, };

export type Score = { 
/**
 * Bands by rising `from`; the last one whose `from` is reached counts.
 */
bands: Array<Band>, 
/**
 * Whether the patient sees the band on the receipt.
 */
shown: boolean, };

export type SearchPatients = { 
/**
 * What was typed: names in any order, a phone, a date of birth, a record number, an e-mail.
 */
text: string, 
/**
 * At most so many; 20 if left out, 50 at most.
 */
limit?: number, };

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

export type Security = "tls" | "start_tls" | "none";

export type SendNow = { 
/**
 * Which.
 */
message: string, 
/**
 * Also in the patient's quiet hours, and to an address that bounced twice. Without it such a send is refused
 * with the reason, so that the screen can ask.
 */
anyway: boolean, };

export type ServiceOffer = { 
/**
 * Which.
 */
service: string, 
/**
 * Whether at all.
 */
offered: boolean, 
/**
 * Only with these; `null`: with everybody who performs it.
 */
providers: Array<string> | null, 
/**
 * Earliest notice: not sooner than so many hours from now, 0 to 720.
 */
lead_hours: number, 
/**
 * Not later than so many days from today, 1 to 180.
 */
days_ahead: number, 
/**
 * Only on these weekdays, 1 Monday … 7 Sunday; empty: on all.
 */
weekdays: Array<number>, 
/**
 * Only within these hours of the day; `null`: whenever the provider works.
 */
window: OfferWindow | null, 
/**
 * Visits begin every so often.
 */
step: OfferStep, };

export type ServiceView = { 
/**
 * Which.
 */
id: string, 
/**
 * `Consultation`.
 */
name: string, 
/**
 * How long a visit takes.
 */
minutes: number, 
/**
 * Kept free before it.
 */
buffer_before: number, 
/**
 * Kept free after it.
 */
buffer_after: number, 
/**
 * Minor units of the clinic's currency.
 */
price: number, 
/**
 * What to bring or do before: goes into reminders.
 */
preparation: string, 
/**
 * What comes after: goes into the thank-you.
 */
next_steps: string, 
/**
 * Its colour on the calendar.
 */
colour: Colour, 
/**
 * Order in lists.
 */
position: number, 
/**
 * Whether it may be booked.
 */
active: boolean, 
/**
 * Who may perform it; empty is everybody.
 */
performed_by: Array<string>, };

export type SetConsent = { 
/**
 * Who said it.
 */
patient: string, 
/**
 * The answers.
 */
answers: Array<ConsentAnswer>, 
/**
 * How they were given.
 */
how: HowGiven, 
/**
 * What staff note about it.
 */
note: string, 
/**
 * Only if nothing was taken down after this answer: an undo must not overrule what the patient said since.
 */
only_after?: number, };

export type SetPatientStatus = { 
/**
 * Whose.
 */
patient: string, 
/**
 * The version the screen shows.
 */
version: number, 
/**
 * What they are now.
 */
status: PatientStatus, };

export type SetPhoto = { 
/**
 * Whose.
 */
patient: string, 
/**
 * `data:image/jpeg;base64,…`, JPEG, PNG or WebP up to 256 KiB; `null` takes the photo away.
 */
data_url: string | null, };

export type SetPin = { 
/**
 * The password, to prove who asks.
 */
password: string, 
/**
 * Four to eight digits; none drops it.
 */
pin: string | null, };

export type SetPreferences = { 
/**
 * Whose.
 */
patient: string, 
/**
 * All of them.
 */
preferences: Preferences, 
/**
 * How the patient said so.
 */
how: HowGiven, 
/**
 * Only if these are the preferences now: an undo must not overrule what the patient said since.
 */
instead_of?: Preferences, };

export type SetRequestPriority = { 
/**
 * Which.
 */
request: string, 
/**
 * The version that was on the screen.
 */
version: number, 
/**
 * How soon.
 */
priority: RequestPriority, };

export type SetStatus = { 
/**
 * Which.
 */
visit: string, 
/**
 * The version that was on the screen.
 */
version: number, 
/**
 * Any but `cancelled`, which has commands of its own. Setting the one it has takes it back one step.
 */
status: VisitStatus, 
/**
 * Since when, Unix seconds; now without.
 */
at?: number, 
/**
 * Why a warning does not count: only when a no-show comes after all and the time was given away.
 */
override?: Override, };

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

export type Sex = "female" | "male" | "other" | "unknown";

export type SheetRow = { 
/**
 * The visit; absent for an away or blocked time.
 */
visit: string | null, 
/**
 * `HH:MM`.
 */
from: string, 
/**
 * `HH:MM`.
 */
until: string, 
/**
 * It is the second of a time that comes twice.
 */
second: boolean, 
/**
 * The patient's name; absent on a sheet without names.
 */
patient_name: string | null, 
/**
 * The record number.
 */
patient_no: number | null, 
/**
 * `YYYY-MM-DD`; absent on a sheet without names.
 */
born: string | null, 
/**
 * E.164; absent on a sheet without names.
 */
phone: string | null, 
/**
 * The service, or the label of the blocked time.
 */
what: string, 
/**
 * The room's name.
 */
room: string | null, 
/**
 * The desk's note; absent on a sheet without names.
 */
note: string | null, 
/**
 * Where it stands.
 */
status: VisitStatus | null, 
/**
 * The patient has not been here before.
 */
first_visit: boolean, };

export type ShippedForm = { 
/**
 * `consultation`, `health_risk`, `registration`.
 */
key: string, 
/**
 * Its title in English.
 */
title: string, 
/**
 * What it is for, in a sentence.
 */
about: string, 
/**
 * The languages it is written in.
 */
languages: Array<string>, };

export type SignIn = { 
/**
 * The sign-in name; case does not matter.
 */
sign_in: string, 
/**
 * The password.
 */
password: string, };

export type SignatureView = { 
/**
 * Of the field it was drawn in.
 */
width: number, 
/**
 * Of the field it was drawn in.
 */
height: number, 
/**
 * Lines as x, y, x, y …, each within the field.
 */
strokes: Array<Array<number>>, };

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

export type SlotView = { 
/**
 * Clinic wall time, `YYYY-MM-DDTHH:MM`.
 */
starts: string, 
/**
 * Instant, Unix seconds.
 */
starts_at: number, 
/**
 * Length.
 */
minutes: number, 
/**
 * With whom; absent where the clinic does not know the time.
 */
provider: string | null, 
/**
 * Their name.
 */
provider_name: string, 
/**
 * For what.
 */
service: string | null, 
/**
 * Nobody else can take it on the web.
 */
held: boolean, 
/**
 * What is in its way now, in a sentence; empty: it can be confirmed.
 */
conflict: string, };

export type Span = { 
/**
 * 1 Monday … 7 Sunday.
 */
weekday: number, 
/**
 * `HH:MM`, clinic wall time.
 */
from: string, 
/**
 * `HH:MM`; `24:00` is the end of the day.
 */
until: string, 
/**
 * Where.
 */
location: string, 
/**
 * In which room; `null` is the provider's usual one.
 */
room: string | null, };

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

export type StatusTimes = { 
/**
 * The patient confirmed.
 */
confirmed_at: number | null, 
/**
 * The patient came to the desk.
 */
arrived_at: number | null, 
/**
 * The patient went in.
 */
in_room_at: number | null, 
/**
 * The visit was over.
 */
completed_at: number | null, 
/**
 * The patient was given up on.
 */
no_show_at: number | null, };

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

export type SuggestMail = { 
/**
 * `desk@clinic.example`, or as much of it as is typed.
 */
address: string, };

export type SuggestTimes = { 
/**
 * Which request.
 */
request: string, 
/**
 * The version that was on the screen.
 */
version: number, 
/**
 * For what; the one wished without.
 */
service?: string, 
/**
 * Whose record it will go into, if staff know already: then the time chosen is booked even where several records are
 * alike.
 */
patient?: string, 
/**
 * One to five.
 */
times: Array<TimeToSuggest>, 
/**
 * What staff add, for the letter and the page.
 */
note: string, 
/**
 * The answer counts so many days, 1 to 14; 3 if left out.
 */
valid_days?: number, };

export type SuggestedView = { 
/**
 * With whom.
 */
provider: string, 
/**
 * Their name.
 */
provider_name: string, 
/**
 * Clinic wall time, `YYYY-MM-DDTHH:MM`.
 */
starts: string, 
/**
 * 1: the second of a time that comes twice.
 */
fold: number, 
/**
 * Instant, Unix seconds.
 */
starts_at: number, 
/**
 * Length.
 */
minutes: number, };

export type SuggestionView = { 
/**
 * Rises with every suggestion, from 1.
 */
round: number, 
/**
 * The times.
 */
times: Array<SuggestedView>, 
/**
 * What staff added; may be empty.
 */
note: string, 
/**
 * The answer counts until then, Unix seconds.
 */
until: number, 
/**
 * When it was made, Unix seconds.
 */
at: number, 
/**
 * By whom: a name.
 */
by: string, 
/**
 * The link to the page, while the answer counts: for a patient on the phone. Shown, never logged.
 */
link: string | null, 
/**
 * What the patient answered, newest first.
 */
replies: Array<ReplyView>, };

export type Switch = { 
/**
 * Who.
 */
staff: string, 
/**
 * Their PIN.
 */
pin: string, };

export type TagInUse = { 
/**
 * The tag.
 */
tag: string, 
/**
 * How many patients carry it.
 */
patients: number, };

export type TakeBack = { 
/**
 * What the requests return to.
 */
requests: unknown[], 
/**
 * The visit that was booked.
 */
visit: unknown, 
/**
 * The patient that was registered.
 */
registered: unknown, 
/**
 * The record that was changed.
 */
edited: unknown, 
/**
 * The consents that were taken down for somebody the clinic knew.
 */
consents: unknown, };

export type TakeField = "name" | "born" | "sex" | "phone" | "email" | "address" | "insurance" | "emergency" | "language" | "source";

export type TemplateList = { 
/**
 * By key, then language.
 */
templates: Array<TemplateView>, 
/**
 * What may stand between `{{` and `}}`.
 */
variables: Array<Variable>, 
/**
 * The languages whose dates and times Keepwell can write.
 */
languages: Array<Language>, };

export type TemplateVersion = { 
/**
 * Number.
 */
version: number, 
/**
 * When it was saved, Unix seconds.
 */
saved_at: number, 
/**
 * Who saved it; `None`: shipped with Keepwell.
 */
saved_by: string | null, 
/**
 * Subject line.
 */
subject: string, 
/**
 * The text.
 */
text: string, 
/**
 * The same as HTML.
 */
html: string, };

export type TemplateView = { 
/**
 * Which.
 */
id: string, 
/**
 * What rules call it: `reminder_24h`. The same key in several languages is one message.
 */
key: string, 
/**
 * What people call it: "Reminder, the day before".
 */
name: string, 
/**
 * BCP 47: `en`.
 */
language: string, 
/**
 * `email` (later `sms`).
 */
channel: string, 
/**
 * Subject line.
 */
subject: string, 
/**
 * The text.
 */
text: string, 
/**
 * The same as HTML; empty: text only.
 */
html: string, 
/**
 * Rises with every save.
 */
version: number, 
/**
 * When it was saved, Unix seconds.
 */
saved_at: number, 
/**
 * Whether rules may use it.
 */
active: boolean, 
/**
 * The names of the rules that send it; of a letter about a request, when it goes.
 */
used_by: Array<string>, };

export type Test = { 
/**
 * The earlier question.
 */
question: string, 
/**
 * What has to hold.
 */
is: Is, };

export type TestMail = { 
/**
 * Where to.
 */
to: string, };

export type TestSent = { 
/**
 * Whether the mail server took it (or, in a demo, would have).
 */
ok: boolean, 
/**
 * One sentence for the form.
 */
words: string, 
/**
 * What it means and what to do, when it failed.
 */
explanation: Explanation | null, 
/**
 * Where it failed and the server's own words.
 */
failure: Failure | null, };

export type TestTemplate = { 
/**
 * Which.
 */
template: string, 
/**
 * Where to.
 */
to: string, };

export type ThisRequest = { 
/**
 * Which.
 */
request: string, 
/**
 * The version that was on the screen.
 */
version: number, };

export type Tick = { 
/**
 * Elapsed minutes since the day began.
 */
at: number, 
/**
 * `HH:MM`.
 */
clock: string, 
/**
 * This stretch of wall time has been before on this day: times in it are sent with `fold: 1`.
 */
second: boolean, };

export type TimeOffKind = "away" | "blocked";

export type TimeOffView = { 
/**
 * Which.
 */
id: string, 
/**
 * Whose; `null` is the whole clinic.
 */
provider: string | null, 
/**
 * Their name; empty for the whole clinic.
 */
provider_name: string, 
/**
 * `away` (holiday, illness) or `blocked` (team huddle).
 */
kind: TimeOffKind, 
/**
 * `YYYY-MM-DDTHH:MM`, clinic wall time.
 */
starts: string, 
/**
 * `YYYY-MM-DDTHH:MM`, the first minute after it.
 */
ends: string, 
/**
 * What the calendar shows: `Holiday`, `Team huddle`.
 */
label: string, 
/**
 * How many visits lie in it and need another time.
 */
visits: number, };

export type TimeToSuggest = { 
/**
 * With whom.
 */
provider: string, 
/**
 * `YYYY-MM-DDTHH:MM`, clinic wall time.
 */
starts: string, 
/**
 * 1: the second of a time that comes twice.
 */
fold?: number, 
/**
 * Length; the service's without.
 */
minutes?: number, };

export type Timeline = { 
/**
 * Newest first.
 */
entries: Array<TimelineEntry>, 
/**
 * Whether there is more before the last of them.
 */
more: boolean, };

export type TimelineEntry = { 
/**
 * Its number.
 */
seq: number, 
/**
 * When, Unix seconds.
 */
at: number, 
/**
 * What kind: `patient.edited`, `visit.booked`, `message.sent`.
 */
kind: string, 
/**
 * What happened, in words: "Booked a visit".
 */
title: string, 
/**
 * More, in words; may be empty.
 */
detail: string, 
/**
 * Who did it: a name, "Keepwell" for the background.
 */
by: string, 
/**
 * The visit it is about.
 */
visit: string | null, };

export type Tone = "warm" | "formal";

export type TrayEntry = { 
/**
 * The visit, still at its old time.
 */
visit: VisitLine, 
/**
 * Since when, Unix seconds.
 */
put_at: number, 
/**
 * By whom: a name.
 */
put_by: string, };

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

export type UnregisterPatient = { 
/**
 * Whose.
 */
patient: string, 
/**
 * The version the registration made; a record changed since stays.
 */
version: number, };

export type Variable = { 
/**
 * `patient_first_name`.
 */
name: string, 
/**
 * What it stands for.
 */
meaning: string, 
/**
 * What it could read like.
 */
sample: string, 
/**
 * Tells a bystander what the visit is for (service, preparation …): the shipped texts leave these out.
 */
reveals: boolean, 
/**
 * In which texts it has a value.
 */
place: VariablePlace, };

export type VariablePlace = "all" | "visit" | "request";

export type Verdict = "free" | "allowed" | "warns" | "blocked";

export type VisitLine = { 
/**
 * Which.
 */
id: string, 
/**
 * Send it back with a change.
 */
version: number, 
/**
 * Whose.
 */
patient: string, 
/**
 * The patient's record number.
 */
patient_no: number, 
/**
 * The patient's name, given name first.
 */
patient_name: string, 
/**
 * The patient's phone, E.164.
 */
patient_phone: string | null, 
/**
 * With whom.
 */
provider: string, 
/**
 * Their name.
 */
provider_name: string, 
/**
 * For what.
 */
service: string, 
/**
 * Its name.
 */
service_name: string, 
/**
 * Its colour.
 */
colour: Colour, 
/**
 * The room's name.
 */
room_name: string | null, 
/**
 * `YYYY-MM-DDTHH:MM`, clinic wall time.
 */
starts: string, 
/**
 * Length in minutes.
 */
minutes: number, 
/**
 * It is the second of a time that comes twice.
 */
second: boolean, 
/**
 * Instant of the start, Unix seconds.
 */
starts_at: number, 
/**
 * Where it stands.
 */
status: VisitStatus, 
/**
 * Since when, Unix seconds.
 */
status_at: number, 
/**
 * The desk's note.
 */
note: string, };

export type VisitMessages = { 
/**
 * By time. Those of earlier times of this visit come with their reason (`moved`).
 */
messages: Array<MessageView>, 
/**
 * Why nothing at all can go at present (no mail server, no address, no consent); `None`: all is well.
 */
obstacle: Why | null, };

export type VisitState = { 
/**
 * With whom.
 */
provider: string, 
/**
 * For what.
 */
service: string, 
/**
 * Where.
 */
room: string | null, 
/**
 * `YYYY-MM-DDTHH:MM`, clinic wall time.
 */
starts: string, 
/**
 * 1: the second of a time that comes twice.
 */
fold: number, 
/**
 * Length.
 */
minutes: number, 
/**
 * Kept free before it.
 */
buffer_before: number, 
/**
 * Kept free after it.
 */
buffer_after: number, 
/**
 * Where it stands.
 */
status: VisitStatus, 
/**
 * Since when, Unix seconds.
 */
status_at: number, 
/**
 * When each step was reached.
 */
times: StatusTimes, 
/**
 * When it was cancelled.
 */
cancelled_at: number | null, 
/**
 * Who called it off.
 */
cancelled_by: CalledOffBy | null, 
/**
 * What a cancelled visit was.
 */
status_before: VisitStatus | null, 
/**
 * Why it was called off.
 */
reason: string, 
/**
 * The desk's note.
 */
note: string, 
/**
 * Why it was booked over a warning, by whom and when.
 */
overridden: Exception | null, 
/**
 * It waits in the tray.
 */
in_tray: boolean, };

export type VisitStatus = "scheduled" | "confirmed" | "arrived" | "in_room" | "completed" | "no_show" | "cancelled";

export type VisitView = { 
/**
 * Which.
 */
id: string, 
/**
 * Rises with every change; send it back with the next one.
 */
version: number, 
/**
 * Rises when staff move the visit.
 */
revision: number, 
/**
 * Whose.
 */
patient: string, 
/**
 * The patient's record number.
 */
patient_no: number, 
/**
 * The patient's name, given name first.
 */
patient_name: string, 
/**
 * The patient's phone, E.164.
 */
patient_phone: string | null, 
/**
 * The patient's e-mail address.
 */
patient_email: string | null, 
/**
 * With whom.
 */
provider: string, 
/**
 * Their name.
 */
provider_name: string, 
/**
 * For what.
 */
service: string, 
/**
 * Its name.
 */
service_name: string, 
/**
 * Its colour.
 */
colour: Colour, 
/**
 * Its price in minor units.
 */
price: number, 
/**
 * Where, if in a room.
 */
room: string | null, 
/**
 * The room's name.
 */
room_name: string | null, 
/**
 * Which of the clinic's places the room is in.
 */
location: string | null, 
/**
 * Its name.
 */
location_name: string | null, 
/**
 * `YYYY-MM-DD`, clinic wall time.
 */
day: string, 
/**
 * `YYYY-MM-DDTHH:MM`, clinic wall time.
 */
starts: string, 
/**
 * `YYYY-MM-DDTHH:MM`, clinic wall time.
 */
ends: string, 
/**
 * The zone of both.
 */
zone: string, 
/**
 * The start is a time that comes twice that day (clocks go back): say whether it is the first or the second.
 */
comes_twice: boolean, 
/**
 * It is the second.
 */
second: boolean, 
/**
 * Length, minutes of real time.
 */
minutes: number, 
/**
 * Kept free before it.
 */
buffer_before: number, 
/**
 * Kept free after it.
 */
buffer_after: number, 
/**
 * Instant of the start, Unix seconds.
 */
starts_at: number, 
/**
 * Instant of the end.
 */
ends_at: number, 
/**
 * Where it stands.
 */
status: VisitStatus, 
/**
 * Since when, Unix seconds.
 */
status_at: number, 
/**
 * When each step was reached.
 */
times: StatusTimes, 
/**
 * When it was cancelled.
 */
cancelled_at: number | null, 
/**
 * Who called it off.
 */
cancelled_by: CalledOffBy | null, 
/**
 * Why.
 */
reason: string, 
/**
 * The desk's note.
 */
note: string, 
/**
 * The patient has not been here before.
 */
first_visit: boolean, 
/**
 * It waits in the tray to be placed again.
 */
in_tray: boolean, 
/**
 * It was booked over a warning.
 */
overridden: Overridden | null, 
/**
 * When it was booked, Unix seconds.
 */
booked_at: number, 
/**
 * Who booked it: a name, or how it came in.
 */
booked_by: string, };

export type WeekDay = { 
/**
 * `YYYY-MM-DD`.
 */
date: string, 
/**
 * 1 Monday … 7 Sunday.
 */
weekday: number, 
/**
 * The vertical axis.
 */
axis: Axis, 
/**
 * Where now is on it, if it is today.
 */
now: number | null, 
/**
 * Working hours: the provider's, or when anybody works.
 */
open: Array<Open>, 
/**
 * Away and blocked times: the provider's, or of the whole clinic.
 */
away: Array<Away>, 
/**
 * The visits, by start; cancelled ones are left out.
 */
visits: Array<DayVisit>, 
/**
 * How many stand where.
 */
counts: Counts, };

export type WeekProvider = { 
/**
 * Which.
 */
id: string, 
/**
 * Their name.
 */
name: string, 
/**
 * The signed-in provider.
 */
mine: boolean, 
/**
 * How many visits they have in the week.
 */
visits: number, };

export type WeekView = { 
/**
 * The first day.
 */
from: string, 
/**
 * The clinic's zone.
 */
zone: string, 
/**
 * Whom it shows, in the order of the columns.
 */
providers: Array<WeekProvider>, 
/**
 * Seven days.
 */
days: Array<WeekDay>, };

export type Weight = "allowed" | "warns" | "blocks";

export type WhichPatient = { 
/**
 * Whom.
 */
patient: string, };

export type WhichRequest = { 
/**
 * Which.
 */
request: string, };

export type WhoIsIt = { "is": "existing", 
/**
 * Who.
 */
patient: string, 
/**
 * What to take over from the answers; everything else in the record stays.
 */
take: Array<TakeField>, } | { "is": "new", 
/**
 * Their record, as looked over by staff.
 */
record: PatientRecord, };

export type Why = { 
/**
 * For the screen to act on.
 */
code: WhyCode, 
/**
 * For a person, one sentence.
 */
words: string, 
/**
 * What to do about it; empty where nothing need be done.
 */
next: string, };

export type WhyCode = "by_rule" | "earlier_for_quiet_hours" | "later_for_quiet_hours" | "sent_by_person" | "sent_again_by_person" | "held" | "after_completion" | "completed_late" | "booked_late" | "moved" | "moved_back" | "cancelled" | "cancellation_taken_back" | "withdrawn" | "confirmed" | "arrived" | "no_show" | "completion_taken_back" | "already_sent" | "rule_off" | "quiet_hours" | "no_address" | "no_consent" | "often_enough" | "patient_inactive" | "address_bounced" | "no_template" | "stopped_by_person" | "computer_asleep" | "mail_not_set_up" | "mail_down" | "try_again" | "gave_up" | "refused" | "cannot_write" | "accepted" | "pretended" | "probably_delivered" | "arrived_says_person" | "on_its_way" | "no_address_given" | "request_answered" | "request_closed" | "request_reopened" | "suggestion_replaced" | "suggestion_over" | "receipts_enough";

export type WhyMatched = "record_no" | "name" | "name_any_order" | "nickname" | "phone" | "born" | "email" | "similar";

export type WithdrawVisit = { 
/**
 * The visit.
 */
visit: string, 
/**
 * As it was booked: once anything else happened to it, it is cancelled, not withdrawn.
 */
booked: VisitState, };

/** Every operation of the practice. */
export const door = {
  practiceState: () => call<PracticeState>("practice.state", null),
  practiceSetUp: (input: SetUp) => call<SetUpDone>("practice.set_up", input),
  practiceProveRecovery: (input: Prove) => call<null>("practice.prove_recovery", input),
  practiceRenewRecovery: () => call<RecoveryKit>("practice.renew_recovery", null),
  practiceRecover: (input: Recover) => call<null>("practice.recover", input),
  practiceKeys: () => call<KeyState>("practice.keys", null),
  practiceChooseStart: (input: ChooseStart) => call<KeyState>("practice.choose_start", input),
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
  clinicGet: () => call<ClinicView>("clinic.get", null),
  clinicEdit: (input: EditClinic) => call<ClinicEdited>("clinic.edit", input),
  providersList: () => call<Array<ProviderView>>("providers.list", null),
  providersSave: (input: SaveProvider) => call<ProviderView>("providers.save", input),
  roomsList: () => call<Array<RoomView>>("rooms.list", null),
  roomsSave: (input: SaveRoom) => call<RoomView>("rooms.save", input),
  locationsList: () => call<Array<LocationView>>("locations.list", null),
  locationsSave: (input: SaveLocation) => call<LocationView>("locations.save", input),
  servicesList: () => call<Array<ServiceView>>("services.list", null),
  servicesSave: (input: SaveService) => call<ServiceView>("services.save", input),
  hoursGet: (input: AskHours) => call<Hours>("hours.get", input),
  hoursSave: (input: SaveHours) => call<Done<Hours>>("hours.save", input),
  timeOffList: (input: AskTimeOff) => call<Array<TimeOffView>>("time_off.list", input),
  timeOffAdd: (input: AddTimeOff) => call<Done<TimeOffView>>("time_off.add", input),
  timeOffRemove: (input: RemoveTimeOff) => call<Done<TimeOffView>>("time_off.remove", input),
  patientsSearch: (input: SearchPatients) => call<Array<PatientHit>>("patients.search", input),
  patientsGet: (input: WhichPatient) => call<PatientView>("patients.get", input),
  patientsRegister: (input: RegisterPatient) => call<Done<PatientView>>("patients.register", input),
  patientsUnregister: (input: UnregisterPatient) => call<null>("patients.unregister", input),
  patientsEdit: (input: EditPatient) => call<Done<PatientView>>("patients.edit", input),
  patientsSetStatus: (input: SetPatientStatus) => call<Done<PatientView>>("patients.set_status", input),
  patientsDuplicates: (input: FindDuplicates) => call<Array<LikelyDuplicate>>("patients.duplicates", input),
  patientsList: (input: ListPatients) => call<PatientPage>("patients.list", input),
  patientsTimeline: (input: ReadTimeline) => call<Timeline>("patients.timeline", input),
  patientsConsents: (input: WhichPatient) => call<PatientConsents>("patients.consents", input),
  patientsSetConsent: (input: SetConsent) => call<Done<PatientConsents>>("patients.set_consent", input),
  patientsSetPreferences: (input: SetPreferences) => call<Done<PatientConsents>>("patients.set_preferences", input),
  patientsSetPhoto: (input: SetPhoto) => call<null>("patients.set_photo", input),
  patientsPhoto: (input: WhichPatient) => call<Photo>("patients.photo", input),
  patientsTags: () => call<Array<TagInUse>>("patients.tags", null),
  customFieldsList: () => call<Array<CustomField>>("custom_fields.list", null),
  customFieldsSave: (input: SaveCustomField) => call<Array<CustomField>>("custom_fields.save", input),
  scheduleDay: (input: AskDay) => call<DayView>("schedule.day", input),
  scheduleWeek: (input: AskWeek) => call<WeekView>("schedule.week", input),
  scheduleMonth: (input: AskMonth) => call<MonthView>("schedule.month", input),
  scheduleAgenda: (input: AskAgenda) => call<AgendaPage>("schedule.agenda", input),
  scheduleDaySheet: (input: AskDaySheet) => call<DaySheet>("schedule.day_sheet", input),
  scheduleMine: () => call<Mine>("schedule.mine", null),
  visitsGet: (input: AskVisit) => call<VisitView>("visits.get", input),
  visitsOfPatient: (input: AskPatientVisits) => call<PatientVisits>("visits.of_patient", input),
  visitsCheck: (input: CheckVisit) => call<Checked>("visits.check", input),
  visitsOpenings: (input: AskOpenings) => call<Array<Opening>>("visits.openings", input),
  visitsBook: (input: BookVisit) => call<Done<VisitView>>("visits.book", input),
  visitsMove: (input: MoveVisit) => call<Done<VisitView>>("visits.move", input),
  visitsSetStatus: (input: SetStatus) => call<Done<VisitView>>("visits.set_status", input),
  visitsCancel: (input: CancelVisit) => call<Done<VisitView>>("visits.cancel", input),
  visitsRestore: (input: RestoreVisit) => call<Done<VisitView>>("visits.restore", input),
  visitsEdit: (input: EditVisit) => call<Done<VisitView>>("visits.edit", input),
  visitsPutBack: (input: PutBack) => call<VisitView>("visits.put_back", input),
  visitsWithdraw: (input: WithdrawVisit) => call<null>("visits.withdraw", input),
  trayList: () => call<Array<TrayEntry>>("tray.list", null),
  trayPut: (input: AskVisit) => call<Done<TrayEntry>>("tray.put", input),
  trayTake: (input: AskVisit) => call<Done<null>>("tray.take", input),
  visitsMessages: (input: OfVisit) => call<VisitMessages>("visits.messages", input),
  messagesGet: (input: OneMessage) => call<MessageDetail>("messages.get", input),
  messagesPreview: (input: PreviewMessage) => call<Rendered>("messages.preview", input),
  messagesHold: (input: OneMessage) => call<Done<MessageView>>("messages.hold", input),
  messagesRelease: (input: OneMessage) => call<MessageView>("messages.release", input),
  messagesStop: (input: OneMessage) => call<Done<MessageView>>("messages.stop", input),
  messagesSendNow: (input: SendNow) => call<MessageView>("messages.send_now", input),
  outboxList: (input: ListOutbox) => call<OutboxPage>("outbox.list", input),
  outboxResolve: (input: Resolve) => call<MessageView>("outbox.resolve", input),
  templatesList: () => call<TemplateList>("templates.list", null),
  templatesGet: (input: OneTemplate) => call<TemplateView>("templates.get", input),
  templatesSave: (input: SaveTemplate) => call<TemplateView>("templates.save", input),
  templatesPreview: (input: PreviewTemplate) => call<Rendered>("templates.preview", input),
  templatesTestSend: (input: TestTemplate) => call<TestSent>("templates.test_send", input),
  templatesVersions: (input: OneTemplate) => call<Array<TemplateVersion>>("templates.versions", input),
  templatesRestore: (input: RestoreTemplate) => call<TemplateView>("templates.restore", input),
  mailGet: () => call<MailSettings>("mail.get", null),
  mailSuggest: (input: SuggestMail) => call<MailSuggestion>("mail.suggest", input),
  mailSave: (input: SaveMail) => call<MailSettings>("mail.save", input),
  mailCheck: (input: CheckMail) => call<MailCheck>("mail.check", input),
  mailTestSend: (input: TestMail) => call<TestSent>("mail.test_send", input),
  rulesList: () => call<Array<RuleView>>("rules.list", null),
  rulesSave: (input: SaveRule) => call<Done<RuleView>>("rules.save", input),
  remindersSettings: () => call<ReminderSettings>("reminders.settings", null),
  remindersSaveSettings: (input: ReminderSettings) => call<ReminderSettings>("reminders.save_settings", input),
  remindersHealth: () => call<Health>("reminders.health", null),
  remindersConfirmClock: () => call<Health>("reminders.confirm_clock", null),
  formsList: () => call<FormList>("forms.list", null),
  formsGet: (input: OneForm) => call<FormView>("forms.get", input),
  formsServices: () => call<Array<Choice>>("forms.services", null),
  formsCreate: (input: CreateForm) => call<Done<FormView>>("forms.create", input),
  formsSave: (input: SaveForm) => call<FormView>("forms.save", input),
  formsCheck: (input: CheckForm) => call<Array<DesignProblem>>("forms.check", input),
  formsPublish: (input: PublishForm) => call<Done<FormView>>("forms.publish", input),
  formsClose: (input: OneForm) => call<Done<FormView>>("forms.close", input),
  formsReopen: (input: OneForm) => call<Done<FormView>>("forms.reopen", input),
  formsRenameLink: (input: RenameLink) => call<Done<FormView>>("forms.rename_link", input),
  formsRemove: (input: OneForm) => call<Done<null>>("forms.remove", input),
  formsPutBack: (input: PutFormBack) => call<null>("forms.put_back", input),
  formsOrder: (input: OrderForms) => call<Done<FormList>>("forms.order", input),
  formsLink: (input: OneForm) => call<FormLink>("forms.link", input),
  onlineSettings: () => call<OnlineSettings>("online.settings", null),
  onlineSaveSettings: (input: SaveOnline) => call<Done<OnlineSettings>>("online.save_settings", input),
  onlinePreview: (input: PreviewOnline) => call<OnlinePreview>("online.preview", input),
  relayStatus: () => call<RelayStatus>("relay.status", null),
  relayPair: (input: Pair) => call<Paired>("relay.pair", input),
  relayUnpair: () => call<RelayStatus>("relay.unpair", null),
  relayPullNow: () => call<RelayStatus>("relay.pull_now", null),
  relayRotateKeys: () => call<RelayStatus>("relay.rotate_keys", null),
  relayDismissAlarm: (input: DismissAlarm) => call<RelayStatus>("relay.dismiss_alarm", input),
  relayUnopened: () => call<Array<Poison>>("relay.unopened", null),
  requestsList: (input: ListRequests) => call<RequestPage>("requests.list", input),
  requestsCounts: () => call<RequestCounts>("requests.counts", null),
  requestsPeople: () => call<Array<RequestPerson>>("requests.people", null),
  requestsGet: (input: WhichRequest) => call<RequestView>("requests.get", input),
  requestsFile: (input: AskRequestFile) => call<RequestFileBytes>("requests.file", input),
  requestsAssign: (input: AssignRequest) => call<Done<RequestView>>("requests.assign", input),
  requestsAssignMany: (input: AssignRequests) => call<Done<ManyChanged>>("requests.assign_many", input),
  requestsSetPriority: (input: SetRequestPriority) => call<Done<RequestView>>("requests.set_priority", input),
  requestsNote: (input: NoteRequest) => call<Done<RequestView>>("requests.note", input),
  requestsPrepare: (input: PrepareRequest) => call<PreparedRequest>("requests.prepare", input),
  requestsConfirm: (input: ConfirmRequest) => call<Done<ConfirmedRequest>>("requests.confirm", input),
  requestsAccept: (input: AcceptRequest) => call<Done<RequestView>>("requests.accept", input),
  requestsSuggest: (input: SuggestTimes) => call<Done<RequestView>>("requests.suggest", input),
  requestsDecline: (input: DeclineRequest) => call<Done<RequestView>>("requests.decline", input),
  requestsDeclineMany: (input: DeclineRequests) => call<Done<ManyChanged>>("requests.decline_many", input),
  requestsCloseMany: (input: CloseRequests) => call<Done<ManyChanged>>("requests.close_many", input),
  requestsSpam: (input: ThisRequest) => call<Done<RequestView>>("requests.spam", input),
  requestsReopen: (input: ThisRequest) => call<Done<RequestView>>("requests.reopen", input),
  requestsTakeBack: (input: TakeBack) => call<null>("requests.take_back", input),
  draftsSave: (input: SaveDraft) => call<null>("drafts.save", input),
  draftsGet: (input: DraftKey) => call<Draft>("drafts.get", input),
  draftsDiscard: (input: DraftKey) => call<null>("drafts.discard", input),
  undoRun: (input: Undo) => call<Undone>("undo.run", input),
};
