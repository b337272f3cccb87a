//! The clinic has them: the bytes go, id, hash and receipt stay for a while.

use super::lock;
use crate::answer::Refusal;
use crate::store::{Act, Fault, Tx, values};
use keepwell_protocol::id::{ClinicId, SubmissionId};

/// Acknowledges submissions. Unknown ones and those acknowledged before change nothing.
pub struct Acknowledge {
    /// Whose.
    pub clinic: ClinicId,
    /// Which, with the signed receipt as JSON.
    pub items: Vec<(SubmissionId, Option<String>)>,
    /// Now.
    pub now: i64,
}

impl Act for Acknowledge {
    type Out = Result<(), Refusal>;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let id = self.clinic.as_bytes();
        if lock(tx, id).await?.is_none() {
            return Ok(Err(Refusal::no_such_clinic()));
        }
        for (sid, receipt) in &self.items {
            let receipt = receipt.as_deref();
            let done = tx
                .row(
                    "UPDATE submission SET state = 'acked', receipt = $3, done_at = $4
                     WHERE clinic = $1 AND sid = $2 AND state = 'waiting' RETURNING seq, size",
                    values![id, sid.as_bytes(), receipt, self.now],
                )
                .await?;
            match done {
                Some(done) => {
                    tx.change(
                        "DELETE FROM envelope WHERE clinic = $1 AND seq = $2",
                        values![id, done.int(0)?],
                    )
                    .await?;
                    tx.change(
                        "UPDATE clinic SET pending = pending - 1, pending_bytes = pending_bytes - $2 WHERE id = $1",
                        values![id, done.int(1)?],
                    )
                    .await?;
                }
                // A receipt may come later than the first acknowledgement or the last day, never instead of another.
                None if receipt.is_some() => {
                    tx.change(
                        "UPDATE submission SET receipt = $3 WHERE clinic = $1 AND sid = $2 AND state <> 'waiting' AND receipt IS NULL",
                        values![id, sid.as_bytes(), receipt],
                    )
                    .await?;
                }
                None => {}
            }
        }
        Ok(Ok(()))
    }
}
