//! The clinic's keys on the web: one that signs and names it for ever, and intake keys that change every month. The private halves
//! lie in the encrypted file and nowhere else.

use crate::{Refusal, Result};
use jiff::Timestamp;
use keepwell_protocol::id::ClinicId;
use keepwell_protocol::keys::IntakeKeys;
use keepwell_protocol::limits::RETIRED_KEY_DAYS;
use keepwell_protocol::signed::SigningKey;
use rusqlite::{Connection, OptionalExtension, params};
use zeroize::Zeroizing;

/// How long a pair of intake keys is the present one, days.
pub const KEY_DAYS: i64 = 30;
const DAY: i64 = 86_400;

/// What is known of a key id.
pub enum Known {
    /// These keys, retired at that instant if they are.
    Keys(Box<IntakeKeys>, Option<i64>),
    /// Ours once; the private half is deleted.
    Deleted,
    /// Never ours.
    Never,
}

/// The clinic's id on the web, once it has one.
pub fn clinic(on: &Connection) -> Result<Option<ClinicId>> {
    let bytes: Option<[u8; 16]> = on
        .prepare_cached("SELECT clinic FROM relay_clinic")?
        .query_row([], |row| row.get("clinic"))
        .optional()?;
    Ok(bytes.map(ClinicId::from_bytes))
}

/// The key that signs for the clinic, once it has one.
pub fn signing(on: &Connection) -> Result<Option<SigningKey>> {
    let seed: Option<Zeroizing<Vec<u8>>> = on
        .prepare_cached("SELECT seed FROM relay_clinic")?
        .query_row([], |row| row.get("seed").map(Zeroizing::new))
        .optional()?;
    seed.map(|seed| SigningKey::from_stored_bytes(&seed).map_err(Refusal::fault))
        .transpose()
}

/// The key that signs for the clinic; made the first time.
pub fn signing_or_make(on: &Connection, now: i64) -> Result<SigningKey> {
    if let Some(key) = signing(on)? {
        return Ok(key);
    }
    let key = SigningKey::generate().map_err(Refusal::fault)?;
    on.prepare_cached("INSERT INTO relay_clinic (only, clinic, seed, made_at) VALUES (1, ?1, ?2, ?3)")?
        .execute(params![key.clinic().as_bytes(), key.to_stored_bytes().as_slice(), now])?;
    Ok(key)
}

/// The intake keys in use, and since when.
pub fn current(on: &Connection) -> Result<Option<(IntakeKeys, i64)>> {
    let row: Option<(Zeroizing<Vec<u8>>, i64)> = on
        .prepare_cached("SELECT secret, from_at FROM intake_key WHERE retired_at IS NULL")?
        .query_row([], |row| Ok((Zeroizing::new(row.get("secret")?), row.get("from_at")?)))
        .optional()?;
    row.map(|(secret, from)| Ok((IntakeKeys::from_stored_bytes(&secret).map_err(Refusal::fault)?, from)))
        .transpose()
}

/// Since when the present intake keys are in use, Unix seconds.
pub fn since(on: &Connection) -> Result<Option<i64>> {
    Ok(on
        .prepare_cached("SELECT from_at FROM intake_key WHERE retired_at IS NULL")?
        .query_row([], |row| row.get("from_at"))
        .optional()?)
}

/// What is known of `kid`.
pub fn known(on: &Connection, kid: [u8; 8]) -> Result<Known> {
    type Row = (Option<Zeroizing<Vec<u8>>>, Option<i64>);
    let row: Option<Row> = on
        .prepare_cached("SELECT secret, retired_at FROM intake_key WHERE kid = ?1")?
        .query_row([kid], |row| {
            Ok((
                row.get::<_, Option<Vec<u8>>>("secret")?.map(Zeroizing::new),
                row.get("retired_at")?,
            ))
        })
        .optional()?;
    Ok(match row {
        None => Known::Never,
        Some((None, _)) => Known::Deleted,
        Some((Some(secret), retired)) => Known::Keys(
            Box::new(IntakeKeys::from_stored_bytes(&secret).map_err(Refusal::fault)?),
            retired,
        ),
    })
}

/// Whether it is time for new intake keys, or for a retired private half to go.
pub fn has_work(on: &Connection, now: Timestamp) -> Result<bool> {
    let now = now.as_second();
    let due = since(on)?.is_none_or(|from| now - from >= KEY_DAYS * DAY);
    let to_delete: bool = on
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM intake_key WHERE secret IS NOT NULL AND retired_at <= ?1) AS it")?
        .query_row([now - RETIRED_KEY_DAYS * DAY], |row| row.get("it"))?;
    Ok(due || to_delete)
}

/// New intake keys if it is time (or there are none), and deletes private halves retired for 90 days. Answers whether the present
/// keys changed.
pub fn keep(on: &Connection, now: i64) -> Result<bool> {
    on.prepare_cached("UPDATE intake_key SET secret = NULL WHERE secret IS NOT NULL AND retired_at <= ?1")?
        .execute([now - RETIRED_KEY_DAYS * DAY])?;
    if since(on)?.is_some_and(|from| now - from < KEY_DAYS * DAY) {
        return Ok(false);
    }
    rotate(on, now)?;
    Ok(true)
}

/// New intake keys now. The old ones go on opening for 90 days.
pub fn rotate(on: &Connection, now: i64) -> Result<()> {
    let keys = IntakeKeys::generate().map_err(Refusal::fault)?;
    on.prepare_cached("UPDATE intake_key SET retired_at = ?1 WHERE retired_at IS NULL")?
        .execute([now])?;
    on.prepare_cached("INSERT INTO intake_key (kid, secret, from_at) VALUES (?1, ?2, ?3)")?
        .execute(params![keys.kid(), keys.to_stored_bytes().as_slice(), now])?;
    Ok(())
}
