//! A signed request counts once.

use crate::store::{Act, Fault, Tx, values};
use keepwell_protocol::id::ClinicId;

/// Notes a request's nonce; false if it was seen before.
pub struct Admit {
    /// Whose.
    pub clinic: ClinicId,
    /// Which.
    pub nonce: [u8; 16],
    /// Now.
    pub now: i64,
}

impl Act for Admit {
    type Out = bool;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let new = tx
            .change(
                "INSERT INTO nonce (clinic, nonce, seen_at) VALUES ($1, $2, $3) ON CONFLICT (clinic, nonce) DO NOTHING",
                values![self.clinic.as_bytes(), &self.nonce, self.now],
            )
            .await?;
        if new == 0 {
            return Ok(false);
        }
        // To the hour: a host wants to know whether a clinic is still there, not its working rhythm.
        tx.change(
            "UPDATE clinic SET heard_at = $2 WHERE id = $1 AND (heard_at IS NULL OR heard_at < $2)",
            values![self.clinic.as_bytes(), self.now - self.now.rem_euclid(3600)],
        )
        .await?;
        Ok(true)
    }
}
