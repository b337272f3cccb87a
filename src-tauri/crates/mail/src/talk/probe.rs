//! The set-up page's "Check": everything up to the letter, without one.

use super::{conversation::Reporter, deliver::check, open::open};
use crate::{
    failure::{Failure, Redact},
    server::MailServer,
};

/// What a successful check found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Probed {
    /// The line is encrypted and the certificate is good.
    pub encrypted: bool,
    /// User name and password were accepted; `false` when none were given.
    pub signed_in: bool,
}

/// Connects, encrypts, signs in and leaves again. Takes at most the server's timeout.
///
/// # Errors
/// The failure, to be shown through [`crate::explain`].
pub fn probe(server: &MailServer) -> Result<Probed, Failure> {
    let reporter = Reporter {
        server,
        redact: Redact::default(),
    };
    let reporter = check(reporter)?;
    let talk = open(reporter)?;
    let probed = Probed {
        encrypted: talk.line.is_sealed(),
        signed_in: server.sign_in.is_some(),
    };
    talk.line.farewell();
    Ok(probed)
}
