//! The last look before a letter: in one transaction the visit, the patient, the rule and the clock are read again, and
//! either the message is claimed with everything needed to send it, or it does not go and says why.

use crate::automation::{Anchor, called_off, quiet_hours, rule, settings_of};
use crate::clinic::{self, ClinicFacts};
use crate::events::Event;
use crate::ids::MessageId;
use crate::messaging::outbox::{self, Message, MessageState};
use crate::messaging::templates::{self, About, Composed};
use crate::messaging::{WhyCode, mail};
use crate::transact::Tx;
use crate::{Code, Refusal, Result, patients, schedule};
use keepwell_mail::{Letter, MailServer, Mailbox};
use ring::digest::{SHA256, digest};
use rusqlite::{named_params, params};

/// Longest a claim is worth anything, seconds; longer than a delivery can take.
const LEASE: i64 = 120;

/// The span of a patient's "at most so many messages", seconds.
const WEEK: i64 = 7 * 86_400;

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
    let visit = match schedule::facts(tx.on(), message.visit) {
        Ok(visit) => visit,
        Err(refusal) if refusal.code == Code::NotFound => {
            return settle(tx, message, MessageState::Suppressed, WhyCode::Withdrawn);
        }
        Err(refusal) => return Err(refusal),
    };
    let rule = rule(tx.on(), message.rule)?;
    let contact = patients::contact(tx.on(), visit.patient)?;
    let by_person = message.by_person > 0;
    if visit.revision != message.revision {
        return settle(tx, message, MessageState::Suppressed, WhyCode::Moved);
    }
    if !rule.active && !by_person {
        return settle(tx, message, MessageState::Suppressed, WhyCode::RuleOff);
    }
    if let Some(why) = called_off(&rule, &visit).filter(|why| !(by_person && *why == WhyCode::Confirmed)) {
        return settle(tx, message, MessageState::Suppressed, why);
    }
    if let Some(why) = outbox::obstacle_for(&contact) {
        return settle(tx, message, MessageState::Suppressed, why);
    }
    let to = contact.email.clone().unwrap_or_default().trim().to_owned();
    if message.by_person < 2 && outbox::bounces(tx.on(), &to)? >= 2 {
        return settle(tx, message, MessageState::Suppressed, WhyCode::AddressBounced);
    }
    let before_visit = rule.anchor != Anchor::AfterCompleted;
    if now > message.latest_at || before_visit && now >= visit.starts_at {
        return expire(tx, message, &clinic, mail_works, before_visit && visit.starts_at > now);
    }
    // What the patient must know (booked, moved, cancelled) is not counted against them; what can be left out is.
    let can_be_left_out = matches!(rule.anchor, Anchor::BeforeStart | Anchor::AfterCompleted) && !by_person;
    if can_be_left_out
        && let Some(most) = contact.most_per_week
        && outbox::told_since(tx.on(), visit.patient, now - WEEK)? >= i64::from(most)
    {
        return settle(tx, message, MessageState::Suppressed, WhyCode::OftenEnough);
    }
    if message.by_person < 2
        && let Some((_, until)) = quiet_hours(tx.on(), &contact, &visit.zone)?.span(tx.now())?
    {
        if before_visit && until.as_second() > message.latest_at {
            return settle(tx, message, MessageState::Suppressed, WhyCode::QuietHours);
        }
        message.latest_at = message.latest_at.max(until.as_second());
        (message.due_at, message.why) = (until.as_second(), WhyCode::LaterForQuietHours);
        outbox::decide(tx.on(), now, &message)?;
        return Ok(Claim::Settled {
            needs_person: false,
            expired: false,
        });
    }
    let language = settings_of(tx.on())?.language;
    let about = About {
        key: &rule.template,
        channel: &rule.channel,
        clinic_language: &language,
        clinic: &clinic,
        visit: &visit,
        contact: &contact,
    };
    let composed = match templates::compose(tx.on(), &about, None) {
        Ok(Some(composed)) => composed,
        Ok(None) => return settle(tx, message, MessageState::Suppressed, WhyCode::NoTemplate),
        Err(_) => return settle(tx, message, MessageState::Failed, WhyCode::CannotWrite),
    };
    if clinic.demo {
        return pretend(tx, message, &composed, &to);
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
    write_claim(tx, &message, fence, &composed, &to, &message_id)?;
    let number = message.attempts + 1;
    let letter = Letter {
        message_id,
        from: sender.from,
        reply_to: sender.reply_to,
        to: Mailbox {
            name: format!("{} {}", contact.given, contact.family),
            address: to.clone(),
        },
        subject: composed.filled.subject,
        text: composed.filled.text,
        html: composed.filled.html,
        invitation: None,
        extra: Vec::new(),
        date: tx.now().into(),
    };
    message.to_address = Some(to);
    tx.subject(message.patient);
    tx.subject(message.id);
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
    let key = format!(
        "{practice_id}/{}/{}/{}/{}/{}",
        message.visit, message.revision, message.round, message.rule, message.channel
    );
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
    tx.event(
        Event::new("message.sent")
            .patient(message.patient)
            .visit(message.visit)
            .body(serde_json::json!({ "message": message.id, "pretended": true })),
    );
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
    tx.event(
        Event::new("message.not_sent")
            .patient(message.patient)
            .visit(message.visit)
            .body(serde_json::json!({ "message": message.id, "why": message.why })),
    );
    Ok(())
}
