//! Invitations: who may register a clinic.

use crate::store::{Act, Fault, Tx, values};

/// Notes a new one.
pub struct Invite {
    /// SHA-256 of its token.
    pub sha256: [u8; 32],
    /// Now.
    pub now: i64,
}

impl Act for Invite {
    type Out = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        tx.change(
            "INSERT INTO invitation (sha256, made_at) VALUES ($1, $2)",
            values![&self.sha256, self.now],
        )
        .await?;
        Ok(())
    }
}
