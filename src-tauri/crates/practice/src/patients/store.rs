//! The record's tables: written and read as a whole.

use crate::ids::PatientId;
use crate::patients::clean::CleanRecord;
use crate::patients::record::{
    ContactMethod, EmergencyContact, FieldValue, InsurancePolicy, PatientAddress, PatientEmail, PatientPhone,
    PatientRecord, PatientStatus, SchemeNumber,
};
use crate::{Refusal, Result};
use rusqlite::{Connection, OptionalExtension, Params, Row, params};

/// What every use case needs to know of a patient first.
#[derive(Debug, Clone, Copy)]
pub struct Head {
    /// Record number: what the other tables hang on.
    pub no: i64,
    /// Rises with every change.
    pub version: i64,
    /// When registered.
    pub created_at: i64,
    /// When last changed.
    pub changed_at: i64,
}

/// The head of a patient; gone is an error.
pub fn head(on: &Connection, patient: PatientId) -> Result<Head> {
    on.prepare_cached("SELECT no, version, created_at, changed_at FROM patient WHERE id = ?1")?
        .query_row([patient], |row| {
            Ok(Head {
                no: row.get("no")?,
                version: row.get("version")?,
                created_at: row.get("created_at")?,
                changed_at: row.get("changed_at")?,
            })
        })
        .optional()?
        .ok_or_else(|| Refusal::not_found("This patient"))
}

/// Writes a new record and answers its number. Search keys are the caller's.
pub fn insert(on: &Connection, id: PatientId, clean: &CleanRecord, at: i64) -> Result<i64> {
    let record = clean.record();
    on.prepare_cached(
        "INSERT INTO patient (id, given, family, middle, preferred, own_script, sort_name, born, sex, status, language, contact_method, email, phone, phone_typed, created_at, changed_at)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?16)",
    )?
    .execute(params![
        id,
        record.given,
        record.family,
        record.middle,
        record.preferred,
        record.own_script,
        clean.sort_name(),
        record.born,
        record.sex,
        record.status,
        record.language,
        record.contact_method,
        record.emails.first().map(|email| &email.address),
        record.phones.first().map(|phone| &phone.e164),
        record.phones.first().map(|phone| &phone.number),
        at
    ])?;
    let no = on.last_insert_rowid();
    insert_parts(on, no, record)?;
    Ok(no)
}

/// Puts a record in place of the one there is; its version rises. Search keys are the caller's.
pub fn update(on: &Connection, no: i64, clean: &CleanRecord, at: i64) -> Result<()> {
    let record = clean.record();
    on.prepare_cached(
        "UPDATE patient SET given = ?2, family = ?3, middle = ?4, preferred = ?5, own_script = ?6, sort_name = ?7, born = ?8, sex = ?9, status = ?10,
             language = ?11, contact_method = ?12, email = ?13, phone = ?14, phone_typed = ?15, changed_at = ?16, version = version + 1
         WHERE no = ?1",
    )?
    .execute(params![
        no,
        record.given,
        record.family,
        record.middle,
        record.preferred,
        record.own_script,
        clean.sort_name(),
        record.born,
        record.sex,
        record.status,
        record.language,
        record.contact_method,
        record.emails.first().map(|email| &email.address),
        record.phones.first().map(|phone| &phone.e164),
        record.phones.first().map(|phone| &phone.number),
        at
    ])?;
    delete_parts(on, no)?;
    insert_parts(on, no, record)
}

/// Why a record was not removed.
#[derive(Debug)]
pub enum NotDeleted {
    /// Something hangs on it: the file refuses.
    HeldBack,
    /// Anything else.
    Refused(Refusal),
}

impl From<rusqlite::Error> for NotDeleted {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(rusqlite::ErrorCode::ConstraintViolation) => Self::HeldBack,
            _ => Self::Refused(error.into()),
        }
    }
}

/// Removes a record nothing hangs on. The file itself refuses where something does.
pub fn delete(on: &Connection, no: i64) -> std::result::Result<(), NotDeleted> {
    delete_parts(on, no).map_err(NotDeleted::Refused)?;
    on.execute("DELETE FROM patient_photo WHERE no = ?1", [no])?;
    on.execute("DELETE FROM patient WHERE no = ?1", [no])?;
    Ok(())
}

