//! Marks a patient as active, inactive or deceased.

use crate::door::Call;
use crate::events::Event;
use crate::ids::PatientId;
use crate::patients::edit::refuse_stale;
use crate::patients::get::view;
use crate::patients::record::PatientStatus;
use crate::patients::store;
use crate::patients::view::PatientView;
use crate::transact::Done;
use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

/// Change the status alone.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetPatientStatus {
    /// Whose.
    pub patient: PatientId,
    /// The version the screen shows.
    #[ts(type = "number")]
    pub version: i64,
    /// What they are now.
    pub status: PatientStatus,
}

/// Changes the status. Nothing else of the record is checked again: a death is written down whatever an old field holds.
pub fn set_status(call: &Call<'_>, input: SetPatientStatus) -> Result<Done<PatientView>> {
    call.transact(|tx| {
        let at = tx.now().as_second();
        let head = store::head(tx.on(), input.patient)?;
        refuse_stale(tx.on(), input.patient, &head, input.version, at)?;
        let record = store::record(tx.on(), head.no)?;
        let before = record.record().status;
        if input.status == PatientStatus::Merged || before == PatientStatus::Merged {
            return Err(Refusal::invalid(
                "status",
                "Only merging two records, or undoing that, changes this.",
            ));
        }
        if before == input.status {
            return Ok(Done {
                value: view(tx.on(), input.patient, at)?,
                undo: None,
                told_at: None,
            });
        }
        store::set_status(tx.on(), head.no, input.status, at)?;
        tx.event(
            Event::new("patient.status_set")
                .patient(input.patient)
                .body(json!({ "from": before, "to": input.status })),
        );
        let back = SetPatientStatus {
            patient: input.patient,
            version: head.version + 1,
            status: before,
        };
        let undo = tx.undo_with(
            &format!("Marked {} as {}", record.record().spoken(), input.status.stored()),
            "patients.set_status",
            &back,
        )?;
        Ok(Done {
            value: view(tx.on(), input.patient, at)?,
            undo,
            told_at: None,
        })
    })
}
