//! One letter, handed over step by step.

use lettre::transport::smtp::{
    commands::{Data, Mail, Rcpt},
    extension::{MailBodyParameter, MailParameter},
};

use super::{
    conversation::{Conversation, Reporter},
    open::open,
};
use crate::{
    failure::{Concern, Failure, FailureKind, Phase, Redact},
    letter::{Letter, compose},
    outcome::{Outcome, Phases},
    server::{MailError, MailServer},
};

/// Most bytes handed to the line at once.
const CHUNK: usize = 16 * 1024;

/// Hands one letter to the server. Returns at the latest when the server has used up its timeout; the time `phases`
/// takes is not counted.
pub fn deliver(server: &MailServer, letter: &Letter, phases: &mut dyn Phases) -> Outcome {
    hand_over(server, letter, phases).unwrap_or_else(outcome_of)
}

fn hand_over(server: &MailServer, letter: &Letter, phases: &mut dyn Phases) -> Result<Outcome, Failure> {
    let mut reporter = Reporter {
        server,
        redact: Redact::default(),
    };
    // Servers repeat the recipient's name without its domain ("jane.doe: unknown user").
    let recipient = letter.to.address.trim();
    for private in [
        recipient,
        recipient.split('@').next().unwrap_or(recipient),
        letter.to.name.trim(),
    ] {
        reporter.redact.hide(private);
    }
    let reporter = check(reporter)?;
    let message = compose(letter)
        .map_err(|error| reporter.failure(Phase::Prepare, FailureKind::LetterUnsendable, None, &error.to_string()))?;
    let body = message.formatted();
    let envelope = message.envelope();

    if phases.before_connect().is_err() {
        return Ok(Outcome::Stopped);
    }
    let mut talk = open(reporter)?;
    if let Err(failure) = envelope_and_data(&mut talk, envelope, &body) {
        talk.line.farewell();
        return Err(failure);
    }
    // The clock of the server stands still while the outbox writes.
    if talk.line.meanwhile(|| phases.before_body()).is_err() {
        // In the middle of DATA there is no way to say no but to hang up; the server throws the beginning away.
        talk.line.hang_up();
        return Ok(Outcome::Stopped);
    }
    for chunk in on_the_wire(&body).chunks(CHUNK) {
        talk.line
            .send(chunk)
            .map_err(|error| talk.reporter.broken(Phase::Body, &error))?;
    }
    let reply = talk.answer(Phase::Reply)?;
    let reply = talk.done(Phase::Reply, reply)?;
    let reply = talk.reporter.redact.line(&format!("{} {}", reply.code, reply.text()));
    talk.line.farewell();
    Ok(Outcome::Sent { reply })
}

/// MAIL, RCPT and DATA up to the server's 354.
fn envelope_and_data(
    talk: &mut Conversation<'_>,
    envelope: &lettre::address::Envelope,
    body: &[u8],
) -> Result<(), Failure> {
    let mut parameters = Vec::new();
    let ascii = |address: &lettre::Address| AsRef::<str>::as_ref(address).is_ascii();
    if !envelope.from().into_iter().chain(envelope.to()).all(ascii) {
        if !talk.offers.utf8_addresses {
            return Err(talk
                .reporter
                .failure(Phase::Sender, FailureKind::AddressNotSupported, None, ""));
        }
        parameters.push(MailParameter::SmtpUtfEight);
    }
    if !body.is_ascii() && talk.offers.eight_bit {
        parameters.push(MailParameter::Body(MailBodyParameter::EightBitMime));
    }
    let reply = talk.ask(
        Phase::Sender,
        &Mail::new(envelope.from().cloned(), parameters).to_string(),
    )?;
    talk.done(Phase::Sender, reply)?;
    for recipient in envelope.to() {
        let reply = talk.ask(Phase::Recipient, &Rcpt::new(recipient.clone(), Vec::new()).to_string())?;
        talk.done(Phase::Recipient, reply)?;
    }
    let reply = talk.ask(Phase::Data, &Data.to_string())?;
    if reply.code != 354 {
        return Err(talk.reporter.unexpected(Phase::Data, &reply));
    }
    talk.nothing_unread(Phase::Data)
}

/// The letter as RFC 5321 §4.5.2 wants it: a dot at the beginning of a line doubled, a lone dot at the end.
fn on_the_wire(body: &[u8]) -> Vec<u8> {
    let mut wire = Vec::with_capacity(body.len() + 64);
    let mut at_start = true;
    for &byte in body {
        if at_start && byte == b'.' {
            wire.push(b'.');
        }
        wire.push(byte);
        at_start = byte == b'\n';
    }
    if !at_start {
        wire.extend_from_slice(b"\r\n");
    }
    wire.extend_from_slice(b".\r\n");
    wire
}

/// What the settings themselves forbid.
pub(super) fn check(reporter: Reporter<'_>) -> Result<Reporter<'_>, Failure> {
    match reporter.server.check() {
        Ok(()) => Ok(reporter),
        Err(error) => {
            let kind = match error {
                MailError::PlainTextRefused => FailureKind::PlainTextRefused,
                MailError::HostUnreadable | MailError::SignInUnreadable | MailError::RootsUnreadable => {
                    FailureKind::SettingsUnreadable
                }
            };
            Err(reporter.failure(Phase::Prepare, kind, None, &error.to_string()))
        }
    }
}

/// What a failure means for the letter.
fn outcome_of(failure: Failure) -> Outcome {
    let on_its_way = matches!(failure.phase, Phase::Body | Phase::Reply);
    match (failure.code, failure.kind.concern()) {
        // No readable final answer: nobody knows whether the server kept the letter.
        (None, _) if on_its_way => Outcome::Uncertain { failure },
        (Some(400..500), _) => Outcome::TryLater { failure },
        // Refused because of this letter or its recipient. A 5xx about the set-up leaves the letter as good as before.
        (_, Concern::Letter | Concern::Recipient) => Outcome::Refused { failure },
        (_, Concern::SetUp | Concern::Moment) => Outcome::TryLater { failure },
    }
}
