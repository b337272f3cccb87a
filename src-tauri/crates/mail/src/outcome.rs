//! How one delivery ended, and the two moments the caller writes down on the way.

use crate::failure::Failure;

/// The caller said no: it could not write down what is about to happen, or no longer wants the letter to go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stop;

/// The moments the outbox must have written down *before* they happen, so that a crash never sends twice.
///
/// The time spent in these calls is the caller's own and does not count against the server's timeout.
pub trait Phases {
    /// Nothing has left this computer yet. After a crash from here until [`Phases::before_body`] the letter may be
    /// sent again without risk.
    fn before_connect(&mut self) -> Result<(), Stop>;

    /// The server answered 354 and waits for the letter; not one byte of it has been sent. After a crash from
    /// here on nobody can know whether the letter arrived, so it must not be sent again by itself.
    fn before_body(&mut self) -> Result<(), Stop>;
}

/// How one delivery ended.
#[derive(Debug, Clone, PartialEq, Eq)]
#[must_use = "the outbox has to write down how the delivery ended"]
pub enum Outcome {
    /// The server took responsibility for the letter.
    Sent {
        /// The server's last answer, one line, without addresses; usually holds its queue number.
        reply: String,
    },
    /// The letter is certainly not delivered and may be tried again: the server was busy or unreachable, or the
    /// mail settings need a correction first (see [`crate::FailureKind::concern`]).
    TryLater {
        /// What went wrong.
        failure: Failure,
    },
    /// The server refused this letter or this address for good; trying again would only be refused again.
    Refused {
        /// What went wrong.
        failure: Failure,
    },
    /// The connection broke, fell silent or became unreadable after the letter started to go out and before the
    /// server's final answer. It has probably arrived; it must never be sent again without a person deciding so.
    Uncertain {
        /// What went wrong.
        failure: Failure,
    },
    /// A [`Phases`] call said no. The letter is certainly not delivered.
    Stopped,
}

impl Outcome {
    /// What went wrong, when something did.
    pub fn failure(&self) -> Option<&Failure> {
        match self {
            Self::TryLater { failure } | Self::Refused { failure } | Self::Uncertain { failure } => Some(failure),
            Self::Sent { .. } | Self::Stopped => None,
        }
    }
}
