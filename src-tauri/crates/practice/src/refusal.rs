//! What the door answers when it does not do a thing: a code the screen can act on and a sentence a person can act on.

use serde::Serialize;
use ts_rs::TS;

/// The result of every use case.
pub type Result<T> = std::result::Result<T, Refusal>;

/// Why not. A code exists only where a screen or a caller reacts to it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Code {
    /// A field holds something that cannot be; `field` names it.
    Invalid,
    /// The thing asked for is not there (any more).
    NotFound,
    /// This person's role does not include this.
    NotAllowed,
    /// Nobody is signed in at this seat.
    SignInNeeded,
    /// The seat is locked; a PIN or password opens it.
    Locked,
    /// Name, password or PIN do not fit.
    WrongPassword,
    /// Too many wrong tries; `details.until` says when the next is allowed.
    LockedOut,
    /// The time is taken; `details` names by whom. May be overridden where the policy says so.
    Taken,
    /// Somebody else changed this in the meantime; `details` holds the present state.
    Changed,
    /// There is no practice on this PC yet.
    NoPractice,
    /// The practice is there but its key is not at hand.
    Shut,
    /// The recovery kit has not been proven yet, so no patient may be added.
    RecoveryUnproven,
    /// The disk is full; nothing was written.
    DiskFull,
    /// The file was written by a newer Keepwell.
    NewerFile,
    /// The file cannot be read as a practice.
    Damaged,
    /// The place is a network or synced folder.
    BadPlace,
    /// The keychain of this PC does not answer or lost the key.
    Keychain,
    /// The mail server or the settings for it do not work; `details` explains.
    Mail,
    /// This cannot be undone (any more).
    CannotUndo,
    /// A second Keepwell has this practice open.
    Busy,
    /// There is no command of that name.
    NoSuchCommand,
    /// A fault of Keepwell itself.
    Fault,
}

/// A refusal, as it goes over the wire.
#[derive(Debug, Clone, Serialize, TS, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// What kind.
    pub code: Code,
    /// What happened and what it means, in the clinic's words.
    pub message: String,
    /// The form field it is about, as a path (`phones.0.number`).
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<String>,
    /// What to do next.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
    /// More, for the screen (clashing visit, time of the next try …).
    #[ts(optional, type = "unknown")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub details: Option<serde_json::Value>,
}

impl Refusal {
    /// A refusal of kind `code`.
    pub fn new(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            message: message.into(),
            field: None,
            next: None,
            details: None,
        }
    }

    /// A field holds something that cannot be.
    pub fn invalid(field: impl Into<String>, message: impl Into<String>) -> Self {
        Self {
            field: Some(field.into()),
            ..Self::new(Code::Invalid, message)
        }
    }

    /// `what` is not there (any more): "This visit", "This patient".
    pub fn not_found(what: &str) -> Self {
        Self::new(Code::NotFound, format!("{what} is not there any more."))
            .next("Go back and open it again from the list.")
    }

    /// A fault of Keepwell's own. The cause goes to the log, never onto the screen: it may quote patient data.
    pub fn fault(cause: impl std::fmt::Display) -> Self {
        tracing::error!(%cause, "fault");
        Self::new(
            Code::Fault,
            "Keepwell could not finish this because of a fault of its own. Nothing was changed.",
        )
        .next("Try again. If it happens again, restart Keepwell.")
    }

    /// Adds what to do next.
    pub fn next(mut self, next: impl Into<String>) -> Self {
        self.next = Some(next.into());
        self
    }

    /// Adds details for the screen. Details that cannot be written as JSON are a fault in the log, not a lost refusal.
    pub fn details(mut self, details: impl Serialize) -> Self {
        match serde_json::to_value(details) {
            Ok(value) => self.details = Some(value),
            Err(cause) => tracing::error!(%cause, "refusal details"),
        }
        self
    }
}

impl From<rusqlite::Error> for Refusal {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::new(
                Code::DiskFull,
                "The disk of this computer is full. Nothing was changed and nothing is lost.",
            )
            .next("Free some space (empty the bin, remove downloads), then do it again."),
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::new(
                Code::Busy,
                "Another Keepwell on this computer is writing at this moment. Nothing was changed.",
            )
            .next("Try again in a few seconds."),
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => Self::new(
                Code::Damaged,
                "The patient file could not be read: it is damaged, or the key does not fit. Nothing was changed.",
            )
            .next("Close Keepwell, do not delete anything, and restore the newest backup."),
            Some(ErrorCode::SystemIoFailure | ErrorCode::CannotOpen | ErrorCode::ReadOnly) => Self::new(
                Code::Damaged,
                "The disk refused to read or write the patient file. Nothing was changed.",
            )
            .next("Check that the disk is connected, not full and not write-protected, then try again."),
            _ => Self::fault(error),
        }
    }
}

impl From<keepwell_keys::KeyError> for Refusal {
    fn from(error: keepwell_keys::KeyError) -> Self {
        use keepwell_keys::KeyError as K;
        let code = match &error {
            K::WrongPassword | K::WrongRecoveryCode | K::NoSuchSlot => Code::WrongPassword,
            K::MistypedRecoveryCode { .. } | K::RecoveryCodeLength { .. } => Code::Invalid,
            K::KeychainMissing { .. }
            | K::KeychainLocked { .. }
            | K::KeychainEntryGone
            | K::KeychainEntryWrong
            | K::KeychainFailed { .. }
            | K::KeychainTimedOut { .. } => Code::Keychain,
            K::NewerSlotFile => Code::NewerFile,
            _ => Code::Damaged,
        };
        Self::new(code, error.to_string())
    }
}
