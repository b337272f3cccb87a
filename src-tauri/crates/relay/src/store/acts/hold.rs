//! A patient's hold on a time, and letting it go.

use super::attempts::{Count, count};
use super::claims::{Claimant, claim};
use super::lock;
use super::submit::Effort;
use crate::answer::Refusal;
use crate::store::{Act, Fault, Tx, values};
use keepwell_protocol::id::{ClinicId, SlotId};

/// Holds a time.
pub struct HoldSlot {
    /// Of which clinic.
    pub clinic: ClinicId,
    /// Which.
    pub slot: SlotId,
    /// SHA-256 of the token.
    pub token: [u8; 32],
    /// HMAC of the address.
    pub address: [u8; 16],
    /// How many an address may hold at once.
    pub at_once: u32,
    /// What else is counted.
    pub counts: Vec<Count>,
    /// The work that was done.
    pub effort: Effort,
    /// Until when, Unix seconds.
    pub until: i64,
    /// Now.
    pub now: i64,
}

impl Act for HoldSlot {
    type Out = Result<i64, Refusal>;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        if let Err(refusal) = count(tx, &self.counts, self.now).await? {
            return Ok(Err(refusal));
        }
        let id = self.clinic.as_bytes();
        let Some(clinic) = lock(tx, id).await? else {
            return Ok(Err(Refusal::no_such_clinic()));
        };
        if let Err(refusal) = self.effort.is_enough(clinic.pending) {
            return Ok(Err(refusal));
        }
        let held = tx
            .row(
                "SELECT COUNT(*) FROM claim WHERE clinic = $1 AND address = $2 AND held_until > $3 AND slot <> $4",
                values![id, &self.address, self.now, self.slot.as_bytes()],
            )
            .await?;
        if held.map_or(Ok(0), |row| row.int(0))? >= i64::from(self.at_once) {
            return Ok(Err(Refusal::slow_down(self.until - self.now)));
        }
        let who = Claimant {
            clinic: id,
            slot: self.slot,
            token: self.token,
            address: self.address,
            now: self.now,
        };
        let claimed = claim(tx, &who, Some(self.until)).await?;
        Ok(claimed.map(|until| until.unwrap_or(self.until)))
    }
}

/// Lets a hold go. Again, or a stranger's token, changes nothing.
pub struct ReleaseSlot {
    /// Of which clinic.
    pub clinic: ClinicId,
    /// Which.
    pub slot: SlotId,
    /// SHA-256 of the token.
    pub token: [u8; 32],
}

impl Act for ReleaseSlot {
    type Out = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let id = self.clinic.as_bytes();
        lock(tx, id).await?;
        tx.change(
            "DELETE FROM claim WHERE clinic = $1 AND slot = $2 AND token = $3 AND held_until IS NOT NULL",
            values![id, self.slot.as_bytes(), &self.token],
        )
        .await?;
        Ok(())
    }
}
