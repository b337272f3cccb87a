//! Registers a patient.

use crate::door::Call;
use crate::events::{self, Event};
use crate::ids::PatientId;
use crate::patients::clean::{Against, CleanRecord};
use crate::patients::get::view;
use crate::patients::keys::{self, KeyBatch};
use crate::patients::record::PatientRecord;
use crate::patients::store;
use crate::patients::unregister::UnregisterPatient;
use crate::patients::view::PatientView;
use crate::transact::{Done, Tx};
use crate::{Code, Refusal, Result, clinic};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

/// Register a patient.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct RegisterPatient {
    /// What is written down.
    pub record: PatientRecord,
}

/// Registers a patient. Refused until the recovery kit is proven: a record that one broken PC can take away is worse
/// than none.
pub fn register(call: &Call<'_>, input: RegisterPatient) -> Result<Done<PatientView>> {
    let today = call.practice()?.wall_now().date();
    call.transact(|tx| {
        let Registered { patient, label, back } = register_on(tx, today, input.record)?;
        let undo = tx.undo_with(&label, "patients.unregister", &back)?;
        Ok(Done {
            value: view(tx.on(), patient, tx.now().as_second())?,
            undo,
            told_at: None,
        })
    })
}

/// A patient just registered.
#[derive(Debug)]
pub struct Registered {
    /// Who.
    pub patient: PatientId,
    /// `Registered Grace Kim`.
    pub label: String,
    /// Takes it back.
    pub back: UnregisterPatient,
}

/// Registers inside a running transaction, by the same rules for whoever asks.
pub fn register_on(tx: &mut Tx<'_>, today: Date, record: PatientRecord) -> Result<Registered> {
    let clinic = clinic::facts(tx.on())?;
    if !clinic.recovery_proven && !clinic.demo {
        return Err(Refusal::new(Code::RecoveryUnproven, "Patients can be added once the recovery code is proven: without it, one broken computer would lose them all.")
                .next("Print the recovery kit and type its code back."));
    }
    let record = CleanRecord::check(record, &Against::of(tx.on(), today)?)?;
    let (id, at) = (PatientId::make(), tx.now().as_second());
    let no = store::insert(tx.on(), id, &record, at)?;
    keys::replace(tx.on(), no, None, Some(&record))?;
    tx.event(Event::new("patient.registered").patient(id).body(json!({ "no": no })));
    Ok(Registered {
        patient: id,
        label: format!("Registered {}", record.record().spoken()),
        back: UnregisterPatient {
            patient: id,
            version: 1,
        },
    })
}

/// A patient who comes with many others: an import, a demo.
#[derive(Debug)]
pub(crate) struct NewPatient {
    /// Who.
    pub id: PatientId,
    /// When they count as registered, Unix seconds.
    pub created_at: i64,
    /// What is written down.
    pub record: PatientRecord,
}

/// Registers many patients at once and answers their record numbers, in order. The same checks and keys as for one; the
/// keys are written in the order of their index. Thousands at a time are best: fewer gain less, more cost memory
/// (about 3 KB each). Each gets its event; the audit entry names none of them.
pub(crate) fn register_many(tx: &mut Tx<'_>, today: Date, patients: Vec<NewPatient>) -> Result<Vec<i64>> {
    let against = Against::of(tx.on(), today)?;
    let actor = tx.actor().to_string();
    let mut batch = KeyBatch::default();
    let mut numbers = Vec::with_capacity(patients.len());
    for NewPatient { id, created_at, record } in patients {
        let record = CleanRecord::check(record, &against)?;
        let no = store::insert(tx.on(), id, &record, created_at)?;
        batch.add(no, &record);
        events::record(
            tx.on(),
            created_at,
            &actor,
            &Event::new("patient.registered").patient(id).body(json!({ "no": no })),
        )?;
        numbers.push(no);
    }
    batch.write(tx.on())?;
    Ok(numbers)
}
