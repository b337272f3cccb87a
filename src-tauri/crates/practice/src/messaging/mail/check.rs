//! Ask the mail server whether it would take mail from us, without sending any.

use super::save::check_form;
use super::settings::{build, of_form, sender};
use super::{CheckMail, MailCheck, note_status};
use crate::door::Call;
use crate::events::Event;
use crate::{Code, Refusal, Result, clinic};
use keepwell_mail::{MailPassword, explain, probe};
use std::time::Duration;

/// Somebody waits in front of the screen.
const PATIENCE: Duration = Duration::from_secs(20);

/// Connects, encrypts and signs in with what is typed or saved. A demo opens no connection.
pub fn check(call: &Call<'_>, input: CheckMail) -> Result<MailCheck> {
    let (demo, mut sender) = call.read(|on| {
        let clinic = clinic::facts(on)?;
        let sender = match &input.settings {
            Some(form) => {
                let settings = of_form(form);
                let password = check_form(
                    on,
                    &settings,
                    form.password.as_ref().map(|typed| MailPassword::new(typed.0.clone())),
                    &clinic,
                )?;
                build(&settings, password, &clinic)?
            }
            None => sender(on, &clinic)?.ok_or_else(not_set_up)?,
        };
        Ok((clinic.demo, sender))
    })?;
    if demo {
        return Ok(MailCheck {
            ok: true,
            words: "This is a demo: Keepwell only pretends to send and opened no connection.".into(),
            explanation: None,
            failure: None,
        });
    }
    sender.server.timeout = PATIENCE;
    let answer = match probe(&sender.server) {
        Ok(probed) => {
            let words = match (probed.encrypted, probed.signed_in) {
                (true, true) => "Connected, encrypted and signed in. Send yourself a test e-mail next.",
                (true, false) => "Connected and encrypted. Send yourself a test e-mail next.",
                (false, _) => "Connected to the mail program on this computer. Send yourself a test e-mail next.",
            };
            MailCheck {
                ok: true,
                words: words.into(),
                explanation: None,
                failure: None,
            }
        }
        Err(failure) => {
            let explanation = explain(&failure);
            MailCheck {
                ok: false,
                words: explanation.title.clone(),
                explanation: Some(explanation),
                failure: Some(failure),
            }
        }
    };
    if input.settings.is_none() {
        call.transact(|tx| {
            if note_status(tx.on(), tx.now().as_second(), answer.failure.as_ref())? {
                tx.event(Event::new("mail.status"));
            }
            Ok(())
        })?;
    }
    Ok(answer)
}

/// There is nothing to send with.
pub fn not_set_up() -> Refusal {
    Refusal::new(Code::Mail, "No mail server is set up yet.").next("Fill in the form and save it first.")
}
