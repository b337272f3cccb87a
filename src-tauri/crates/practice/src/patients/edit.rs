//! Changes a patient's record: the whole of it, from the version the form was opened on.

use crate::door::Call;
use crate::events::Event;
use crate::ids::PatientId;
use crate::patients::clean::{Against, CleanRecord};
use crate::patients::get::view;
use crate::patients::record::PatientRecord;
use crate::patients::store::Head;
use crate::patients::view::PatientView;
use crate::patients::{keys, preferences, store};
use crate::transact::{Done, Tx};
use crate::{Code, Refusal, Result};
use jiff::civil::Date;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

/// Put a whole record in place of the one there is.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EditPatient {
    /// Whose.
    pub patient: PatientId,
    /// The version the form was opened on.
    #[ts(type = "number")]
    pub version: i64,
    /// The new record, all of it.
    pub record: PatientRecord,
}

/// Changes a record.
pub fn edit(call: &Call<'_>, input: EditPatient) -> Result<Done<PatientView>> {
    let today = call.practice()?.wall_now().date();
    let patient = input.patient;
    call.transact(|tx| {
        let undo = match input.run(tx, today)? {
            Some(edited) => tx.undo_with(&edited.label, "patients.edit", &edited.back)?,
            None => None,
        };
        Ok(Done {
            value: view(tx.on(), patient, tx.now().as_second())?,
            undo,
            told_at: None,
        })
    })
}

/// A record just changed.
#[derive(Debug)]
pub struct Edited {
    /// `Changed Grace Kim`.
    pub label: String,
    /// Takes it back.
    pub back: EditPatient,
}

impl EditPatient {
    /// Changes the record inside a running transaction; nothing where nothing differs.
    pub fn run(self, tx: &mut Tx<'_>, today: Date) -> Result<Option<Edited>> {
        let head = store::head(tx.on(), self.patient)?;
        refuse_stale(tx.on(), self.patient, &head, self.version, tx.now().as_second())?;
        let before = store::record(tx.on(), head.no)?;
        let after = CleanRecord::check(self.record, &Against::of(tx.on(), today)?)?;
        let changed = changes(before.record(), after.record());
        if changed.is_empty() {
            return Ok(None);
        }
        put(tx, head.no, &before, &after)?;
        tx.event(
            Event::new("patient.edited")
                .patient(self.patient)
                .body(json!({ "changed": changed })),
        );
        Ok(Some(Edited {
            label: format!("Changed {}", after.record().spoken()),
            back: Self {
                patient: self.patient,
                version: head.version + 1,
                record: before.record().clone(),
            },
        }))
    }
}

/// Writes `after` in place of `before`, with its keys.
pub fn put(tx: &mut Tx<'_>, no: i64, before: &CleanRecord, after: &CleanRecord) -> Result<()> {
    store::update(tx.on(), no, after, tx.now().as_second())?;
    keys::replace(tx.on(), no, Some(before), Some(after))?;
    preferences::follow_record(tx, no, before.record(), after.record())
}

/// Nobody writes over what they have not seen.
pub fn refuse_stale(on: &Connection, patient: PatientId, head: &Head, version: i64, now: i64) -> Result<()> {
    if head.version == version {
        return Ok(());
    }
    Err(Refusal::new(
        Code::Changed,
        "Somebody else changed this record while it was open here. Nothing of yours is lost: it is still in the form.",
    )
    .next("Compare it with the record as it is now, then save again.")
    .details(view(on, patient, now)?))
}

/// What differs, in words, for the timeline. Never the values: those stand in the record.
fn changes(before: &PatientRecord, after: &PatientRecord) -> Vec<&'static str> {
    let (b, a) = (before, after);
    let name = |r: &PatientRecord| {
        (
            r.given.clone(),
            r.family.clone(),
            r.middle.clone(),
            r.preferred.clone(),
            r.own_script.clone(),
        )
    };
    [
        (name(b) != name(a), "name"),
        (b.born != a.born, "date of birth"),
        (b.sex != a.sex, "sex"),
        (b.gender != a.gender || b.pronouns != a.pronouns, "gender and pronouns"),
        (b.phones != a.phones, "phones"),
        (b.emails != a.emails, "e-mail"),
        (b.addresses != a.addresses, "address"),
        (b.language != a.language, "language"),
        (b.contact_method != a.contact_method, "preferred contact"),
        (b.insurance != a.insurance, "insurance"),
        (b.emergency != a.emergency, "emergency contacts"),
        (b.source != a.source, "referring source"),
        (b.status != a.status, "status"),
        (b.tags != a.tags, "tags"),
        (sorted(b) != sorted(a), "clinic's own fields"),
        (b.schemes != a.schemes, "scheme numbers"),
        (b.note != a.note, "note"),
    ]
    .into_iter()
    .filter_map(|(differs, words)| differs.then_some(words))
    .collect()
}

fn sorted(record: &PatientRecord) -> Vec<(crate::ids::FieldId, &str)> {
    let mut fields: Vec<_> = record
        .fields
        .iter()
        .map(|value| (value.field, value.value.as_str()))
        .collect();
    fields.sort_unstable();
    fields
}
