//! One e-mail to one person.

mod clean;
mod compose;

use std::time::SystemTime;

pub use compose::compose;

/// A person or clinic with an e-mail address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mailbox {
    /// Name as shown to the reader; may be empty. Control characters never reach a header.
    pub name: String,
    /// The address, `somebody@example.org`.
    pub address: String,
}

/// One e-mail to one person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Letter {
    /// Message-ID, with or without angle brackets, made by the caller from the outbox key: the same letter always
    /// carries the same one, so that a second copy can be recognised.
    pub message_id: String,
    /// The clinic.
    pub from: Mailbox,
    /// Where answers should go, when not to `from`.
    pub reply_to: Option<Mailbox>,
    /// The one person it goes to.
    pub to: Mailbox,
    /// Subject line.
    pub subject: String,
    /// The letter as plain text; always sent.
    pub text: String,
    /// The same letter as HTML, for programs that show it.
    pub html: Option<String>,
    /// The visit for the reader's calendar, when the letter is about one.
    pub invitation: Option<Invitation>,
    /// Further header lines, such as `List-Unsubscribe`; may not name one of the headers above.
    pub extra: Vec<(String, String)>,
    /// The letter's date.
    pub date: SystemTime,
}

/// What a calendar program does with an [`Invitation`] (RFC 5546).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Method {
    /// Puts the visit into the calendar, or moves it there.
    Request,
    /// Takes the visit out of it.
    Cancel,
}

/// A visit as calendar programs read it (RFC 6047).
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Invitation {
    /// What is to be done; the same as the calendar's own `METHOD`.
    pub method: Method,
    /// The calendar (RFC 5545), its lines ended and folded as on the wire.
    pub ics: String,
}

/// Why a letter cannot be put on the wire. Names the part, never its content.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LetterError {
    /// An address is no e-mail address.
    #[error("the {part} address is not an e-mail address")]
    Address {
        /// Which one: `sender`, `answer` or `recipient`.
        part: &'static str,
    },
    /// The Message-ID does not have the form `something@domain`.
    #[error("the letter's number (Message-ID) does not have the form something@domain")]
    MessageId,
    /// A further header has a name no header can have, or the name of one the letter sets itself.
    #[error("a further header line has a name that cannot be used")]
    Header,
    /// The parts could not be put together.
    #[error("the letter could not be put together")]
    Unsendable,
}
