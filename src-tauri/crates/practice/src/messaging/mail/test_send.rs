//! Send one e-mail to oneself: the only proof that reminders arrive.

use super::check::not_set_up;
use super::{TestMail, TestSent, note_status, sender};
use crate::door::Call;
use crate::events::Event;
use crate::{Refusal, Result, clinic};
use keepwell_mail::{Letter, Mailbox, Outcome, Phases, Stop, deliver, explain};
use std::time::Duration;

/// Somebody waits in front of the screen.
const PATIENCE: Duration = Duration::from_secs(30);

/// Sends a short letter with the saved settings.
pub fn test_send(call: &Call<'_>, input: TestMail) -> Result<TestSent> {
    let clinic = call.read(clinic::facts)?;
    let subject = format!("Test from {}", clinic.name);
    let text = format!(
        "This is a test from Keepwell at {}.\n\nIf you can read it, reminders to patients can be sent.\n",
        clinic.name
    );
    send_to_self(call, &input.to, &subject, &text, None)
}

/// A person looks on and nothing stands in the outbox: there is nothing to write down on the way.
struct Watched;

impl Phases for Watched {
    fn before_connect(&mut self) -> std::result::Result<(), Stop> {
        Ok(())
    }

    fn before_body(&mut self) -> std::result::Result<(), Stop> {
        Ok(())
    }
}

/// Sends a letter to an address somebody typed, while they wait. A demo opens no connection.
pub fn send_to_self(call: &Call<'_>, to: &str, subject: &str, text: &str, html: Option<String>) -> Result<TestSent> {
    let to = to.trim();
    if !email_address::EmailAddress::is_valid(to) {
        return Err(Refusal::invalid("to", "This is not an e-mail address."));
    }
    let clinic = call.read(clinic::facts)?;
    if clinic.demo {
        return Ok(TestSent {
            ok: true,
            words: "This is a demo: Keepwell only pretended to send.".into(),
            explanation: None,
            failure: None,
        });
    }
    let mut sender = call.read(|on| sender(on, &clinic))?.ok_or_else(not_set_up)?;
    sender.server.timeout = PATIENCE;
    let domain = sender.from.address.rsplit('@').next().unwrap_or("localhost").to_owned();
    let letter = Letter {
        message_id: format!("test-{}@{domain}", uuid::Uuid::now_v7().simple()),
        from: sender.from,
        reply_to: sender.reply_to,
        to: Mailbox {
            name: String::new(),
            address: to.to_owned(),
        },
        subject: subject.to_owned(),
        text: text.to_owned(),
        html,
        invitation: None,
        extra: Vec::new(),
        date: call.practice()?.now().into(),
    };
    let outcome = deliver(&sender.server, &letter, &mut Watched);
    call.transact(|tx| {
        if note_status(tx.on(), tx.now().as_second(), outcome.failure())? {
            tx.event(Event::new("mail.status"));
        }
        Ok(())
    })?;
    Ok(match outcome {
        Outcome::Sent { .. } => TestSent {
            ok: true,
            words: format!("The mail server took it. Look into the mailbox of {to}, also under spam."),
            explanation: None,
            failure: None,
        },
        Outcome::Stopped => return Err(Refusal::fault("a watched delivery was stopped")),
        Outcome::TryLater { failure } | Outcome::Refused { failure } | Outcome::Uncertain { failure } => {
            let explanation = explain(&failure);
            TestSent {
                ok: false,
                words: explanation.title.clone(),
                explanation: Some(explanation),
                failure: Some(failure),
            }
        }
    })
}
