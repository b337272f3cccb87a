//! Show the mail server, and what is known of an address's provider.

use super::settings::{password, status, stored};
use super::{MailSettings, MailSuggestion, SuggestMail};
use crate::door::Call;
use crate::{Result, clinic};
use keepwell_mail::{Security, explain, hosting_servers, known_server};
use rusqlite::Connection;

/// The mail server as set up, without the password.
pub fn get(call: &Call<'_>, (): ()) -> Result<MailSettings> {
    call.read(view)
}

/// The settings for the screen.
pub fn view(on: &Connection) -> Result<MailSettings> {
    let clinic = clinic::facts(on)?;
    let status = status(on)?;
    let (set_up, stored) = match stored(on)? {
        Some(stored) => (true, stored),
        None => (
            false,
            super::settings::Stored {
                host: String::new(),
                port: 465,
                security: Security::Tls,
                user: String::new(),
                from_name: clinic.name.clone(),
                from_address: clinic.email.clone(),
                reply_to: String::new(),
                extra_roots_pem: String::new(),
            },
        ),
    };
    Ok(MailSettings {
        set_up,
        pretends: clinic.demo,
        host: stored.host,
        port: stored.port,
        security: stored.security,
        user: stored.user,
        has_password: password(on)?.is_some(),
        from_name: stored.from_name,
        from_address: stored.from_address,
        reply_to: stored.reply_to,
        extra_roots_pem: stored.extra_roots_pem,
        good_at: status.good_at,
        problem: status.failure.as_ref().map(explain),
    })
}

/// What is known of the provider behind an address.
pub fn suggest(_: &Call<'_>, input: SuggestMail) -> Result<MailSuggestion> {
    let domain = input
        .address
        .rsplit('@')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase();
    Ok(MailSuggestion {
        known: known_server(&domain),
        hosting: hosting_servers().to_vec(),
    })
}
