//! Published forms, by their hash.

use super::lock;
use crate::answer::Refusal;
use crate::store::{Act, Fault, Tx, values};
use keepwell_protocol::id::ClinicId;

/// Keeps a form.
pub struct PutForm {
    /// Whose.
    pub clinic: ClinicId,
    /// Its hash, already checked.
    pub sha256: [u8; 32],
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// How many are kept at most.
    pub most: u32,
    /// Now.
    pub now: i64,
}

impl Act for PutForm {
    type Out = Result<(), Refusal>;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let id = self.clinic.as_bytes();
        if lock(tx, id).await?.is_none() {
            return Ok(Err(Refusal::no_such_clinic()));
        }
        // A form that no bundle names yet begins its 30 days now, and is asked for again before they end.
        let known = tx
            .change(
                "UPDATE form SET unnamed_since = $3 WHERE clinic = $1 AND sha256 = $2 AND unnamed_since IS NOT NULL",
                values![id, &self.sha256, self.now],
            )
            .await?;
        if known > 0 {
            return Ok(Ok(()));
        }
        let kept = tx
            .row("SELECT COUNT(*) FROM form WHERE clinic = $1", values![id])
            .await?;
        if kept.map_or(Ok(0), |row| row.int(0))? >= i64::from(self.most) {
            return Ok(Err(Refusal::full("the clinic keeps as many forms here as it may")));
        }
        tx.change(
            "INSERT INTO form (clinic, sha256, bytes, unnamed_since) VALUES ($1, $2, $3, $4)
             ON CONFLICT (clinic, sha256) DO NOTHING",
            values![id, &self.sha256, &*self.bytes, self.now],
        )
        .await?;
        Ok(Ok(()))
    }
}

/// Reads a form.
pub struct GetForm {
    /// Whose.
    pub clinic: ClinicId,
    /// Which.
    pub sha256: [u8; 32],
}

impl Act for GetForm {
    type Out = Option<Vec<u8>>;
    const LOOKS_ONLY: bool = true;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let row = tx
            .row(
                "SELECT bytes FROM form WHERE clinic = $1 AND sha256 = $2",
                values![self.clinic.as_bytes(), &self.sha256],
            )
            .await?;
        row.map(|mut row| row.bytes(0)).transpose()
    }
}
