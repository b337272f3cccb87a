//! What went wrong with a request to the relay, and what it means to a clinic without an IT department.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What happened, what it means, and what to do next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(rename = "RelayExplanation")]
pub struct Explanation {
    /// What happened, a few words.
    pub title: String,
    /// What it means.
    pub meaning: String,
    /// What to do next.
    pub next: String,
}

/// What kind of failure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FailureKind {
    /// Without TLS only a relay on this very computer is spoken to.
    PlainTextRefused,
    /// Not an address of a relay.
    AddressUnreadable,
    /// There is no such host, or no internet.
    NoSuchHost,
    /// Nobody answers, or the line broke.
    Unreachable,
    /// It answered too slowly.
    TimedOut,
    /// It cannot prove who it is, or encryption failed.
    Tls,
    /// What answers is not a relay (a router's page, a hotel's sign-in).
    NotARelay,
    /// The relay has a fault of its own, or is overloaded.
    Faulty {
        /// Its HTTP status.
        status: u16,
    },
    /// The relay and this computer disagree about the time by more than five minutes.
    WrongClock {
        /// The relay's time, Unix seconds, if it told.
        relay: Option<i64>,
    },
    /// The relay said no.
    Refused {
        /// Its HTTP status.
        status: u16,
        /// Its code (`docs/relay-protocol.md`).
        code: String,
    },
}

/// Why a request did not work.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{kind:?} at {host}")]
pub struct Failure {
    /// What kind.
    pub kind: FailureKind,
    /// The relay's host.
    pub host: String,
    /// The program's words, for the log: never a body.
    pub detail: String,
}

impl Failure {
    /// Whether anybody answered that speaks like a relay.
    pub fn had_contact(&self) -> bool {
        matches!(
            self.kind,
            FailureKind::Faulty { .. } | FailureKind::WrongClock { .. } | FailureKind::Refused { .. }
        )
    }

    /// The relay's code, if it refused.
    pub fn code(&self) -> Option<&str> {
        match &self.kind {
            FailureKind::Refused { code, .. } => Some(code),
            _ => None,
        }
    }
}

/// Explains a failure in plain words.
pub fn explain(failure: &Failure) -> Explanation {
    let host = &failure.host;
    let (title, meaning, next) = match &failure.kind {
        FailureKind::PlainTextRefused => (
            "The relay's address is not encrypted".into(),
            "Keepwell speaks without encryption only to a relay on this very computer.".into(),
            "Use the address that begins with https://. Whoever runs the relay can tell you.".into(),
        ),
        FailureKind::AddressUnreadable => (
            "This is not an invitation".into(),
            "An invitation looks like https://relay.example/#pair=… and holds 26 letters and digits at its end.".into(),
            "Copy the whole line that the relay's host sent you, and paste it again.".into(),
        ),
        FailureKind::NoSuchHost => (
            "The relay was not found".into(),
            format!("There is no server called \"{host}\", or this computer has no internet connection just now. Nothing is lost: what patients send waits at the relay."),
            "Open any web page to see whether the internet works. Keepwell tries again by itself.".into(),
        ),
        FailureKind::Unreachable => (
            "The relay does not answer".into(),
            format!("\"{host}\" cannot be reached just now. Nothing is lost: patients' browsers keep what they could not send, and what was sent waits at the relay."),
            "Keepwell tries again by itself. If it lasts, tell whoever runs the relay.".into(),
        ),
        FailureKind::TimedOut => (
            "The relay answers too slowly".into(),
            format!("\"{host}\" was reached but did not finish its answer in time. Nothing is lost."),
            "Keepwell tries again by itself. If it lasts, check the internet connection, then tell whoever runs the relay.".into(),
        ),
        FailureKind::Tls => (
            "The relay could not prove who it is".into(),
            format!("The certificate of \"{host}\" is not one this computer trusts, has expired, or belongs to another name. A guest Wi-Fi or an antivirus program that looks into web traffic can be the cause. Keepwell sent nothing."),
            "Look at this computer's date first, then leave the guest Wi-Fi. If it stays, tell whoever runs the relay.".into(),
        ),
        FailureKind::NotARelay => (
            "This is not a relay".into(),
            format!("Something else than a Keepwell relay answers at \"{host}\": often a guest Wi-Fi that wants a sign-in, or a wrong address."),
            "Open the address in a browser and look at what appears. Then ask whoever runs the relay for the right one.".into(),
        ),
        FailureKind::Faulty { .. } => (
            "The relay has a fault".into(),
            format!("\"{host}\" answered that it cannot work just now. Nothing is lost: patients' browsers try again by themselves, and so does Keepwell."),
            "If it lasts longer than a few minutes, tell whoever runs the relay.".into(),
        ),
        FailureKind::WrongClock { relay } => (
            "This computer's clock and the relay's disagree".into(),
            relay.map_or_else(
                || "The relay says that this computer's clock is more than five minutes off.".to_owned(),
                |at| format!("The relay's clock says {}, this computer's clock says something else by more than five minutes.", instant(at)),
            ),
            "Set this computer's date and time right (best: let it set them by itself). Keepwell then goes on without further ado.".into(),
        ),
        FailureKind::Refused { code, .. } => return refused(code, host),
    };
    Explanation { title, meaning, next }
}

fn refused(code: &str, host: &str) -> Explanation {
    let (title, meaning, next): (&str, String, &str) = match code {
        "not_signed" | "no_such_clinic" => (
            "The relay does not know this computer",
            format!("\"{host}\" was set up anew, or another computer of the clinic was paired after this one."),
            "Ask whoever runs the relay for a new invitation, and pair again. The clinic's links stay the same.",
        ),
        "no_such_invitation" | "gone" => (
            "This invitation does not work any more",
            "An invitation works once, and for seven days.".into(),
            "Ask whoever runs the relay for a new one.",
        ),
        "stale" => (
            "The relay has something newer",
            "Another copy of this practice has published since. This one catches up by itself within minutes.".into(),
            "If it lasts, look whether Keepwell runs on a second computer with a copy of this practice.",
        ),
        "full" | "slow_down" => (
            "The relay is busy",
            format!("\"{host}\" asks to come back later. Nothing is lost."),
            "Keepwell tries again by itself.",
        ),
        "too_large" => (
            "Too large for the relay",
            "A form or a page is larger than the relay takes.".into(),
            "Shorten the form that was published last.",
        ),
        _ => (
            "The relay refused",
            format!("\"{host}\" answered \"{code}\". The relay and this Keepwell may be of different ages."),
            "Install the newest Keepwell, and ask whoever runs the relay to do the same.",
        ),
    };
    Explanation {
        title: title.into(),
        meaning,
        next: next.into(),
    }
}

/// An instant for reading, in UTC.
fn instant(at: i64) -> String {
    jiff::Timestamp::from_second(at).map_or_else(|_| at.to_string(), |at| at.strftime("%Y-%m-%d %H:%M UTC").to_string())
}
