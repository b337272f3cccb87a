//! Pages for one patient: ciphertext with an end.

use super::lock;
use crate::answer::Refusal;
use crate::store::{Act, Fault, Tx, values};
use keepwell_protocol::id::{ClinicId, PageId};

/// Keeps a page, in place of an older one of the same id.
pub struct PutPage {
    /// Whose.
    pub clinic: ClinicId,
    /// Which.
    pub page: PageId,
    /// Its ciphertext.
    pub bytes: Vec<u8>,
    /// Until when, Unix seconds.
    pub until: i64,
    /// How many are kept at most.
    pub most: u32,
}

impl Act for PutPage {
    type Out = Result<(), Refusal>;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let id = self.clinic.as_bytes();
        if lock(tx, id).await?.is_none() {
            return Ok(Err(Refusal::no_such_clinic()));
        }
        let kept = tx
            .row(
                "SELECT COUNT(*) FROM page WHERE clinic = $1 AND id <> $2",
                values![id, self.page.as_bytes()],
            )
            .await?;
        if kept.map_or(Ok(0), |row| row.int(0))? >= i64::from(self.most) {
            return Ok(Err(Refusal::full("the clinic keeps as many pages here as it may")));
        }
        tx.change(
            "INSERT INTO page (clinic, id, bytes, until) VALUES ($1, $2, $3, $4)
             ON CONFLICT (clinic, id) DO UPDATE SET bytes = excluded.bytes, until = excluded.until",
            values![id, self.page.as_bytes(), &*self.bytes, self.until],
        )
        .await?;
        Ok(Ok(()))
    }
}

/// Takes a page away. Again is harmless.
pub struct DropPage {
    /// Whose.
    pub clinic: ClinicId,
    /// Which.
    pub page: PageId,
}

impl Act for DropPage {
    type Out = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        tx.change(
            "DELETE FROM page WHERE clinic = $1 AND id = $2",
            values![self.clinic.as_bytes(), self.page.as_bytes()],
        )
        .await?;
        Ok(())
    }
}

/// Reads a page that has not run out.
pub struct GetPage {
    /// Whose.
    pub clinic: ClinicId,
    /// Which.
    pub page: PageId,
    /// Now.
    pub now: i64,
}

impl Act for GetPage {
    type Out = Option<Vec<u8>>;
    const LOOKS_ONLY: bool = true;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let row = tx
            .row(
                "SELECT bytes FROM page WHERE clinic = $1 AND id = $2 AND until > $3",
                values![self.clinic.as_bytes(), self.page.as_bytes(), self.now],
            )
            .await?;
        row.map(|mut row| row.bytes(0)).transpose()
    }
}
