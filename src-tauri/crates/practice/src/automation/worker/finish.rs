//! Writes down, phase by phase, what became of a letter.

use super::claim::Errand;
use super::origin;
use crate::automation::{called_off, letter_off, rule};
use crate::events::Event;
use crate::messaging::outbox::About;
use crate::messaging::{WhyCode, mail, outbox};
use crate::practice::Practice;
use crate::transact::Tx;
use crate::{Result, requests, schedule};
use keepwell_mail::{Concern, Failure, FailureKind, Outcome, Phases, Stop};
use rusqlite::{named_params, params};
use std::sync::atomic::{AtomicBool, Ordering};

/// Waits between tries, seconds; the last one repeats while the message is of use.
const AGAIN: [i64; 4] = [5 * 60, 15 * 60, 30 * 60, 60 * 60];

/// The two moments of a delivery that must be on disk before they happen.
pub struct Steps<'a> {
    /// The practice.
    pub practice: &'a Practice,
    /// The letter.
    pub errand: &'a Errand,
    /// Whether the program is ending.
    pub stop: &'a AtomicBool,
}

impl Phases for Steps<'_> {
    fn before_connect(&mut self) -> std::result::Result<(), Stop> {
        // The claim is on disk already. A program that is ending begins nothing new.
        if self.stop.load(Ordering::SeqCst) {
            Err(Stop)
        } else {
            Ok(())
        }
    }

    fn before_body(&mut self) -> std::result::Result<(), Stop> {
        let still_wanted = self
            .practice
            .transact(&origin("worker.send"), |tx| may_go(tx, self.errand));
        match still_wanted {
            Ok(true) => Ok(()),
            Ok(false) => Err(Stop),
            // What cannot be written down does not happen.
            Err(refusal) => {
                tracing::warn!(code = ?refusal.code, "a letter was stopped before its body");
                Err(Stop)
            }
        }
    }
}

/// The last moment: a visit cancelled or moved, or a request answered otherwise, while the connection was being opened
/// takes its letter with it.
fn may_go(tx: &mut Tx<'_>, errand: &Errand) -> Result<bool> {
    let message = &errand.message;
    let off = match &message.about {
        About::Visit(of) => {
            let visit = schedule::facts(tx.on(), of.visit)?;
            let rule = rule(tx.on(), of.rule)?;
            visit.revision != of.revision
                || called_off(&rule, &visit).is_some_and(|why| message.by_person == 0 || why != WhyCode::Confirmed)
        }
        About::Request(of) => {
            let request = requests::facts(tx.on(), of.request)?;
            letter_off(of, &request, tx.now().as_second()).is_some()
        }
    };
    if off {
        return Ok(false);
    }
    tx.subject(message.id);
    let changed = tx
        .on()
        .prepare_cached(
            "UPDATE message SET state = 'data', changed_at = ?3 WHERE id = ?1 AND fence = ?2 AND state = 'claimed'",
        )?
        .execute(params![message.id, errand.fence, tx.now().as_second()])?;
    Ok(changed == 1)
}

/// What the outcome of a delivery means for the worker.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    /// The mail server took it.
    pub sent: bool,
    /// Somebody has to look at it.
    pub needs_person: bool,
    /// Mail as such does not work: others need not be tried just now.
    pub mail_fails: bool,
    /// Mail stopped working, or works again, with this letter.
    pub news: bool,
}

/// Writes the outcome down. Fails only when the disk does; then it is tried again before anything else is sent.
pub fn finish(practice: &Practice, errand: &Errand, outcome: &Outcome) -> Result<Told> {
    practice.transact(&origin("worker.finish"), |tx| {
        let now = tx.now().as_second();
        let message = &errand.message;
        tx.subject(message.id);
        let mut told = Told::default();
        let (state, why, due_at, event) = match outcome {
            Outcome::Sent { .. } => {
                told.sent = true;
                if let Some(to) = &message.to_address {
                    outbox::forget_bounces(tx.on(), to)?;
                }
                ("sent", "accepted", message.due_at, "message.sent")
            }
            Outcome::TryLater { failure } => {
                told.mail_fails = matches!(failure.kind.concern(), Concern::SetUp | Concern::Moment);
                let wait = AGAIN.get(errand.number as usize - 1).copied().unwrap_or(AGAIN[AGAIN.len() - 1]);
                if now + wait > message.latest_at {
                    told.needs_person = true;
                    ("failed", "gave_up", message.due_at, "message.failed")
                } else {
                    ("retry", "try_again", now + wait, "message.retry")
                }
            }
            Outcome::Refused { failure } => {
                told.needs_person = true;
                if matches!(failure.kind, FailureKind::RecipientUnknown | FailureKind::RecipientRefused)
                    && let Some(to) = &message.to_address
                {
                    outbox::note_bounce(tx.on(), now, to)?;
                }
                ("failed", "refused", message.due_at, "message.failed")
            }
            Outcome::Uncertain { .. } => {
                told.needs_person = true;
                ("uncertain", "probably_delivered", message.due_at, "message.uncertain")
            }
            // The visit changed at the last moment, or Keepwell is ending: the next look finds out what holds now.
            Outcome::Stopped => ("scheduled", "by_rule", now, "message.stopped"),
        };
        let changed = tx
            .on()
            .prepare_cached(
                "UPDATE message SET state = :state, why = :why, due_at = :due, needs_person = :person, lease_until = NULL, sent_at = :sent, changed_at = :now
                 WHERE id = :id AND fence = :fence AND state IN ('claimed', 'data')",
            )?
            .execute(named_params! {
                ":id": message.id, ":fence": errand.fence, ":state": state, ":why": why, ":due": due_at, ":person": told.needs_person,
                ":sent": told.sent.then_some(now), ":now": now,
            })?;
        if changed == 0 {
            // A newer leader has settled it already; its word counts.
            tracing::warn!("an outcome came after another leader took over");
            return Ok(Told::default());
        }
        let (outcome_name, detail) = in_words(outcome);
        tx.on()
            .prepare_cached("UPDATE attempt SET outcome = ?3, detail = ?4 WHERE message_id = ?1 AND number = ?2")?
            .execute(params![message.id, errand.number, outcome_name, detail])?;
        if !matches!(outcome, Outcome::Stopped) {
            told.news = mail::note_status(tx.on(), now, outcome.failure())?;
        }
        if told.news {
            tx.event(Event::new("mail.status"));
        }
        tx.event(message.event(event, serde_json::json!({})));
        Ok(told)
    })
}

/// The outcome for the list of tries: where, and the server's own words, which hold no names and no addresses.
fn in_words(outcome: &Outcome) -> (&'static str, String) {
    let of = |failure: &Failure| {
        let phase = serde_json::to_value(failure.phase)
            .ok()
            .and_then(|v| v.as_str().map(str::to_owned))
            .unwrap_or_default();
        let code = failure.code.map(|code| format!("{code} ")).unwrap_or_default();
        format!("{phase}: {code}{}", failure.detail)
    };
    match outcome {
        Outcome::Sent { reply } => ("accepted", reply.clone()),
        Outcome::TryLater { failure } => ("try_later", of(failure)),
        Outcome::Refused { failure } => ("refused", of(failure)),
        Outcome::Uncertain { failure } => ("uncertain", of(failure)),
        Outcome::Stopped => ("stopped", String::new()),
    }
}
