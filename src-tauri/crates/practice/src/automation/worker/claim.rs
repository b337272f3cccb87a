//! Claims a message: in one transaction with the last look at what it is about, the clock and the mail server are read
//! again, and either the message is claimed with everything needed to send it, or it does not go and says why.

use super::look::{Look, look};
use crate::clinic::{self, ClinicFacts};
use crate::ids::MessageId;
use crate::messaging::outbox::{self, About, Message, MessageState};
use crate::messaging::templates::Composed;
use crate::messaging::{WhyCode, calendar, mail};
use crate::transact::Tx;
use crate::{Refusal, Result};
use keepwell_mail::{Letter, MailServer};
use ring::digest::{SHA256, digest};
use rusqlite::{named_params, params};

/// Longest a claim is worth anything, seconds; longer than a delivery can take.
const LEASE: i64 = 120;

/// A letter ready to go.
pub struct Errand {
    /// The message.
    pub message: Message,
    /// The leader's number.
    pub fence: i64,
    /// Which try this is.
    pub number: u32,
    /// The letter.
    pub letter: Letter,
    /// Where to hand it over.
    pub server: MailServer,
}

/// What became of the last look.
pub enum Claim {
    /// Nothing to do any more: somebody was quicker.
    Gone,
    /// It does not go, or not now; the outbox says why.
    Settled {
        /// Somebody has to look at it.
        needs_person: bool,
        /// It was of no use any more.
        expired: bool,
    },
    /// Demo: marked as sent, nothing opened.
    Pretended,
    /// There is no mail server.
    NoMail,
    /// Claimed.
    Send(Box<Errand>),
}

/// Looks once more, and claims.
pub fn claim(tx: &mut Tx<'_>, id: MessageId, fence: i64, mail_works: bool) -> Result<Claim> {
    let now = tx.now().as_second();
    let mut message = outbox::message(tx.on(), id)?;
    if !matches!(message.state, MessageState::Scheduled | MessageState::Retry) || message.due_at > now {
        return Ok(Claim::Gone);
    }
    let clinic = clinic::facts(tx.on())?;
    let ready = match look(tx, &message)? {
        Look::Ready(ready) => *ready,
        Look::No(why) => return settle(tx, message, MessageState::Suppressed, why),
        Look::Unwritable => return settle(tx, message, MessageState::Failed, WhyCode::CannotWrite),
        Look::TooLate { still_ahead } => return expire(tx, message, &clinic, mail_works, still_ahead),
        Look::Later { at } => {
            message.latest_at = message.latest_at.max(at);
            (message.due_at, message.why) = (at, WhyCode::LaterForQuietHours);
            outbox::decide(tx.on(), now, &message)?;
            return Ok(Claim::Settled {
                needs_person: false,
                expired: false,
            });
        }
    };
    if clinic.demo {
        return pretend(tx, message, &ready.composed, &ready.to.address);
    }
    if !mail_works {
        return Ok(Claim::Gone);
    }
    let Some(sender) = mail::sender(tx.on(), &clinic)? else {
        return Ok(Claim::NoMail);
    };
    let practice_id: String = tx
        .on()
        .query_row("SELECT practice_id FROM clinic", [], |row| row.get(0))?;
    let message_id = message
        .message_id
        .clone()
        .unwrap_or_else(|| number_of(&practice_id, &message, &sender.from.address));
    let invitation = match ready.calendar {
        Some(entry) => Some(calendar::invitation(
            &entry,
            &calendar::Card {
                uid: calendar::uid(tx, &practice_id, entry.visit.id, &sender.from.address)?,
                stamp: now,
                clinic: &clinic,
                organizer: &sender.from.address,
                attendee: &ready.to.address,
                language: &ready.composed.template.language,
            },
        )?),
        None => None,
    };
    write_claim(tx, &message, fence, &ready.composed, &ready.to.address, &message_id)?;
    let number = message.attempts + 1;
    message.to_address = Some(ready.to.address.clone());
    if let Some(patient) = message.about.patient() {
        tx.subject(patient);
    }
    tx.subject(message.id);
    let letter = Letter {
        message_id,
        from: sender.from,
        reply_to: sender.reply_to,
        to: ready.to,
        subject: ready.composed.filled.subject,
        text: ready.composed.filled.text,
        html: ready.composed.filled.html,
        invitation,
        extra: Vec::new(),
        date: tx.now().into(),
    };
    Ok(Claim::Send(Box::new(Errand {
        message,
        fence,
        number,
        letter,
        server: sender.server,
    })))
}

