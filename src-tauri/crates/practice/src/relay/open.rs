//! From the bytes a relay delivered to what a patient wrote, or why that cannot be had. Reads, changes nothing.

use super::PoisonReason;
use super::keys::{self, Known};
use crate::requests::Flag;
use crate::{Result, forms};
use keepwell_protocol::envelope::{EnvelopeError, Header, open as open_envelope};
use keepwell_protocol::form::{Form, check};
use keepwell_protocol::id::{ClinicId, SlotId, SubmissionId};
use keepwell_protocol::limits::{LARGEST_ENVELOPE, OLD_SUBMISSION_DAYS};
use keepwell_protocol::submission::{FilledForm, Reply, Submission, unpack};
use rusqlite::Connection;

const DAY: i64 = 86_400;
/// A page that was open when the keys changed still seals to the old ones: no reason to be wary for a day.
const GRACE: i64 = DAY;

/// What was in an envelope.
pub enum Opened {
    /// A filled form.
    Form {
        /// The form as it was published.
        form: Box<Form>,
        /// The answers.
        filled: FilledForm,
        /// The bytes of the files.
        files: Vec<Vec<u8>>,
        /// What staff should know.
        flags: Vec<Flag>,
        /// Whether the relay's time is another one than the patient's.
        slot_differs: bool,
    },
    /// The answer to suggested times.
    Reply {
        /// The answer.
        reply: Reply,
        /// What staff should know.
        flags: Vec<Flag>,
    },
    /// Nothing that can be read.
    Poison(PoisonReason),
}

/// Who opens, and when.
#[derive(Clone, Copy)]
pub struct Opener<'a> {
    /// The practice.
    pub on: &'a Connection,
    /// The clinic's id on the web.
    pub clinic: ClinicId,
    /// Now, Unix seconds.
    pub now: i64,
    /// The clinic's day, `YYYY-MM-DD`.
    pub today: &'a str,
    /// The clinic's country.
    pub country: &'a str,
}

/// Opens one envelope.
pub fn open(by: Opener<'_>, sid: SubmissionId, slot: Option<SlotId>, envelope: &[u8]) -> Result<Opened> {
    if envelope.len() > LARGEST_ENVELOPE {
        return Ok(Opened::Poison(PoisonReason::NotAnEnvelope));
    }
    let Ok(header) = Header::read(envelope) else {
        return Ok(Opened::Poison(PoisonReason::NotAnEnvelope));
    };
    if header.sid != sid {
        return Ok(Opened::Poison(PoisonReason::ForeignId));
    }
    let (keys, retired) = match keys::known(by.on, header.kid)? {
        Known::Keys(keys, retired) => (keys, retired),
        Known::Deleted => return Ok(Opened::Poison(PoisonReason::DeletedKey)),
        Known::Never => return Ok(Opened::Poison(PoisonReason::UnknownKey)),
    };
    let padded = match open_envelope(&keys, by.clinic, envelope) {
        Ok(padded) => padded,
        Err(EnvelopeError::DoesNotOpen) => return Ok(Opened::Poison(PoisonReason::BrokenSeal)),
        Err(_) => return Ok(Opened::Poison(PoisonReason::NotAnEnvelope)),
    };
    let Ok((submission, files)) = unpack(&padded) else {
        return Ok(Opened::Poison(PoisonReason::Unreadable));
    };
    let mut flags = Vec::new();
    if retired.is_some_and(|at| by.now - at > GRACE) {
        flags.push(Flag::RetiredKey);
    }
    match submission {
        Submission::Reply(reply) if header.is_reply() => {
            if is_old(by.now, reply.created_at) {
                flags.push(Flag::OldSubmission);
            }
            Ok(Opened::Reply { reply, flags })
        }
        Submission::Form(filled) if !header.is_reply() => {
            let Some(form) = forms::by_hash(by.on, &header.form)? else {
                return Ok(Opened::Poison(PoisonReason::UnknownForm));
            };
            if is_old(by.now, filled.created_at) {
                flags.push(Flag::OldSubmission);
            }
            if !forms::is_current(by.on, &header.form)? {
                flags.push(Flag::FormRetired);
            }
            let slot_differs = filled.slot.as_ref().map(|chosen| chosen.slot) != slot;
            if slot_differs {
                flags.push(Flag::SlotMismatch);
            }
            let problems = check::check(
                &form,
                &filled.answers,
                &check::Facts {
                    today: by.today,
                    country: by.country,
                    files: &filled.files,
                    phone: keepwell_protocol::form::values::is_phone,
                },
            );
            // The sealed words must be about the form they were sealed with.
            if !problems.is_empty() || filled.form != form.id || filled.version != form.version {
                flags.push(Flag::DoesNotFit { problems });
            }
            Ok(Opened::Form {
                form: Box::new(form),
                filled,
                files,
                flags,
                slot_differs,
            })
        }
        Submission::Reply(_) | Submission::Form(_) => Ok(Opened::Poison(PoisonReason::Unreadable)),
    }
}

/// Made more than two weeks ago by its own word.
fn is_old(now: i64, created_at: i64) -> bool {
    now.saturating_sub(created_at) > OLD_SUBMISSION_DAYS * DAY
}
