//! What the queue and the panel of a request show.

use crate::ids::{PatientId, ProviderId, RequestFileId, RequestId, ServiceId, StaffId};
use crate::messaging::outbox::MessageView;
use crate::patients::PatientLine;
use crate::requests::{Flag, RequestPriority, RequestState};
use crate::schedule::VisitView;
use keepwell_protocol::form::{ConsentMeaning, Purpose, Tone};
use keepwell_protocol::id::FormId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names a request.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WhichRequest {
    /// Which.
    pub request: RequestId,
}

/// Names a request in the version that was on the screen.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ThisRequest {
    /// Which.
    pub request: RequestId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
}

/// A request in one line of the queue.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RequestLine {
    /// Which.
    pub id: RequestId,
    /// Send it back with a change.
    #[ts(type = "number")]
    pub version: i64,
    /// Where it stands.
    pub state: RequestState,
    /// How soon.
    pub priority: RequestPriority,
    /// When the relay took it, Unix seconds.
    #[ts(type = "number")]
    pub received_at: i64,
    /// The name as typed, given name first.
    pub name: String,
    /// What for: a request, a registration, a questionnaire.
    pub purpose: Purpose,
    /// The form's title in its first language.
    pub form_title: String,
    /// The service wished; may be empty.
    pub service: String,
    /// The preferred times in a few words; may be empty.
    pub preferred: String,
    /// The time taken on the web, clinic wall time `YYYY-MM-DDTHH:MM`.
    pub holds: Option<String>,
    /// The band of the score.
    pub band: Option<BandView>,
    /// Who looks after it.
    pub assigned_to: Option<StaffId>,
    /// Their name; may be empty.
    pub assigned_name: String,
    /// Whose record it went into.
    pub patient: Option<PatientId>,
    /// A record that is surely the same person's was there when it arrived.
    pub known: bool,
    /// How many things staff should know first.
    pub flags: u32,
    /// How many files it brought.
    pub files: u32,
    /// What somebody on the staff noted; may be empty.
    pub note: String,
}

/// A band of a score.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct BandView {
    /// What it is called, in the form's first language.
    pub label: String,
    /// How it is shown.
    pub tone: Tone,
    /// Raised the priority.
    pub urgent: bool,
}

/// Everything the panel of a request shows.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RequestView {
    /// Which.
    pub id: RequestId,
    /// Rises with every change; send it back with the next one.
    #[ts(type = "number")]
    pub version: i64,
    /// Where it stands.
    pub state: RequestState,
    /// How soon.
    pub priority: RequestPriority,
    /// When the relay took it, Unix seconds.
    #[ts(type = "number")]
    pub received_at: i64,
    /// When it reached the clinic.
    #[ts(type = "number")]
    pub arrived_at: i64,
    /// When it was last changed.
    #[ts(type = "number")]
    pub changed_at: i64,
    /// Who looks after it.
    pub assigned_to: Option<StaffId>,
    /// Their name; may be empty.
    pub assigned_name: String,
    /// Given name as typed.
    pub given: String,
    /// Family name as typed.
    pub family: String,
    /// Date of birth, `YYYY-MM-DD`.
    pub born: Option<String>,
    /// Phone as typed; may be empty.
    pub phone: String,
    /// Phone as dialled, E.164, if it is one.
    pub phone_e164: Option<String>,
    /// E-mail as typed; may be empty.
    pub email: String,
    /// The language it was filled in, BCP 47.
    pub language: String,
    /// The service wished, if the clinic has it.
    pub service: Option<ServiceId>,
    /// As the form called it; may be empty.
    pub service_name: String,
    /// The preferred times.
    pub preferred: PreferredView,
    /// Why the patient comes; may be empty.
    pub reason: String,
    /// The page the form stood in; may be empty.
    pub source: String,
    /// How the patient heard of the clinic; may be empty.
    pub referral: String,
    /// Which form.
    pub form: FormId,
    /// Which version of it.
    pub form_version: u32,
    /// Its title in its first language.
    pub form_title: String,
    /// The form's first language: the one staff read.
    pub base_language: String,
    /// What becomes of the answers.
    pub purpose: Purpose,
    /// The answers, section by section, those that were asked.
    pub answers: Vec<AnswerSection>,
    /// The score, if the form has one.
    pub score: Option<f64>,
    /// Its band.
    pub band: Option<BandView>,
    /// What was agreed to, or not.
    pub consents: Vec<RequestConsent>,
    /// The files.
    pub files: Vec<RequestFile>,
    /// Records that may be the same person's, likeliest first, as of now; empty once it went into a record.
    pub matches: Vec<RequestMatch>,
    /// Other requests of what seems the same person, newest first.
    pub others: Vec<OtherRequest>,
    /// What staff should know first.
    pub flags: Vec<Flag>,
    /// The time taken on the web.
    pub slot: Option<SlotView>,
    /// The times suggested, newest round first.
    pub suggestions: Vec<SuggestionView>,
    /// Whose record it went into.
    pub patient: Option<PatientLine>,
    /// The visit booked from it.
    pub visit: Option<VisitView>,
    /// Why it was declined, as told to the patient; may be empty.
    pub decline_reason: String,
    /// What somebody on the staff noted; may be empty.
    pub note: String,
    /// What happened to it, newest first.
    pub history: Vec<RequestHappening>,
    /// The letters about it, by time.
    pub letters: Vec<MessageView>,
}

