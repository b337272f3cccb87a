//! What the clinic signed for everybody.

use super::lock;
use crate::answer::Refusal;
use crate::store::{Act, Fault, Tx, values};
use keepwell_protocol::id::ClinicId;

/// The bundle's name.
pub const BUNDLE: &str = "bundle";
/// The slot book's name.
pub const SLOTS: &str = "slots";

/// Whether a document is newer than the one that is kept: `Some(false)` for the very same again. Call with the clinic locked.
pub(super) async fn is_new(
    tx: &mut Tx<'_>,
    clinic: ClinicId,
    name: &str,
    serial: i64,
    signed: &str,
) -> Result<Option<bool>, Fault> {
    let kept = tx
        .row(
            "SELECT serial, signed FROM document WHERE clinic = $1 AND name = $2",
            values![clinic.as_bytes(), name],
        )
        .await?;
    let Some(mut kept) = kept else { return Ok(Some(true)) };
    Ok(if kept.text(1)? == signed {
        Some(false)
    } else if serial > kept.int(0)? {
        Some(true)
    } else {
        None
    })
}

/// Writes it. Call with the clinic locked.
pub(super) async fn keep(
    tx: &mut Tx<'_>,
    clinic: ClinicId,
    name: &str,
    serial: i64,
    signed: &str,
) -> Result<(), Fault> {
    tx.change(
        "INSERT INTO document (clinic, name, serial, signed) VALUES ($1, $2, $3, $4)
         ON CONFLICT (clinic, name) DO UPDATE SET serial = excluded.serial, signed = excluded.signed",
        values![clinic.as_bytes(), name, serial, signed],
    )
    .await?;
    Ok(())
}

/// Publishes a bundle.
pub struct PutBundle {
    /// Whose.
    pub clinic: ClinicId,
    /// Its serial.
    pub serial: i64,
    /// Its intake keys.
    pub kid: [u8; 8],
    /// The forms it names.
    pub forms: Vec<[u8; 32]>,
    /// The [`keepwell_protocol::signed::Signed`] as JSON.
    pub signed: String,
    /// Now.
    pub now: i64,
}

impl Act for PutBundle {
    type Out = Result<(), Refusal>;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let id = self.clinic.as_bytes();
        let Some(clinic) = lock(tx, id).await? else {
            return Ok(Err(Refusal::no_such_clinic()));
        };
        match is_new(tx, self.clinic, BUNDLE, self.serial, &self.signed).await? {
            Some(true) => {}
            Some(false) => return Ok(Ok(())),
            None => {
                return Ok(Err(Refusal::stale(
                    "a bundle of this serial or a higher one is published",
                )));
            }
        }
        keep(tx, self.clinic, BUNDLE, self.serial, &self.signed).await?;
        if clinic.kids[0].as_deref() != Some(&self.kid) {
            tx.change(
                "UPDATE clinic SET kid_before = kid, kid = $2 WHERE id = $1",
                values![id, &self.kid],
            )
            .await?;
        }
        tx.change(
            "UPDATE form SET unnamed_since = $2 WHERE clinic = $1 AND unnamed_since IS NULL",
            values![id, self.now],
        )
        .await?;
        for form in &self.forms {
            tx.change(
                "UPDATE form SET unnamed_since = NULL WHERE clinic = $1 AND sha256 = $2",
                values![id, form],
            )
            .await?;
        }
        Ok(Ok(()))
    }
}

/// What the page needs first.
#[derive(Debug)]
pub struct Found {
    /// The signed document as JSON.
    pub signed: String,
    /// How many submissions wait: it decides how much work is asked.
    pub pending: i64,
}

/// Reads a document.
pub struct Get {
    /// Whose.
    pub clinic: ClinicId,
    /// Which.
    pub name: &'static str,
}

impl Act for Get {
    type Out = Option<Found>;
    const LOOKS_ONLY: bool = true;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let row = tx
            .row(
                "SELECT document.signed, clinic.pending FROM document JOIN clinic ON clinic.id = document.clinic
                 WHERE document.clinic = $1 AND document.name = $2",
                values![self.clinic.as_bytes(), self.name],
            )
            .await?;
        row.map(|mut row| {
            Ok(Found {
                signed: row.text(0)?,
                pending: row.int(1)?,
            })
        })
        .transpose()
    }
}