/// Sets the status alone; the version rises.
pub fn set_status(on: &Connection, no: i64, status: PatientStatus, at: i64) -> Result<()> {
    on.prepare_cached("UPDATE patient SET status = ?2, changed_at = ?3, version = version + 1 WHERE no = ?1")?
        .execute(params![no, status, at])?;
    Ok(())
}

/// Sets language and contact method alone; the version rises.
pub fn set_manner(on: &Connection, no: i64, language: &str, method: ContactMethod, at: i64) -> Result<()> {
    on.prepare_cached(
        "UPDATE patient SET language = ?2, contact_method = ?3, changed_at = ?4, version = version + 1 WHERE no = ?1",
    )?
    .execute(params![no, language, method, at])?;
    Ok(())
}

fn delete_parts(on: &Connection, no: i64) -> Result<()> {
    for sql in [
        "DELETE FROM patient_detail WHERE no = ?1",
        "DELETE FROM patient_phone WHERE no = ?1",
        "DELETE FROM patient_email WHERE no = ?1",
        "DELETE FROM patient_address WHERE no = ?1",
        "DELETE FROM patient_policy WHERE no = ?1",
        "DELETE FROM patient_emergency WHERE no = ?1",
        "DELETE FROM patient_scheme WHERE no = ?1",
        "DELETE FROM patient_tag WHERE no = ?1",
        "DELETE FROM patient_field WHERE no = ?1",
    ] {
        on.prepare_cached(sql)?.execute([no])?;
    }
    Ok(())
}

