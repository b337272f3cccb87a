//! Signing in with user name and password, PLAIN (RFC 4616) or LOGIN.

use base64::{Engine, engine::general_purpose::STANDARD};
use zeroize::Zeroizing;

use super::conversation::Conversation;
use crate::{
    failure::{Failure, FailureKind, Phase},
    server::{Security, SignIn},
};

const PHASE: Phase = Phase::SignIn;

pub(super) fn sign_in(talk: &mut Conversation<'_>, sign_in: &SignIn) -> Result<(), Failure> {
    // Cannot happen while `open` does its work; the password must not depend on that.
    if !talk.line.is_sealed() && talk.reporter.server.security != Security::None {
        return Err(talk.reporter.failure(PHASE, FailureKind::TlsNotOffered, None, ""));
    }
    talk.reporter.redact.hide(sign_in.password.reveal());
    let reply = if talk.offers.auth_plain {
        let secret = encoded(&format!("\0{}\0{}", sign_in.user, sign_in.password.reveal()), talk);
        let first = talk.ask(PHASE, &Zeroizing::new(format!("AUTH PLAIN {}\r\n", *secret)))?;
        // A few servers do not read the password behind the command and ask for it.
        if first.code == 334 {
            talk.ask(PHASE, &Zeroizing::new(format!("{}\r\n", *secret)))?
        } else {
            first
        }
    } else if talk.offers.auth_login {
        // The two questions are "Username:" and "Password:" in whatever words; their order is fixed.
        let mut reply = talk.ask(PHASE, "AUTH LOGIN\r\n")?;
        for text in [&*sign_in.user, sign_in.password.reveal()] {
            if reply.code != 334 {
                return Err(talk.reporter.unexpected(PHASE, &reply));
            }
            let secret = encoded(text, talk);
            reply = talk.ask(PHASE, &Zeroizing::new(format!("{}\r\n", *secret)))?;
        }
        reply
    } else {
        return Err(talk.reporter.failure(PHASE, FailureKind::SignInNotOffered, None, ""));
    };
    talk.done(PHASE, reply).map(drop)
}

/// Base64, wiped afterwards, and hidden should the server repeat it.
fn encoded(text: &str, talk: &mut Conversation<'_>) -> Zeroizing<String> {
    let encoded = Zeroizing::new(STANDARD.encode(text));
    talk.reporter.redact.hide(&encoded);
    encoded
}
