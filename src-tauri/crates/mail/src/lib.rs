//! One e-mail, spoken to a real mail server phase by phase, and what went wrong in plain words.
//!
//! The caller keeps the outbox. This crate tells it, through [`Phases`], the two moments that matter: before the
//! server is contacted, and after the server said "go ahead" but before the first byte of the letter. Whatever
//! happens, [`deliver`] returns one [`Outcome`], and never later than the server's `timeout`.

mod failure;
mod letter;
mod outcome;
mod server;
mod talk;

pub use failure::{Concern, Explanation, Failure, FailureKind, Phase, explain};
pub use letter::{Invitation, Letter, LetterError, Mailbox, Method, compose};
pub use outcome::{Outcome, Phases, Stop};
pub use server::{
    KnownServer, MailError, MailPassword, MailServer, PasswordAdvice, Security, SignIn, hosting_servers, known_server,
};
pub use talk::{Probed, deliver, probe};