/// Preferred times.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PreferredView {
    /// `YYYY-MM-DD`.
    pub days: Vec<String>,
    /// `morning`, `midday`, `afternoon`, `evening`.
    pub times: Vec<String>,
    /// In the patient's words; may be empty.
    pub note: String,
}

/// A section of the form with its answers.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AnswerSection {
    /// Its heading in the language it was filled in.
    pub title: String,
    /// The same in the form's first language.
    pub title_base: String,
    /// The answers.
    pub answers: Vec<AnswerView>,
}

/// One answer.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AnswerView {
    /// The question's id.
    pub question: String,
    /// What was asked, in the language it was filled in.
    pub label: String,
    /// The same in the form's first language.
    pub label_base: String,
    /// What was answered, in the language it was filled in. Empty: not answered.
    pub value: String,
    /// The same with options in the form's first language.
    pub value_base: String,
    /// The signature, if it was drawn.
    pub signature: Option<SignatureView>,
    /// The files it names.
    pub files: Vec<RequestFileId>,
    /// Why the form would not have let it through; empty where it would.
    pub problems: Vec<keepwell_protocol::form::ProblemCode>,
}

/// A drawn signature.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SignatureView {
    /// Of the field it was drawn in.
    pub width: u32,
    /// Of the field it was drawn in.
    pub height: u32,
    /// Lines as x, y, x, y …, each within the field.
    pub strokes: Vec<Vec<i32>>,
}

/// A consent asked for.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RequestConsent {
    /// The question.
    pub question: String,
    /// The text agreed to, in the language it was read in.
    pub text: String,
    /// The same in the form's first language.
    pub text_base: String,
    /// Its version.
    pub version: u32,
    /// What it means to the record.
    pub meaning: ConsentMeaning,
    /// Agreed; absent where it was left open.
    pub agreed: Option<bool>,
}

/// A file that came with it.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RequestFile {
    /// Which; its bytes come by `requests.file`.
    pub id: RequestFileId,
    /// The question it answers.
    pub question: String,
    /// As the patient's computer calls it, made safe to save under.
    pub name: String,
    /// `image/jpeg`, `image/png` or `application/pdf`.
    pub media_type: String,
    /// Bytes as kept.
    #[ts(type = "number")]
    pub bytes: i64,
    /// Of a picture.
    pub width: Option<u32>,
    /// Of a picture.
    pub height: Option<u32>,
    /// Whether there is a small one of it.
    pub has_thumbnail: bool,
}

