//! One submission: opened, then written down together with the request it becomes, the cursor and the alarms. One transaction, or
//! nothing.

use super::inbox::{self, Entry, State};
use super::open::{Opened, Opener, open};
use super::{AlarmCode, PoisonReason, alarm, keys, store};
use crate::practice::Practice;
use crate::requests::{self, Arrived, ArrivedReply, ReplyTaken};
use crate::transact::Tx;
use crate::{Code, Refusal, Result, clinic};
use keepwell_protocol::id::{SlotId, SubmissionId};
use keepwell_protocol::text::sha256;

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
    match attempt(practice, delivered, None) {
        Err(refusal) if refusal.code == Code::Fault => {
            tracing::error!(sid = %delivered.sid, "a submission met a fault and is kept aside");
            attempt(practice, delivered, Some(PoisonReason::Fault))
        }
        answer => answer,
    }
}

/// Takes what met a fault of our own before, if the fault is gone.
pub fn accept_again(practice: &Practice, delivered: &Delivered) -> Result<Option<Taken>> {
    match attempt(practice, delivered, None) {
        Err(refusal) if refusal.code == Code::Fault => Ok(None),
        answer => answer.map(Some),
    }
}

fn attempt(practice: &Practice, delivered: &Delivered, aside: Option<PoisonReason>) -> Result<Taken> {
    let hash = sha256(&delivered.envelope);
    // Opening takes milliseconds; the one writer is not kept waiting for it.
    let opened = match aside {
        Some(reason) => Opened::Poison(reason),
        None => {
            let today = practice.wall_now().date().to_string();
            practice.read(|on| {
                let clinic = keys::clinic(on)?.ok_or_else(|| Refusal::fault("a link without a clinic key"))?;
                let by = Opener {
                    on,
                    clinic,
                    now: practice.now().as_second(),
                    today: &today,
                    country: &clinic::facts(on)?.country,
                };
                open(by, delivered.sid, delivered.slot, &delivered.envelope)
            })?
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

fn first(tx: &mut Tx<'_>, delivered: &Delivered, hash: [u8; 32], opened: Opened) -> Result<Taken> {
    match opened {
        Opened::Poison(reason) => poison(tx, delivered, hash, reason),
        Opened::Form {
            form,
            filled,
            files,
            flags,
            slot_differs,
        } => {
            let twice = match delivered.slot {
                Some(slot) => inbox::slot_is_taken(tx.on(), slot, delivered.sid)?,
                None => false,
            };
            if slot_differs || twice {
                alarm::raise(tx, AlarmCode::SlotMixedUp, 1, &[])?;
            }
            write(tx, delivered, hash, None)?;
            requests::take(
                tx,
                Arrived {
                    sid: delivered.sid,
                    seq: delivered.seq,
                    sha256: hash,
                    received_at: delivered.received_at,
                    form: *form,
                    filled,
                    files,
                    slot: delivered.slot,
                    flags,
                },
            )?;
            Ok(Taken::Request)
        }
        Opened::Reply { reply, flags } => {
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
    Ok(Taken::Poison)
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
