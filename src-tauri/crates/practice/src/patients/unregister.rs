//! Takes a registration back on which nothing has been built yet: the undo of `patients.register`.

use crate::door::Call;
use crate::events::Event;
use crate::ids::PatientId;
use crate::patients::{keys, store};
use crate::transact::Tx;
use crate::{Code, Refusal, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Take a registration back.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct UnregisterPatient {
    /// Whose.
    pub patient: PatientId,
    /// The version the registration made; a record changed since stays.
    #[ts(type = "number")]
    pub version: i64,
}

/// Takes a registration back. Its record number is not given out again.
pub fn unregister(call: &Call<'_>, input: UnregisterPatient) -> Result<()> {
    call.transact(|tx| input.run(tx))
}

impl UnregisterPatient {
    /// Takes the registration back inside a running transaction.
    pub fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let head = store::head(tx.on(), self.patient)?;
        if head.version != self.version {
            return Err(stays("The record has been changed since it was registered."));
        }
        let record = store::record(tx.on(), head.no)?;
        keys::replace(tx.on(), head.no, Some(&record), None)?;
        store::delete(tx.on(), head.no).map_err(|refused| match refused {
            store::NotDeleted::HeldBack => stays("Visits, messages or consents already hang on this record."),
            store::NotDeleted::Refused(refusal) => refusal,
        })?;
        tx.event(Event::new("patient.unregistered").patient(self.patient));
        Ok(())
    }
}

/// Takes the answers along that a registration brought and that is being taken back at once. Consents are append-only
/// otherwise; the file keeps a row that says for which record number they went.
pub fn erase_consents(tx: &Tx<'_>, patient: PatientId) -> Result<()> {
    let head = store::head(tx.on(), patient)?;
    tx.on()
        .prepare_cached("INSERT INTO registration_taken_back (no, at) VALUES (?1, ?2)")?
        .execute((head.no, tx.now().as_second()))?;
    for sql in [
        "DELETE FROM patient_consent WHERE no = ?1",
        "DELETE FROM patient_preference WHERE no = ?1",
    ] {
        tx.on().prepare_cached(sql)?.execute([head.no])?;
    }
    Ok(())
}

fn stays(why: &str) -> Refusal {
    Refusal::new(Code::CannotUndo, format!("{why} It stays.")).next("Set the patient's status to inactive instead.")
}
