//! A new request, with its form and its answers.

use super::{Row, count, json, stored_purpose};
use crate::Result;
use crate::transact::stored_json;
use keepwell_protocol::form::Form;
use rusqlite::{Connection, named_params, params};
use serde_json::{Map, Value};

/// Which submission a new request came in.
pub struct Came<'a> {
    /// Which.
    pub sid: &'a str,
    /// Its number at the relay.
    pub seq: u64,
    /// Of the sealed bytes.
    pub sha256: &'a [u8; 32],
    /// Answers as sent.
    pub answers: &'a Map<String, Value>,
    /// What the queue's search looks through.
    pub search: &'a str,
    /// Who it may be, as JSON.
    pub matches: &'a str,
    /// Exactly one of them surely.
    pub known: bool,
    /// How many files were kept.
    pub files: usize,
}

/// Writes a new request and answers its number. `no`, `version` and `form_no` of the row are made here.
pub fn insert(on: &Connection, row: &Row, form: &Form, came: &Came<'_>) -> Result<i64> {
    let standing = &row.standing;
    let slot = row.slot.as_ref();
    on.prepare_cached(
        "INSERT INTO request (id, sid, relay_seq, sha256, state, priority, received_at, arrived_at, changed_at, form_no, form_id, form_version,
             form_title, purpose, language, given, family, name_key, born, phone, phone_e164, email, email_key, search, service_id, service_name,
             preferred, preferred_words, reason, referral, source, score, band, flags, flag_count, file_count, matches, known,
             slot, slot_held, slot_starts, slot_fold, slot_starts_at, slot_minutes, slot_provider, slot_service)
         VALUES (:id, :sid, :seq, :sha256, :state, :priority, :received_at, :arrived_at, :arrived_at, :form_no, :form_id, :form_version,
             :form_title, :purpose, :language, :given, :family, :name_key, :born, :phone, :phone_e164, :email, :email_key, :search, :service, :service_name,
             :preferred, :preferred_words, :reason, :referral, :source, :score, :band, :flags, :flag_count, :file_count, :matches, :known,
             :slot, :slot_held, :slot_starts, :slot_fold, :slot_starts_at, :slot_minutes, :slot_provider, :slot_service)",
    )?
    .execute(named_params! {
        ":id": row.id, ":sid": came.sid, ":seq": i64::try_from(came.seq).unwrap_or(i64::MAX), ":sha256": came.sha256.as_slice(),
        ":state": standing.state.stored(), ":priority": standing.priority.stored(),
        ":received_at": row.received_at, ":arrived_at": row.arrived_at,
        ":form_no": keep_form(on, form)?, ":form_id": row.form_id, ":form_version": row.form_version, ":form_title": row.form_title,
        ":purpose": stored_purpose(row.purpose), ":language": row.language,
        ":given": row.given, ":family": row.family, ":name_key": row.name_key, ":born": row.born,
        ":phone": row.phone, ":phone_e164": row.phone_e164, ":email": row.email, ":email_key": row.email_key, ":search": came.search,
        ":service": row.service, ":service_name": row.service_name,
        ":preferred": json(&row.preferred)?, ":preferred_words": row.preferred_words, ":reason": row.reason, ":referral": row.referral, ":source": row.source,
        ":score": row.score, ":band": row.band.as_ref().map(json).transpose()?,
        ":flags": json(&standing.flags)?, ":flag_count": count(standing.flags.len()), ":file_count": count(came.files),
        ":matches": came.matches, ":known": came.known,
        ":slot": slot.map(|s| s.id.to_string()), ":slot_held": standing.slot_held,
        ":slot_starts": slot.map(|s| &s.starts), ":slot_fold": slot.map_or(0, |s| s.fold), ":slot_starts_at": slot.map(|s| s.starts_at),
        ":slot_minutes": slot.map(|s| s.minutes), ":slot_provider": slot.and_then(|s| s.provider), ":slot_service": slot.and_then(|s| s.service),
    })?;
    let no = on.last_insert_rowid();
    on.prepare_cached("INSERT INTO request_answers (no, json) VALUES (?1, ?2)")?
        .execute(params![no, json(came.answers)?])?;
    Ok(no)
}

/// The number of the form's version, written down once.
fn keep_form(on: &Connection, form: &Form) -> Result<i64> {
    let json = json(form)?;
    let hash = ring::digest::digest(&ring::digest::SHA256, json.as_bytes());
    on.prepare_cached("INSERT INTO request_form (sha256, json) VALUES (?1, ?2) ON CONFLICT (sha256) DO NOTHING")?
        .execute(params![hash.as_ref(), json])?;
    Ok(on
        .prepare_cached("SELECT no FROM request_form WHERE sha256 = ?1")?
        .query_row([hash.as_ref()], |row| row.get(0))?)
}

/// The form a request was filled in.
pub fn form(on: &Connection, form_no: i64) -> Result<Form> {
    let json: String = on
        .prepare_cached("SELECT json FROM request_form WHERE no = ?1")?
        .query_row([form_no], |row| row.get(0))?;
    stored_json(&json)
}

/// The answers as sent.
pub fn answers(on: &Connection, no: i64) -> Result<Map<String, Value>> {
    let json: String = on
        .prepare_cached("SELECT json FROM request_answers WHERE no = ?1")?
        .query_row([no], |row| row.get(0))?;
    stored_json(&json)
}
