//! The conversation with a mail server.
//!
//! lettre writes the letters and the SMTP commands; the line itself is our own. Its `SmtpConnection` waits anew for
//! every byte (a server that drips holds it for hours), keeps what was received in plain before STARTTLS as if it
//! had come encrypted, and takes an answer that is not UTF-8 for a broken line, which after the letter's last byte
//! would make a delivered letter look lost.

mod conversation;
mod deliver;
mod line;
mod open;
mod probe;
mod reply;
mod sign_in;
mod tls;

pub use deliver::deliver;
pub use probe::{Probed, probe};
