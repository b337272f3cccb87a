//! What the worker hands over: a submission that was fetched, opened and understood.

use keepwell_protocol::form::{Form, Problem};
use keepwell_protocol::id::{SlotId, SubmissionId};
use keepwell_protocol::submission::{FilledForm, Reply};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A filled form, opened.
#[derive(Debug, Clone)]
pub struct Arrived {
    /// Which submission: taken once, however often it comes.
    pub sid: SubmissionId,
    /// Its number at the relay.
    pub seq: u64,
    /// SHA-256 of the sealed bytes.
    pub sha256: [u8; 32],
    /// When the relay took it, Unix seconds.
    pub received_at: i64,
    /// The form as it was published when it was filled.
    pub form: Form,
    /// What the patient filled in.
    pub filled: FilledForm,
    /// The bytes of its files, in the order of `filled.files`.
    pub files: Vec<Vec<u8>>,
    /// The time the relay says was taken with it.
    pub slot: Option<SlotId>,
    /// What staff should know before they trust it.
    pub flags: Vec<Flag>,
}

/// The answer to suggested times, opened.
#[derive(Debug, Clone)]
pub struct ArrivedReply {
    /// Which submission.
    pub sid: SubmissionId,
    /// Its number at the relay.
    pub seq: u64,
    /// SHA-256 of the sealed bytes.
    pub sha256: [u8; 32],
    /// When the relay took it, Unix seconds.
    pub received_at: i64,
    /// What it says.
    pub reply: Reply,
    /// What staff should know before they trust it.
    pub flags: Vec<Flag>,
}

/// What staff should know of a request before they act on it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, TS)]
#[serde(tag = "flag", rename_all = "snake_case", deny_unknown_fields)]
pub enum Flag {
    /// Made more than two weeks before it arrived.
    OldSubmission,
    /// Sealed for keys the clinic has replaced since.
    RetiredKey,
    /// The form, or this version of it, is not open any more.
    FormRetired,
    /// The time the patient saw is not the one the relay says was taken.
    SlotMismatch,
    /// The time taken is not one the clinic knows.
    SlotUnknown,
    /// The time taken cannot be kept.
    SlotConflict {
        /// What is in the way, in a sentence.
        what: String,
    },
    /// Answers the form would not have let through.
    DoesNotFit {
        /// Which, and why.
        problems: Vec<Problem>,
    },
    /// A file was not kept.
    FileRefused {
        /// As the patient's computer calls it.
        name: String,
        /// Why.
        why: FileProblem,
    },
    /// The patient chose a suggested time that is taken meanwhile.
    ChosenTimeTaken {
        /// Clinic wall time, `YYYY-MM-DDTHH:MM`.
        starts: String,
        /// What is in the way, in a sentence.
        what: String,
    },
    /// None of the suggested times suits.
    NoneSuits,
    /// The answer came after the time it counted until.
    LateReply,
    /// The patient answered again after the matter was settled.
    AnsweredAgain,
    /// Keepwell did not book the time by itself, though it may: staff decide.
    NotByItself {
        /// Why, in a sentence.
        what: String,
    },
}

/// Why a file was not kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum FileProblem {
    /// Neither a JPEG or PNG picture nor a PDF.
    NotWelcome,
    /// Another kind of file than it says.
    NotWhatItSays,
    /// More pixels than Keepwell opens.
    TooLarge,
    /// Damaged.
    Broken,
    /// Not announced in the submission, or announced and not there.
    Missing,
}
