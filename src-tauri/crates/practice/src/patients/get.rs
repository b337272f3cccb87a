//! Opens a patient's record.

use crate::Result;
use crate::door::Call;
use crate::ids::PatientId;
use crate::patients::record::WhichPatient;
use crate::patients::view::{PatientView, PatientVisit};
use crate::patients::{preferences, store, visits};
use rusqlite::{Connection, OptionalExtension};

/// Everything the panel shows of a patient.
pub fn get(call: &Call<'_>, input: WhichPatient) -> Result<PatientView> {
    call.looks_at(input.patient);
    let now = call.practice()?.now().as_second();
    call.read(|on| view(on, input.patient, now))
}

/// A patient as screens show them.
pub fn view(on: &Connection, patient: PatientId, now: i64) -> Result<PatientView> {
    let head = store::head(on, patient)?;
    let record = store::record(on, head.no)?.record().clone();
    let preferences = preferences::now(on, head.no, &record)?;
    let has_photo = on
        .prepare_cached("SELECT 1 FROM patient_photo WHERE no = ?1")?
        .query_row([head.no], |_| Ok(()))
        .optional()?
        .is_some();
    let line = |visit: Option<crate::ids::VisitId>| -> Result<Option<PatientVisit>> {
        visit.map(|visit| visits::line(on, visit)).transpose()
    };
    Ok(PatientView {
        id: patient,
        no: head.no,
        version: head.version,
        record,
        preferences,
        has_photo,
        next_visit: line(visits::next(on, patient, now)?)?,
        last_visit: line(visits::last(on, patient, now)?)?,
        created_at: head.created_at,
        changed_at: head.changed_at,
    })
}
