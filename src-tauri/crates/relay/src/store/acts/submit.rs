//! Taking a submission: number, bytes and slot in one transaction, or nothing.

use super::attempts::{Count, count};
use super::claims::{Claimant, claim};
use super::lock;
use crate::answer::Refusal;
use crate::store::{Act, Fault, Tx, values};
use keepwell_protocol::id::{ClinicId, SlotId, SubmissionId};

/// Work that was done, against what is asked.
#[derive(Debug, Clone)]
pub struct Effort {
    /// Zero bits asked for, and whether they are there.
    pub least: (u8, bool),
    /// The same while many submissions wait.
    pub busy: (u8, bool),
    /// From how many on.
    pub busy_pending: u64,
}

impl Effort {
    /// Whether it is enough while `pending` wait.
    ///
    /// # Errors
    /// How much is asked.
    pub fn is_enough(&self, pending: i64) -> Result<(), Refusal> {
        let busy = u64::try_from(pending).is_ok_and(|pending| pending > self.busy_pending);
        match if busy { self.busy } else { self.least } {
            (_, true) => Ok(()),
            (bits, false) => Err(Refusal::work(bits)),
        }
    }
}

/// Takes a submission.
pub struct Submit {
    /// For which clinic.
    pub clinic: ClinicId,
    /// Which.
    pub sid: SubmissionId,
    /// Sealed to which keys.
    pub kid: [u8; 8],
    /// SHA-256 of the envelope.
    pub sha256: [u8; 32],
    /// The envelope.
    pub bytes: axum::body::Bytes,
    /// A slot to take with it, and SHA-256 of the token that holds it.
    pub slot: Option<(SlotId, [u8; 32])>,
    /// HMAC of the address.
    pub address: [u8; 16],
    /// Counted whatever becomes of it.
    pub counts: Vec<Count>,
    /// Counted for the clinic, once the work is done.
    pub clinic_count: Count,
    /// The work that was done.
    pub effort: Effort,
    /// How many may wait, and how many bytes.
    pub most: (u64, u64),
    /// Now.
    pub now: i64,
}

/// What became of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Submitted {
    /// It is kept now.
    New,
    /// It was kept before, the same bytes.
    Again,
}

impl Submit {
    fn size(&self) -> i64 {
        i64::try_from(self.bytes.len()).unwrap_or(i64::MAX)
    }

    /// Whether it was here before: nothing is counted or changed for it.
    async fn known(&self, tx: &mut Tx<'_>) -> Result<Option<Result<Submitted, Refusal>>, Fault> {
        let known = tx
            .row(
                "SELECT sha256 FROM submission WHERE clinic = $1 AND sid = $2",
                values![self.clinic.as_bytes(), self.sid.as_bytes()],
            )
            .await?;
        let Some(mut known) = known else { return Ok(None) };
        Ok(Some(if known.bytes(0)? == self.sha256 {
            Ok(Submitted::Again)
        } else {
            Err(Refusal::other_bytes())
        }))
    }

    async fn keep(&self, tx: &mut Tx<'_>, seq: i64) -> Result<(), Fault> {
        let id = self.clinic.as_bytes();
        let slot = self.slot.as_ref().map(|(slot, _)| slot.as_bytes());
        tx.change(
            "INSERT INTO submission (clinic, seq, sid, sha256, received_at, size, slot, state)
             VALUES ($1, $2, $3, $4, $5, $6, $7, 'waiting')",
            values![id, seq, self.sid.as_bytes(), &self.sha256, self.now, self.size(), slot],
        )
        .await?;
        tx.change(
            "INSERT INTO envelope (clinic, seq, bytes) VALUES ($1, $2, $3)",
            values![id, seq, &*self.bytes],
        )
        .await?;
        tx.change(
            "UPDATE clinic SET head = $2, pending = pending + 1, pending_bytes = pending_bytes + $3 WHERE id = $1",
            values![id, seq, self.size()],
        )
        .await?;
        Ok(())
    }
}

impl Act for Submit {
    type Out = Result<Submitted, Refusal>;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        if let Err(refusal) = count(tx, &self.counts, self.now).await? {
            return Ok(Err(refusal));
        }
        let id = self.clinic.as_bytes();
        let Some(clinic) = lock(tx, id).await? else {
            return Ok(Err(Refusal::no_such_clinic()));
        };
        if let Some(known) = self.known(tx).await? {
            return Ok(known);
        }
        if let Err(refusal) = self.effort.is_enough(clinic.pending) {
            return Ok(Err(refusal));
        }
        if !clinic.kids.iter().flatten().any(|kid| *kid == self.kid) {
            return Ok(Err(Refusal::stale("sealed to keys that the clinic does not publish")));
        }
        // Only now: whoever does no work cannot use up the clinic's minute.
        if let Err(refusal) = count(tx, std::slice::from_ref(&self.clinic_count), self.now).await? {
            return Ok(Err(refusal));
        }
        let waiting = u64::try_from(clinic.pending).unwrap_or(u64::MAX);
        let bytes = u64::try_from(clinic.pending_bytes.saturating_add(self.size())).unwrap_or(u64::MAX);
        if waiting >= self.most.0 || bytes > self.most.1 {
            return Ok(Err(Refusal::full(
                "the clinic has not fetched its submissions for long",
            )));
        }
        if let Some((slot, token)) = self.slot {
            let who = Claimant {
                clinic: id,
                slot,
                token,
                address: self.address,
                now: self.now,
            };
            if let Err(refusal) = claim(tx, &who, None).await? {
                return Ok(Err(refusal));
            }
        }
        self.keep(tx, clinic.head + 1).await?;
        Ok(Ok(Submitted::New))
    }
}
