//! One contact with the relay, and how the line is afterwards.

use super::alarm::EVENT;
use super::pull::{self, Brought, Ended, Memory};
use super::speak::Speaker;
use super::{inbox, keys, publish, store, watch};
use crate::events::Event;
use crate::practice::Practice;
use crate::{Code, Refusal, Result};
use keepwell_relay_client::{Explanation, explain};
use rusqlite::Connection;
use std::sync::atomic::AtomicBool;

/// Good news is written down this often, seconds: a good moment every half minute is not worth a write.
const WRITTEN: i64 = 600;

/// What is done in a contact.
#[derive(Debug, Clone, Copy, Default)]
pub struct Todo {
    /// Fetch what waits.
    pub pull: bool,
    /// Publish what changed.
    pub publish: bool,
    /// Look at the relay as a patient does.
    pub watch: bool,
}

/// One contact. Fetching goes first: somebody waits for it. Whatever stands in the way of one thing does not keep the others from
/// being tried, unless nobody answers.
pub fn contact(practice: &Practice, memory: &mut Memory, todo: Todo, stop: &AtomicBool) -> Result<Brought> {
    let mut brought = Brought::default();
    let Some(speaker) = Speaker::of(practice)? else {
        return Ok(brought);
    };
    let mut outcome = Ok(());
    let mut keep = |step: std::result::Result<(), Ended>| {
        let go_on = !matches!(&step, Err(Ended::Failed(failure)) if !failure.had_contact());
        if outcome.is_ok() {
            outcome = step;
        }
        go_on
    };
    let mut go_on = true;
    if todo.pull {
        let pulled = pull::pull(practice, &speaker, memory, stop, &mut brought);
        // Only now: a relay that takes what is signed goes by the same clock to five minutes. A computer that woke up in the wrong
        // year must not delete the keys of what its patients send.
        let pulled = pulled.and_then(|()| tidy(practice).map_err(Ended::from));
        go_on = keep(pulled);
    }
    if go_on && todo.publish {
        let linked = || {
            practice
                .read(store::linked)?
                .ok_or_else(|| Refusal::fault("unpaired in the middle of a contact"))
        };
        go_on = keep(publish::tell_waiting(practice, &speaker))
            && keep(
                linked()
                    .map_err(Ended::from)
                    .and_then(|linked| publish::publish_bundle(practice, &speaker, &linked).map(drop)),
            )
            && keep(
                linked()
                    .map_err(Ended::from)
                    .and_then(|linked| publish::publish_slots(practice, &speaker, &linked).map(drop)),
            );
    }
    if go_on && todo.watch {
        let linked = practice.read(store::linked)?;
        if let Some(linked) = linked {
            keep(watch::watch(practice, &speaker, &linked));
        }
    }
    note(practice, &outcome)?;
    match outcome {
        Err(Ended::Refused(refusal)) => Err(refusal),
        _ => Ok(brought),
    }
}

/// Keys and kept bytes by the calendar. Writes only when there is something to write.
fn tidy(practice: &Practice) -> Result<()> {
    let now = practice.now();
    let at = now.as_second();
    let (keys_due, old) = practice.read(|on| {
        Ok((
            keys::has_work(on, now)?,
            inbox::has_old_poison(on, at)? || store::has_old_pages(on, at)?,
        ))
    })?;
    if !keys_due && !old {
        return Ok(());
    }
    practice.transact(&super::origin("relay.tidy"), |tx| {
        if keys_due && keys::keep(tx.on(), at)? {
            store::want_publish(tx.on())?;
            tx.event(Event::new(EVENT));
        }
        inbox::forget_old_poison(tx.on(), at)?;
        store::forget_old_pages(tx.on(), at)
    })
}

/// Notes how the line is: in memory every time, in the file when it is news or was not written for ten minutes.
fn note(practice: &Practice, outcome: &std::result::Result<(), Ended>) -> Result<()> {
    let now = practice.now().as_second();
    let linked = practice.read(store::linked)?;
    let Some(linked) = linked else { return Ok(()) };
    let disk_full = outcome.as_ref().err().is_some_and(Ended::is_disk_full);
    let (contact, failing) = match outcome {
        Ok(()) => (true, None),
        // The relay did its part.
        Err(Ended::Refused(_)) => (true, None),
        Err(Ended::Failed(failure)) => {
            tracing::info!(kind = ?failure.kind, detail = %failure.detail, "the relay");
            (failure.had_contact(), Some(explain(failure)))
        }
    };
    let failing = failing.map(|why| (linked.failing.as_ref().map_or(now, |(since, _)| *since), why));
    let contact_at = if contact {
        Some(now)
    } else {
        practice.relay.said().contact_at.or(linked.contact_at)
    };
    let success_at = if failing.is_none() {
        Some(now)
    } else {
        practice.relay.said().success_at.or(linked.success_at)
    };
    practice.relay.say(|said| {
        said.contact_at = contact_at;
        said.success_at = success_at;
        said.failing.clone_from(&failing);
        said.disk_full_since = disk_full.then(|| said.disk_full_since.unwrap_or(now));
    });
    let news = words(linked.failing.as_ref()) != words(failing.as_ref());
    let stale = linked.success_at.is_none_or(|at| (now - at).abs() > WRITTEN);
    let written = if news {
        practice.transact(&super::origin("relay.contact"), |tx| {
            store::note_contact(tx.on(), contact_at, success_at, failing.as_ref())?;
            tx.event(Event::new(EVENT));
            Ok(())
        })
    } else if stale && failing.is_none() {
        super::quietly(practice, |on| store::note_contact(on, contact_at, success_at, None))
    } else {
        Ok(())
    };
    match written {
        // How the line is can be told from memory until there is room again.
        Err(refusal) if refusal.code == Code::DiskFull => Ok(()),
        written => written,
    }
}

fn words(failing: Option<&(i64, Explanation)>) -> Option<&Explanation> {
    failing.map(|(_, why)| why)
}

/// Writes numbers that are no change of the practice: no event, no entry in the audit log, in one transaction.
pub fn quietly(practice: &Practice, write: impl FnOnce(&Connection) -> Result<()>) -> Result<()> {
    let mut writer = practice
        .writer
        .lock()
        .unwrap_or_else(std::sync::PoisonError::into_inner);
    let transaction = writer.transaction_with_behavior(rusqlite::TransactionBehavior::Immediate)?;
    write(&transaction)?;
    transaction.commit()?;
    Ok(())
}
