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
    /// Further header lines, such as `List-Unsubscribe`; may not name one of the headers above.
    pub extra: Vec<(String, String)>,
    /// The letter's date.
    pub date: SystemTime,
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
