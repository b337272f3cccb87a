//! One submission: opened, then written down together with the request it becomes, the cursor and the alarms. One transaction, or
//! nothing.

use super::inbox::{self, Entry, State};
use super::open::{Opened, Opener, open};
use super::{AlarmCode, PoisonReason, alarm, keys, store};
use crate::practice::Practice;
use crate::requests::{self, Arrived, ArrivedReply, Flag, LookedOver, ReplyTaken};
use crate::transact::Tx;
use crate::{Code, Refusal, Result, clinic};
use keepwell_protocol::id::{SlotId, SubmissionId};
use keepwell_protocol::submission::Reply;
use keepwell_protocol::text::sha256;
use std::panic::{AssertUnwindSafe, catch_unwind};

#[cfg(test)]
mod tests;

/// What the relay delivered, its base 64 read.
#[derive(Debug)]
pub struct Delivered {
    /// Which.
    pub sid: SubmissionId,
    /// Its number.
    pub seq: u64,
    /// By the relay's clock.
    pub received_at: i64,
    /// The time it took.
    pub slot: Option<SlotId>,
    /// The bytes, or what stood where they should.
    pub envelope: Vec<u8>,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Taken {
    /// A new request.
    Request,
    /// The answer to suggested times.
    Reply,
    /// It was here before.
    Again,
    /// It cannot be opened.
    Poison,
}

/// Takes one submission.
///
/// # Errors
/// Nothing was written; the next pull brings it again. A fault that is this submission's own never comes out of here: it is kept aside,
/// so that it does not hold up the others.
pub fn accept(practice: &Practice, delivered: &Delivered) -> Result<Taken> {
    match attempt_caught(practice, delivered) {
        Err(refusal) if !is_this_computers(&refusal) => {
            tracing::error!(sid = %delivered.sid, code = ?refusal.code, "a submission met a fault and is kept aside");
            attempt(practice, delivered, Some(PoisonReason::Fault))
        }
        answer => answer,
    }
}

/// Takes what met a fault of our own before, if the fault is gone.
pub fn accept_again(practice: &Practice, delivered: &Delivered) -> Result<Option<Taken>> {
    match attempt_caught(practice, delivered) {
        Err(refusal) if !is_this_computers(&refusal) => Ok(None),
        answer => answer.map(Some),
    }
}

/// Whether it would meet every other submission as well: then it is asked for again later. Everything else is this
/// submission's own.
fn is_this_computers(refusal: &Refusal) -> bool {
    matches!(
        refusal.code,
        Code::DiskFull | Code::Busy | Code::Damaged | Code::Shut | Code::NoPractice
    )
}

/// A stranger's bytes that trip a decoder up must not stop the line for everybody behind them.
fn attempt_caught(practice: &Practice, delivered: &Delivered) -> Result<Taken> {
    catch_unwind(AssertUnwindSafe(|| attempt(practice, delivered, None)))
        .unwrap_or_else(|_| Err(Refusal::fault("a submission made Keepwell panic")))
}

fn attempt(practice: &Practice, delivered: &Delivered, aside: Option<PoisonReason>) -> Result<Taken> {
    let hash = sha256(&delivered.envelope);
    // Opening takes milliseconds; the one writer is not kept waiting for it.
    let opened = match aside {
        Some(reason) => Ready::Poison(reason),
        None => {
            let today = practice.wall_now().date().to_string();
            let opened = practice.read(|on| {
                let clinic = keys::clinic(on)?.ok_or_else(|| Refusal::fault("a link without a clinic key"))?;
                let by = Opener {
                    on,
                    clinic,
                    now: practice.now().as_second(),
                    today: &today,
                    country: &clinic::facts(on)?.country,
                };
                open(by, delivered.sid, delivered.slot, &delivered.envelope)
            })?;
            ready(delivered, hash, opened)
        }
    };
    practice.transact(&super::origin("relay.accept"), |tx| {
        let taken = match inbox::seen(tx.on(), delivered.sid)? {
            Some(seen)
                if seen.state == State::Accepted || (seen.sha256 == hash && seen.why != Some(PoisonReason::Fault)) =>
            {
                again(tx, delivered, &seen, hash)?
            }
            _ => first(tx, delivered, hash, opened)?,
        };
        store::note_cursor(tx.on(), delivered.seq)?;
        Ok(taken)
    })
}

/// What is to be written down, all the slow work done.
enum Ready {
    Form {
        looked_over: Box<LookedOver>,
        slot_differs: bool,
    },
    Reply {
        reply: Reply,
        flags: Vec<Flag>,
    },
    Poison(PoisonReason),
}

/// Draws pictures anew, which takes seconds, before the one writer is asked for.
fn ready(delivered: &Delivered, sha256: [u8; 32], opened: Opened) -> Ready {
    match opened {
        Opened::Form {
            form,
            filled,
            files,
            flags,
            slot_differs,
        } => Ready::Form {
            looked_over: Box::new(LookedOver::from(Arrived {
                sid: delivered.sid,
                seq: delivered.seq,
                sha256,
                received_at: delivered.received_at,
                form: *form,
                filled,
                files,
                slot: delivered.slot,
                flags,
            })),
            slot_differs,
        },
        Opened::Reply { reply, flags } => Ready::Reply { reply, flags },
        Opened::Poison(reason) => Ready::Poison(reason),
    }
}

/// It was here before: acknowledged again, taken once.
fn again(tx: &mut Tx<'_>, delivered: &Delivered, seen: &inbox::Seen, hash: [u8; 32]) -> Result<Taken> {
    if seen.sha256 != hash {
        alarm::raise(tx, AlarmCode::OtherBytes, 1, &[])?;
    } else if seen.seq != delivered.seq {
        alarm::raise(tx, AlarmCode::Replayed, 1, &[])?;
    }
    inbox::ack_again(tx.on(), delivered.sid)?;
    Ok(Taken::Again)
}

fn first(tx: &mut Tx<'_>, delivered: &Delivered, hash: [u8; 32], opened: Ready) -> Result<Taken> {
    match opened {
        Ready::Poison(reason) => poison(tx, delivered, hash, reason),
        Ready::Form {
            looked_over,
            slot_differs,
        } => {
            let twice = match delivered.slot {
                Some(slot) => inbox::slot_is_taken(tx.on(), slot, delivered.sid)?,
                None => false,
            };
            if slot_differs || twice {
                alarm::raise(tx, AlarmCode::SlotMixedUp, 1, &[])?;
            }
            if let Some(slot) = delivered.slot {
                // It was had back before it was taken anew: what still waits to be told would free it under this patient.
                store::slots_freed(tx.on(), &[slot])?;
            }
            write(tx, delivered, hash, None)?;
            requests::take(tx, *looked_over)?;
            Ok(Taken::Request)
        }
        Ready::Reply { reply, flags } => {
            let taken = requests::take_reply(
                tx,
                ArrivedReply {
                    sid: delivered.sid,
                    seq: delivered.seq,
                    sha256: hash,
                    received_at: delivered.received_at,
                    reply,
                    flags,
                },
            )?;
            match taken {
                ReplyTaken::Taken(_) => {
                    write(tx, delivered, hash, None)?;
                    give_back(tx, delivered)?;
                    Ok(Taken::Reply)
                }
                ReplyTaken::NotOurs => poison(tx, delivered, hash, PoisonReason::ForeignReply),
            }
        }
    }
}

fn poison(tx: &mut Tx<'_>, delivered: &Delivered, hash: [u8; 32], reason: PoisonReason) -> Result<Taken> {
    write(tx, delivered, hash, Some(reason))?;
    alarm::raise(tx, AlarmCode::CannotOpen, 1, &[])?;
    // What met a fault of our own may become a request yet, and wants its time then.
    if reason != PoisonReason::Fault {
        give_back(tx, delivered)?;
    }
    Ok(Taken::Poison)
}

/// A time taken with something that is no request is nobody's: else anybody could empty the book with noise.
fn give_back(tx: &mut Tx<'_>, delivered: &Delivered) -> Result<()> {
    match delivered.slot {
        Some(slot) if !inbox::slot_is_taken(tx.on(), slot, delivered.sid)? => super::free_slot(tx, slot),
        _ => Ok(()),
    }
}

fn write(tx: &mut Tx<'_>, delivered: &Delivered, sha256: [u8; 32], poison: Option<PoisonReason>) -> Result<()> {
    let entry = Entry {
        sid: delivered.sid,
        seq: delivered.seq,
        sha256,
        size: delivered.envelope.len(),
        slot: delivered.slot,
        received_at: delivered.received_at,
        poison: poison.map(|reason| (reason, delivered.envelope.as_slice())),
    };
    inbox::write(tx.on(), tx.now().as_second(), &entry)
}
