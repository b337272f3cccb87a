//! Save the mail server.

use super::settings::{Stored, build, forget_status, of_form, password, put, stored};
use super::{MailSettings, SaveMail, get};
use crate::clinic::ClinicFacts;
use crate::door::Call;
use crate::events::Event;
use crate::{Refusal, Result, clinic};
use keepwell_mail::{MailError, MailPassword};
use rusqlite::Connection;

/// Saves the mail server. What it would say to a letter is asked by `mail.check`.
pub fn save(call: &Call<'_>, input: SaveMail) -> Result<MailSettings> {
    let typed = input.password.as_ref().map(|typed| MailPassword::new(typed.0.clone()));
    let settings = of_form(&input);
    call.transact(|tx| {
        check_form(tx.on(), &settings, typed.clone(), &clinic::facts(tx.on())?)?;
        put(tx.on(), tx.now().as_second(), &settings, typed.as_ref())?;
        // A new start: what stood in the way before is asked anew.
        forget_status(tx.on(), tx.now().as_second())?;
        tx.event(Event::new("mail.saved"));
        get::view(tx.on())
    })
}

/// Refuses what can be seen to be wrong without asking the server; answers the password that would be used.
pub fn check_form(
    on: &Connection,
    settings: &Stored,
    typed: Option<MailPassword>,
    clinic: &ClinicFacts,
) -> Result<Option<MailPassword>> {
    if !email_address::EmailAddress::is_valid(&settings.from_address) {
        return Err(Refusal::invalid("from_address", "This is not an e-mail address."));
    }
    if !settings.reply_to.is_empty() && !email_address::EmailAddress::is_valid(&settings.reply_to) {
        return Err(Refusal::invalid("reply_to", "This is not an e-mail address."));
    }
    if settings.from_name.chars().count() > 120 || settings.from_name.contains(char::is_control) {
        return Err(Refusal::invalid("from_name", "Write at most 120 characters."));
    }
    if settings.extra_roots_pem.len() > 64 * 1024 {
        return Err(Refusal::invalid(
            "extra_roots_pem",
            "This is too long for a certificate.",
        ));
    }
    let password = match typed {
        Some(typed) => Some(typed),
        // The stored password belongs to the stored server and user: another server must not get it.
        None => match stored(on)? {
            Some(before) if before.host == settings.host && before.user == settings.user => password(on)?,
            _ => None,
        },
    };
    let sender = build(settings, password.clone(), clinic)?;
    sender.server.check().map_err(|error| match error {
        MailError::PlainTextRefused => Refusal::invalid(
            "security",
            "Without encryption Keepwell only sends to a mail program on this very computer. Choose TLS or STARTTLS.",
        ),
        MailError::HostUnreadable => {
            Refusal::invalid("host", "Write the server's name, like smtp.gmail.com, and its port.")
        }
        MailError::SignInUnreadable => Refusal::invalid(
            "password",
            "The user name or the password is empty or holds characters that cannot be typed.",
        ),
        MailError::RootsUnreadable => Refusal::invalid(
            "extra_roots_pem",
            "This is not a certificate. It begins with -----BEGIN CERTIFICATE-----.",
        ),
    })?;
    Ok(password)
}