/// A record that may be the same person's.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RequestMatch {
    /// Whose.
    pub patient: PatientLine,
    /// How likely, 0 to 100.
    pub score: u32,
    /// Same name, same date of birth, and same phone or e-mail.
    pub sure: bool,
    /// Why, in words.
    pub reasons: Vec<String>,
}

/// Another request of what seems the same person.
#[derive(Debug, Clone, Serialize, TS)]
pub struct OtherRequest {
    /// Which.
    pub id: RequestId,
    /// Where it stands.
    pub state: RequestState,
    /// When, Unix seconds.
    #[ts(type = "number")]
    pub received_at: i64,
    /// What for.
    pub service: String,
    /// What is the same: "same e-mail".
    pub why: String,
}

/// A time taken on the web.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct SlotView {
    /// Clinic wall time, `YYYY-MM-DDTHH:MM`.
    pub starts: String,
    /// Instant, Unix seconds.
    #[ts(type = "number")]
    pub starts_at: i64,
    /// Length.
    pub minutes: u32,
    /// With whom; absent where the clinic does not know the time.
    pub provider: Option<ProviderId>,
    /// Their name.
    pub provider_name: String,
    /// For what.
    pub service: Option<ServiceId>,
    /// Nobody else can take it on the web.
    pub held: bool,
    /// What is in its way now, in a sentence; empty: it can be confirmed.
    pub conflict: String,
}

/// Times suggested.
#[derive(Debug, Clone, Serialize, TS)]
pub struct SuggestionView {
    /// Rises with every suggestion, from 1.
    #[ts(type = "number")]
    pub round: i64,
    /// The times.
    pub times: Vec<SuggestedView>,
    /// What staff added; may be empty.
    pub note: String,
    /// The answer counts until then, Unix seconds.
    #[ts(type = "number")]
    pub until: i64,
    /// When it was made, Unix seconds.
    #[ts(type = "number")]
    pub at: i64,
    /// By whom: a name.
    pub by: String,
    /// The link to the page, while the answer counts: for a patient on the phone. Shown, never logged.
    pub link: Option<String>,
    /// What the patient answered, newest first.
    pub replies: Vec<ReplyView>,
}

/// One suggested time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SuggestedView {
    /// With whom.
    pub provider: ProviderId,
    /// Their name.
    pub provider_name: String,
    /// Clinic wall time, `YYYY-MM-DDTHH:MM`.
    pub starts: String,
    /// 1: the second of a time that comes twice.
    pub fold: u8,
    /// Instant, Unix seconds.
    #[ts(type = "number")]
    pub starts_at: i64,
    /// Length.
    pub minutes: u32,
}

/// An answer to suggested times.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ReplyView {
    /// When, Unix seconds.
    #[ts(type = "number")]
    pub at: i64,
    /// Which time, from 0; absent: none suits.
    pub choice: Option<u32>,
    /// In the patient's words; may be empty.
    pub note: String,
}

/// Something that happened to a request.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RequestHappening {
    /// Its number.
    #[ts(type = "number")]
    pub seq: i64,
    /// When, Unix seconds.
    #[ts(type = "number")]
    pub at: i64,
    /// What kind: `request.arrived`.
    pub kind: String,
    /// In words.
    pub title: String,
    /// More; may be empty.
    pub detail: String,
    /// Who: a name, "Keepwell" for the background.
    pub by: String,
}

/// A request that became a visit.
#[derive(Debug, Serialize, TS)]
pub struct ConfirmedRequest {
    /// The request.
    pub request: RequestView,
    /// The visit.
    pub visit: VisitView,
}

/// Many changed at once.
#[derive(Debug, Serialize, TS)]
pub struct ManyChanged {
    /// How many were changed.
    pub changed: u32,
    /// Which stayed as they were, and why.
    pub left: Vec<LeftRequest>,
}

/// One that stayed as it was.
#[derive(Debug, Serialize, TS)]
pub struct LeftRequest {
    /// Which.
    pub request: RequestId,
    /// Whose, as typed.
    pub name: String,
    /// Why, in a sentence.
    pub why: String,
}
