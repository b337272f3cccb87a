//! What the patient's page may know of a submission.

use crate::store::{Act, Fault, Tx, values};
use keepwell_protocol::id::{ClinicId, SubmissionId};

/// How it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Never heard of, or forgotten.
    Unknown,
    /// The clinic has not confirmed it yet.
    NotYet,
    /// It has; the signed receipt as JSON.
    Receipt(String),
    /// The clinic did not fetch it in time.
    Expired,
}

/// Reads how a submission stands.
pub struct GetReceipt {
    /// Of which clinic.
    pub clinic: ClinicId,
    /// Which.
    pub sid: SubmissionId,
}

impl Act for GetReceipt {
    type Out = Standing;
    const LOOKS_ONLY: bool = true;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let row = tx
            .row(
                "SELECT state, receipt FROM submission WHERE clinic = $1 AND sid = $2",
                values![self.clinic.as_bytes(), self.sid.as_bytes()],
            )
            .await?;
        let Some(mut row) = row else {
            return Ok(Standing::Unknown);
        };
        let receipt = row.maybe_text(1)?;
        Ok(match (row.text(0)?.as_str(), receipt) {
            (_, Some(receipt)) => Standing::Receipt(receipt),
            ("expired", None) => Standing::Expired,
            (_, None) => Standing::NotYet,
        })
    }
}
