//! How a patient wants to be spoken to, change after change. The newest row counts; where there is none, everything
//! but language and contact method is the clinic's.

use crate::Result;
use crate::patients::consents::{HowGiven, PreferenceChange, Preferences};
use crate::patients::record::PatientRecord;
use crate::patients::store::all;
use crate::patients::who::Names;
use crate::transact::Tx;
use rusqlite::{Connection, OptionalExtension, Row, params};

fn read(row: &Row<'_>) -> rusqlite::Result<Preferences> {
    Ok(Preferences {
        language: row.get("language")?,
        contact_method: row.get("contact_method")?,
        quiet_from: row.get("quiet_from")?,
        quiet_until: row.get("quiet_until")?,
        most_per_week: row.get("most_per_week")?,
        zone: row.get("zone")?,
    })
}

/// What stands now.
pub fn now(on: &Connection, no: i64, record: &PatientRecord) -> Result<Preferences> {
    let newest = on
        .prepare_cached("SELECT language, contact_method, quiet_from, quiet_until, most_per_week, zone FROM patient_preference WHERE no = ?1 ORDER BY seq DESC LIMIT 1")?
        .query_row([no], read)
        .optional()?;
    Ok(newest.unwrap_or_else(|| plain(record)))
}

fn plain(record: &PatientRecord) -> Preferences {
    Preferences {
        language: record.language.clone(),
        contact_method: record.contact_method,
        quiet_from: None,
        quiet_until: None,
        most_per_week: None,
        zone: None,
    }
}

/// Every change, newest first.
pub fn history(on: &Connection, no: i64, names: &mut Names) -> Result<Vec<PreferenceChange>> {
    let rows = all(
        on,
        "SELECT at, actor, how, language, contact_method, quiet_from, quiet_until, most_per_week, zone FROM patient_preference WHERE no = ?1 ORDER BY seq DESC",
        [no],
        |row| {
            Ok((
                row.get::<_, String>("actor")?,
                row.get("at")?,
                row.get("how")?,
                read(row)?,
            ))
        },
    )?;
    rows.into_iter()
        .map(|(actor, at, how, preferences)| {
            Ok(PreferenceChange {
                at,
                by: names.of(on, &actor)?,
                how,
                preferences,
            })
        })
        .collect()
}

/// Writes a change down.
pub fn write(tx: &Tx<'_>, no: i64, preferences: &Preferences, how: Option<HowGiven>) -> Result<()> {
    let Preferences {
        language,
        contact_method,
        quiet_from,
        quiet_until,
        most_per_week,
        zone,
    } = preferences;
    tx.on()
        .prepare_cached(
            "INSERT INTO patient_preference (no, language, contact_method, quiet_from, quiet_until, most_per_week, zone, at, actor, how)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        )?
        .execute(params![no, language, contact_method, quiet_from, quiet_until, most_per_week, zone, tx.now().as_second(), tx.actor().to_string(), how])?;
    Ok(())
}

/// The record's form changes language and contact method too; the history must not miss it.
pub fn follow_record(tx: &Tx<'_>, no: i64, before: &PatientRecord, after: &PatientRecord) -> Result<()> {
    if before.language == after.language && before.contact_method == after.contact_method {
        return Ok(());
    }
    let preferences = Preferences {
        language: after.language.clone(),
        contact_method: after.contact_method,
        ..now(tx.on(), no, after)?
    };
    write(tx, no, &preferences, None)
}
