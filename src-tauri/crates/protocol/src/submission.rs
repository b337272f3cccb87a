//! What is inside an envelope: `length u32 | json-length u32 | json | files… | zeros up to the bucket` (big endian; `length`
//! counts everything between itself and the zeros).

mod pack;

pub use pack::{SubmissionError, pack, unpack};

use crate::id::{FormId, PageId, SlotId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The JSON of a submission.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Submission {
    /// A filled form.
    Form(FilledForm),
    /// The answer to suggested times.
    Reply(Reply),
}

/// A filled form.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FilledForm {
    /// Which form.
    pub form: FormId,
    /// Which version.
    pub version: u32,
    /// The language it was filled in.
    pub language: String,
    /// By the browser's clock, Unix seconds: a hint only.
    #[ts(type = "number")]
    pub created_at: i64,
    /// Answers by question id; what each kind looks like is told at [`crate::form::QuestionKind`].
    #[ts(type = "Record<string, unknown>")]
    pub answers: serde_json::Map<String, serde_json::Value>,
    /// The files, in the order of their bytes behind the JSON.
    pub files: Vec<FileEntry>,
    /// The time held, if the patient took one.
    pub slot: Option<ChosenSlot>,
    /// The page the form stood in, without query or fragment; empty if not known. Where the request came from (CRM-1).
    pub source: String,
}

/// A file behind the JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FileEntry {
    /// The question it answers.
    pub question: String,
    /// As the patient's computer calls it. Text to show, never a path.
    pub name: String,
    /// `image/jpeg`, `image/png` or `application/pdf`, as claimed.
    pub media_type: String,
    /// Bytes.
    pub length: u32,
}

/// A time taken on the web.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChosenSlot {
    /// Which; the clinic compares it with what the relay says was taken.
    pub slot: SlotId,
    /// For which service (the option id of the form's service question, else the slot's only one).
    pub service: String,
    /// What the patient saw, Unix seconds.
    #[ts(type = "number")]
    pub starts_at: i64,
}

/// The answer to suggested times.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// The page with the suggestions.
    pub page: PageId,
    /// The secret of the page's link, Crockford: who seals this has read the letter.
    pub secret: String,
    /// Which of the suggested times, from 0; `None`: none of them suits.
    pub choice: Option<u32>,
    /// What the patient adds.
    pub note: String,
    /// By the browser's clock, Unix seconds.
    #[ts(type = "number")]
    pub created_at: i64,
}

/// The page a suggestion's link opens: AES-256-GCM under HKDF-SHA256(secret, salt page id, info `"keepwell-page/1"`), nonce 12
/// bytes first, padded to 4 KiB like a submission. The relay keeps the ciphertext; the secret is in the link's fragment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SuggestionPage {
    /// 1.
    pub v: u32,
    /// The language the page greets in.
    pub language: String,
    /// The patient's first name.
    pub first_name: String,
    /// The suggested times.
    pub times: Vec<SuggestedTime>,
    /// What staff added; may be empty.
    pub note: String,
    /// The answer counts until then, Unix seconds.
    #[ts(type = "number")]
    pub until: i64,
}

/// One suggested time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SuggestedTime {
    /// Instant, Unix seconds.
    #[ts(type = "number")]
    pub starts_at: i64,
    /// Clinic wall time, `YYYY-MM-DDTHH:MM`.
    pub starts: String,
    /// Length.
    pub minutes: u32,
    /// With whom; may be empty.
    pub provider: String,
}
