//! Mail servers for tests: one that fails on command, and a real one.
//!
//! [`FaultyServer`] runs inside the test and does exactly what its [`Script`] says, good or bad. [`RealServer`] is
//! aiosmtpd in a process of its own, with sign-in, STARTTLS and a Maildir.

// A test server that cannot start stops its test loudly.
#![allow(clippy::expect_used, clippy::panic, clippy::unwrap_used)]

mod certificates;
mod faulty;
mod real;
mod script;
mod serve;
mod wire;

pub use certificates::{Authority, CertificateKind, ServerCertificate};
pub use faulty::{Accepted, Conversation, FaultyServer};
pub use real::{RealServer, RealSetup, ReceivedLetter, ReceivedPart};
pub use script::{Encryption, Fault, Script, Step};
