//! Takes a registration back on which nothing has been built yet: the undo of `patients.register`.

use crate::door::Call;
use crate::events::Event;
use crate::ids::PatientId;
use crate::patients::{keys, store};
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
    call.transact(|tx| {
        let head = store::head(tx.on(), input.patient)?;
        if head.version != input.version {
            return Err(stays("The record has been changed since it was registered."));
        }
        let record = store::record(tx.on(), head.no)?;
        keys::replace(tx.on(), head.no, Some(&record), None)?;
        store::delete(tx.on(), head.no).map_err(|refused| match refused {
            store::NotDeleted::HeldBack => stays("Visits, messages or consents already hang on this record."),
            store::NotDeleted::Refused(refusal) => refusal,
        })?;
        tx.event(Event::new("patient.unregistered").patient(input.patient));
        Ok(())
    })
}

fn stays(why: &str) -> Refusal {
    Refusal::new(Code::CannotUndo, format!("{why} It stays.")).next("Set the patient's status to inactive instead.")
}