fn insert_parts(on: &Connection, no: i64, record: &PatientRecord) -> Result<()> {
    let PatientRecord {
        gender,
        pronouns,
        source,
        note,
        ..
    } = record;
    if [gender, pronouns, source, note]
        .into_iter()
        .any(|text| !text.is_empty())
    {
        on.prepare_cached(
            "INSERT INTO patient_detail (no, gender, pronouns, source, note) VALUES (?1, ?2, ?3, ?4, ?5)",
        )?
        .execute(params![no, gender, pronouns, source, note])?;
    }
    for (at, phone) in (0i64..).zip(&record.phones) {
        on.prepare_cached(
            "INSERT INTO patient_phone (no, position, kind, typed, e164, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![no, at, phone.kind, phone.number, phone.e164, phone.note])?;
    }
    for (at, email) in (0i64..).zip(&record.emails) {
        on.prepare_cached("INSERT INTO patient_email (no, position, address, note) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![no, at, email.address, email.note])?;
    }
    for (at, address) in (0i64..).zip(&record.addresses) {
        let PatientAddress {
            kind,
            lines,
            city,
            region,
            postcode,
            country,
        } = address;
        on.prepare_cached("INSERT INTO patient_address (no, position, kind, lines, city, region, postcode, country) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)")?
            .execute(params![no, at, kind, lines.join("\n"), city, region, postcode, country])?;
    }
    for (at, policy) in (0i64..).zip(&record.insurance) {
        let InsurancePolicy {
            payer,
            plan,
            member_no,
            group_no,
            holder,
            valid_from,
            valid_until,
        } = policy;
        on.prepare_cached(
            "INSERT INTO patient_policy (no, position, payer, plan, member_no, group_no, holder, valid_from, valid_until) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
        )?
        .execute(params![no, at, payer, plan, member_no, group_no, holder, valid_from, valid_until])?;
    }
    for (at, contact) in (0i64..).zip(&record.emergency) {
        let EmergencyContact {
            name,
            relation,
            phone,
            e164,
        } = contact;
        on.prepare_cached(
            "INSERT INTO patient_emergency (no, position, name, relation, typed, e164) VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
        )?
        .execute(params![no, at, name, relation, phone, e164])?;
    }
    for (at, scheme) in (0i64..).zip(&record.schemes) {
        on.prepare_cached("INSERT INTO patient_scheme (no, position, scheme, number) VALUES (?1, ?2, ?3, ?4)")?
            .execute(params![no, at, scheme.scheme, scheme.number])?;
    }
    for (at, tag) in (0i64..).zip(&record.tags) {
        on.prepare_cached("INSERT INTO patient_tag (no, position, tag) VALUES (?1, ?2, ?3)")?
            .execute(params![no, at, tag])?;
    }
    for value in &record.fields {
        on.prepare_cached("INSERT INTO patient_field (no, field_id, value) VALUES (?1, ?2, ?3)")?
            .execute(params![no, value.field, value.value])?;
    }
    Ok(())
}

/// The whole record of a number.
pub fn record(on: &Connection, no: i64) -> Result<CleanRecord> {
    let mut record = on
        .prepare_cached(
            "SELECT p.given, p.family, p.middle, p.preferred, p.own_script, p.born, p.sex, p.status, p.language, p.contact_method,
                    coalesce(d.gender, '') AS gender, coalesce(d.pronouns, '') AS pronouns, coalesce(d.source, '') AS source, coalesce(d.note, '') AS note
             FROM patient p LEFT JOIN patient_detail d ON d.no = p.no WHERE p.no = ?1",
        )?
        .query_row([no], |row| {
            Ok(PatientRecord {
                given: row.get("given")?,
                family: row.get("family")?,
                middle: row.get("middle")?,
                preferred: row.get("preferred")?,
                own_script: row.get("own_script")?,
                born: row.get("born")?,
                sex: row.get("sex")?,
                gender: row.get("gender")?,
                pronouns: row.get("pronouns")?,
                language: row.get("language")?,
                contact_method: row.get("contact_method")?,
                source: row.get("source")?,
                status: row.get("status")?,
                note: row.get("note")?,
                ..PatientRecord::default()
            })
        })
        .optional()?
        .ok_or_else(|| Refusal::not_found("This patient"))?;
    record.phones = all(
        on,
        "SELECT kind, typed, e164, note FROM patient_phone WHERE no = ?1 ORDER BY position",
        [no],
        |row| {
            Ok(PatientPhone {
                kind: row.get("kind")?,
                number: row.get("typed")?,
                e164: row.get("e164")?,
                note: row.get("note")?,
            })
        },
    )?;
    record.emails = all(
        on,
        "SELECT address, note FROM patient_email WHERE no = ?1 ORDER BY position",
        [no],
        |row| {
            Ok(PatientEmail {
                address: row.get("address")?,
                note: row.get("note")?,
            })
        },
    )?;
    record.addresses = all(
        on,
        "SELECT kind, lines, city, region, postcode, country FROM patient_address WHERE no = ?1 ORDER BY position",
        [no],
        |row| {
            let lines: String = row.get("lines")?;
            Ok(PatientAddress {
                kind: row.get("kind")?,
                lines: lines.lines().map(str::to_owned).collect(),
                city: row.get("city")?,
                region: row.get("region")?,
                postcode: row.get("postcode")?,
                country: row.get("country")?,
            })
        },
    )?;
    record.insurance = all(
        on,
        "SELECT payer, plan, member_no, group_no, holder, valid_from, valid_until FROM patient_policy WHERE no = ?1 ORDER BY position",
        [no],
        |row| {
            Ok(InsurancePolicy {
                payer: row.get("payer")?,
                plan: row.get("plan")?,
                member_no: row.get("member_no")?,
                group_no: row.get("group_no")?,
                holder: row.get("holder")?,
                valid_from: row.get("valid_from")?,
                valid_until: row.get("valid_until")?,
            })
        },
    )?;
    record.emergency = all(
        on,
        "SELECT name, relation, typed, e164 FROM patient_emergency WHERE no = ?1 ORDER BY position",
        [no],
        |row| {
            Ok(EmergencyContact {
                name: row.get("name")?,
                relation: row.get("relation")?,
                phone: row.get("typed")?,
                e164: row.get("e164")?,
            })
        },
    )?;
    record.schemes = all(
        on,
        "SELECT scheme, number FROM patient_scheme WHERE no = ?1 ORDER BY position",
        [no],
        |row| {
            Ok(SchemeNumber {
                scheme: row.get("scheme")?,
                number: row.get("number")?,
            })
        },
    )?;
    record.tags = all(
        on,
        "SELECT tag FROM patient_tag WHERE no = ?1 ORDER BY position",
        [no],
        |row| row.get("tag"),
    )?;
    record.fields = all(
        on,
        "SELECT field_id, value FROM patient_field WHERE no = ?1 ORDER BY field_id",
        [no],
        |row| {
            Ok(FieldValue {
                field: row.get("field_id")?,
                value: row.get("value")?,
            })
        },
    )?;
    Ok(CleanRecord::stored(record))
}

/// Every row of a fixed statement.
pub fn all<T>(
    on: &Connection,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Result<Vec<T>> {
    let mut statement = on.prepare_cached(sql)?;
    let rows = statement.query_map(params, read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