fn write_claim(
    tx: &Tx<'_>,
    message: &Message,
    fence: i64,
    composed: &Composed,
    to: &str,
    message_id: &str,
) -> Result<()> {
    let now = tx.now().as_second();
    let changed = tx
        .on()
        .prepare_cached(
            "UPDATE message SET state = 'claimed', why = 'on_its_way', attempts = attempts + 1, fence = :fence, lease_until = :lease, template_id = :template,
                    template_version = :version, to_address = :to, message_id = :message_id, changed_at = :now
             WHERE id = :id AND state IN ('scheduled', 'retry')",
        )?
        .execute(named_params! {
            ":id": message.id, ":fence": fence, ":lease": now + LEASE, ":template": composed.template.id, ":version": composed.template.version,
            ":to": to, ":message_id": message_id, ":now": now,
        })?;
    if changed != 1 {
        return Err(Refusal::fault("a message was claimed twice"));
    }
    tx.on()
        .prepare_cached("INSERT INTO attempt (message_id, number, started_at, outcome) VALUES (?1, ?2, ?3, 'running')")?
        .execute(params![message.id, message.attempts + 1, now])?;
    Ok(())
}

/// The letter's number, from the outbox key: the same message always carries the same one, whatever the attempt, so
/// that the receiving side can recognise a second copy (RFC 5322 §3.6.4).
pub fn number_of(practice_id: &str, message: &Message, from: &str) -> String {
    let channel = &message.channel;
    let key = match &message.about {
        About::Visit(of) => {
            format!(
                "{practice_id}/{}/{}/{}/{}/{channel}",
                of.visit, of.revision, of.round, of.rule
            )
        }
        About::Request(of) => {
            format!(
                "{practice_id}/{}/{}/{}/{channel}",
                of.request,
                of.letter.key(),
                of.round
            )
        }
    };
    let hash = digest(&SHA256, key.as_bytes());
    let hex: String = hash
        .as_ref()
        .iter()
        .take(20)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("{hex}@{}", from.rsplit('@').next().unwrap_or("localhost"))
}

fn pretend(tx: &mut Tx<'_>, message: Message, composed: &Composed, to: &str) -> Result<Claim> {
    let now = tx.now().as_second();
    tx.on()
        .prepare_cached(
            "UPDATE message SET state = 'sent', why = 'pretended', attempts = attempts + 1, template_id = ?2, template_version = ?3, to_address = ?4, sent_at = ?5, changed_at = ?5, needs_person = 0
             WHERE id = ?1",
        )?
        .execute(params![message.id, composed.template.id, composed.template.version, to, now])?;
    tx.on()
        .prepare_cached("INSERT INTO attempt (message_id, number, started_at, outcome, detail) VALUES (?1, ?2, ?3, 'pretended', 'a demo practice: nothing left this computer')")?
        .execute(params![message.id, message.attempts + 1, now])?;
    tx.event(message.event("message.sent", serde_json::json!({ "pretended": true })));
    Ok(Claim::Pretended)
}

/// Too late to be of use. What stood in the way is the reason: no mail server, a mail server away, or this computer asleep.
fn expire(
    tx: &mut Tx<'_>,
    message: Message,
    clinic: &ClinicFacts,
    mail_works: bool,
    still_ahead: bool,
) -> Result<Claim> {
    let set_up = clinic.demo || mail::sender(tx.on(), clinic)?.is_some();
    let why = match (set_up, mail_works, message.attempts) {
        (false, ..) => WhyCode::MailNotSetUp,
        (true, _, 1..) => WhyCode::GaveUp,
        (true, false, _) => WhyCode::MailDown,
        (true, true, _) => WhyCode::ComputerAsleep,
    };
    let needs_person = still_ahead && set_up;
    let message = Message {
        state: MessageState::Expired,
        why,
        needs_person,
        ..message
    };
    write_down(tx, &message)?;
    Ok(Claim::Settled {
        needs_person,
        expired: true,
    })
}

/// Leaves a message that could not be looked at to a person.
pub fn set_aside(tx: &mut Tx<'_>, id: MessageId) -> Result<()> {
    let message = outbox::message(tx.on(), id)?;
    if matches!(message.state, MessageState::Scheduled | MessageState::Retry) {
        settle(tx, message, MessageState::Failed, WhyCode::CannotWrite)?;
    }
    Ok(())
}

fn settle(tx: &mut Tx<'_>, message: Message, state: MessageState, why: WhyCode) -> Result<Claim> {
    let needs_person = state == MessageState::Failed;
    let message = Message {
        state,
        why,
        needs_person,
        ..message
    };
    write_down(tx, &message)?;
    Ok(Claim::Settled {
        needs_person,
        expired: false,
    })
}

fn write_down(tx: &mut Tx<'_>, message: &Message) -> Result<()> {
    outbox::decide(tx.on(), tx.now().as_second(), message)?;
    tx.event(message.event("message.not_sent", serde_json::json!({ "why": message.why })));
    Ok(())
}
