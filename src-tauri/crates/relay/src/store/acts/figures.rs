//! Counts for the host's monitoring, and whether the store answers at all.

use crate::store::{Act, Fault, Tx};

/// Counts over all clinics.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Totals {
    /// Clinics.
    pub clinics: i64,
    /// Submissions that wait.
    pub pending: i64,
    /// Their bytes.
    pub pending_bytes: i64,
    /// When the oldest of them came, Unix seconds.
    pub oldest: Option<i64>,
}

/// Counts.
pub struct Count;

impl Act for Count {
    type Out = Totals;
    const LOOKS_ONLY: bool = true;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let missing = || Fault::Other("a count gave no row".into());
        let row = tx
            .row(
                "SELECT COUNT(*), CAST(COALESCE(SUM(pending), 0) AS BIGINT), CAST(COALESCE(SUM(pending_bytes), 0) AS BIGINT) FROM clinic",
                &[],
            )
            .await?
            .ok_or_else(missing)?;
        let oldest = tx
            .row("SELECT MIN(received_at) FROM submission WHERE state = 'waiting'", &[])
            .await?
            .ok_or_else(missing)?;
        Ok(Totals {
            clinics: row.int(0)?,
            pending: row.int(1)?,
            pending_bytes: row.int(2)?,
            oldest: oldest.maybe_int(0)?,
        })
    }
}

/// Writes nothing, through the writer: an answer means that the store can take a submission.
pub struct Check;

impl Act for Check {
    type Out = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        tx.change("DELETE FROM attempt WHERE until < 0", &[]).await?;
        Ok(())
    }
}
