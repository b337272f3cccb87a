//! The mail server as it lies in the encrypted file. The password has a row of its own and no `Serialize`.

use super::SaveMail;
use crate::clinic::ClinicFacts;
use crate::{Refusal, Result};
use keepwell_mail::{Concern, Failure, MailPassword, MailServer, Mailbox, Security, SignIn};
use rusqlite::{Connection, OptionalExtension, params};
use serde::{Deserialize, Serialize};
use std::time::Duration;

const SETTINGS: &str = "mail";
const PASSWORD: &str = "mail.password";
const STATUS: &str = "mail.status";

/// Longest time one delivery may take. Half of the outbox's lease, so that a claim outlives its delivery.
const DELIVERY: Duration = Duration::from_secs(60);

/// Everything but the password.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Stored {
    /// Server name.
    pub host: String,
    /// Port.
    pub port: u16,
    /// Protection of the line.
    pub security: Security,
    /// User name; empty: no sign-in.
    pub user: String,
    /// Sender's name; empty: the clinic's.
    pub from_name: String,
    /// Sender's address.
    pub from_address: String,
    /// Where answers go; may be empty.
    pub reply_to: String,
    /// Further certificate (PEM); may be empty.
    pub extra_roots_pem: String,
}

/// How mail has been lately.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Status {
    /// When it last worked, Unix seconds.
    pub good_at: Option<i64>,
    /// Since when it does not, Unix seconds.
    pub failing_since: Option<i64>,
    /// What stands in the way.
    pub failure: Option<Failure>,
}

/// Everything needed to hand a letter over.
#[derive(Debug, Clone)]
pub struct Sender {
    /// The server.
    pub server: MailServer,
    /// The clinic.
    pub from: Mailbox,
    /// Where answers go.
    pub reply_to: Option<Mailbox>,
}

/// The mail server of the practice; `None`: not set up.
pub fn sender(on: &Connection, clinic: &ClinicFacts) -> Result<Option<Sender>> {
    let Some(stored) = stored(on)? else { return Ok(None) };
    let password = password(on)?;
    build(&stored, password, clinic).map(Some)
}

/// A sender from what is stored or typed.
pub fn build(stored: &Stored, password: Option<MailPassword>, clinic: &ClinicFacts) -> Result<Sender> {
    let sign_in = match (stored.user.is_empty(), password) {
        (true, _) => None,
        (false, Some(password)) => Some(SignIn {
            user: stored.user.clone(),
            password,
        }),
        (false, None) => return Err(Refusal::invalid("password", "Type the password of the mailbox.")),
    };
    let name = if stored.from_name.is_empty() {
        clinic.name.clone()
    } else {
        stored.from_name.clone()
    };
    let server = MailServer {
        host: stored.host.clone(),
        port: stored.port,
        security: stored.security,
        sign_in,
        timeout: DELIVERY,
        extra_roots_pem: (!stored.extra_roots_pem.trim().is_empty()).then(|| stored.extra_roots_pem.clone()),
    };
    let reply_to = (!stored.reply_to.is_empty()).then(|| Mailbox {
        name: name.clone(),
        address: stored.reply_to.clone(),
    });
    Ok(Sender {
        server,
        from: Mailbox {
            name,
            address: stored.from_address.clone(),
        },
        reply_to,
    })
}

/// What the form says, without the password.
pub fn of_form(form: &SaveMail) -> Stored {
    Stored {
        host: form.host.trim().to_owned(),
        port: form.port,
        security: form.security,
        user: form.user.trim().to_owned(),
        from_name: form.from_name.trim().to_owned(),
        from_address: form.from_address.trim().to_owned(),
        reply_to: form.reply_to.trim().to_owned(),
        extra_roots_pem: form.extra_roots_pem.clone(),
    }
}

/// The stored settings; `None`: not set up.
pub fn stored(on: &Connection) -> Result<Option<Stored>> {
    read(on, SETTINGS)?
        .map(|body| crate::transact::stored_json(&body))
        .transpose()
}

/// The stored password.
pub fn password(on: &Connection) -> Result<Option<MailPassword>> {
    Ok(read(on, PASSWORD)?.map(MailPassword::new))
}

/// How mail has been lately.
pub fn status(on: &Connection) -> Result<Status> {
    read(on, STATUS)?.map_or(Ok(Status::default()), |body| crate::transact::stored_json(&body))
}

/// Writes the settings, and the password if there is a new one.
pub fn put(on: &Connection, now: i64, stored: &Stored, password: Option<&MailPassword>) -> Result<()> {
    write(
        on,
        now,
        SETTINGS,
        &serde_json::to_string(stored).map_err(Refusal::fault)?,
    )?;
    if let Some(password) = password {
        write(on, now, PASSWORD, password.reveal())?;
    }
    Ok(())
}

/// Notes that mail works (`None`) or what stands in its way. Answers whether that is news.
pub fn note_status(on: &Connection, now: i64, failure: Option<&Failure>) -> Result<bool> {
    let before = status(on)?;
    // A server that turned down one letter or one recipient works.
    let failure = failure.filter(|f| matches!(f.kind.concern(), Concern::SetUp | Concern::Moment));
    let after = match failure {
        None => Status {
            good_at: Some(now),
            failing_since: None,
            failure: None,
        },
        Some(failure) => Status {
            good_at: before.good_at,
            failing_since: Some(before.failing_since.unwrap_or(now)),
            failure: Some(failure.clone()),
        },
    };
    let news = before.failure.as_ref().map(|f| f.kind) != after.failure.as_ref().map(|f| f.kind);
    // A good moment in every minute is not worth a write.
    if news || before.good_at.is_none_or(|at| now - at > 600) {
        write(on, now, STATUS, &serde_json::to_string(&after).map_err(Refusal::fault)?)?;
    }
    Ok(news)
}

/// New settings: nothing is known of them yet.
pub fn forget_status(on: &Connection, now: i64) -> Result<()> {
    write(
        on,
        now,
        STATUS,
        &serde_json::to_string(&Status::default()).map_err(Refusal::fault)?,
    )
}

fn read(on: &Connection, name: &str) -> Result<Option<String>> {
    Ok(on
        .prepare_cached("SELECT body FROM setting WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?)
}

fn write(on: &Connection, now: i64, name: &str, body: &str) -> Result<()> {
    on.prepare_cached("INSERT INTO setting (name, body, changed_at) VALUES (?1, ?2, ?3) ON CONFLICT (name) DO UPDATE SET body = excluded.body, changed_at = excluded.changed_at")?
        .execute(params![name, body, now])?;
    Ok(())
}
