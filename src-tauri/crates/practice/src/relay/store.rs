//! The rows of the line: the link and its numbers, what the relay has of us, what waits to be told to it.

use super::numbers::{cell, number};
use crate::{Refusal, Result};
use keepwell_protocol::id::{PageId, SlotId};
use keepwell_protocol::signed::SigningKey;
use keepwell_relay_client::{Address, Explanation};
use rusqlite::{Connection, OptionalExtension, Row, params};
use zeroize::Zeroizing;

/// The link in use, with its numbers.
#[derive(Debug)]
pub struct Linked {
    /// Where the relay is.
    pub address: Address,
    /// The PC's key.
    pub device: SigningKey,
    /// Since when, Unix seconds.
    pub paired_at: i64,
    /// Everything up to this number was written down.
    pub cursor: u64,
    /// The highest number the relay ever named.
    pub head: u64,
    /// Gaps below it are explained.
    pub floor: u64,
    /// How many waited when it last told.
    pub pending: u64,
    /// When it last answered at all.
    pub contact_at: Option<i64>,
    /// When it last answered as it should.
    pub success_at: Option<i64>,
    /// Since when it does not, and why.
    pub failing: Option<(i64, Explanation)>,
    /// Something public changed.
    pub publish_wanted: bool,
    /// The bundle the relay has.
    pub bundle: Published,
    /// The slot book the relay has.
    pub slots: Published,
    /// When the served page was last looked at.
    pub page_checked_at: Option<i64>,
    /// Which of its files differed.
    pub page_files: Vec<String>,
}

/// A signed document at the relay.
#[derive(Debug, Clone, Default)]
pub struct Published {
    /// The serial the relay has taken.
    pub served: u64,
    /// Hash of what it says, without serial and times.
    pub hash: Option<[u8; 32]>,
    /// When, Unix seconds.
    pub at: Option<i64>,
}

/// Which document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Document {
    /// Keys, forms, clinic card.
    Bundle,
    /// Open times.
    Slots,
}

/// The link in use.
pub fn linked(on: &Connection) -> Result<Option<Linked>> {
    on.prepare_cached(
        "SELECT base_url, device_seed, paired_at, cursor, head, floor, pending, last_contact_at, last_success_at, failing_since, failure, publish_wanted,
                bundle_served, bundle_hash, bundle_at, slots_served, slots_hash, slots_at, page_checked_at, page_files
         FROM relay_link WHERE active = 1",
    )?
    .query_row([], |row| Ok(read(row)))
    .optional()?
    .transpose()
}

fn read(row: &Row<'_>) -> Result<Linked> {
    let url: String = row.get("base_url")?;
    let seed: Zeroizing<Vec<u8>> = Zeroizing::new(row.get("device_seed")?);
    let failure: Option<String> = row.get("failure")?;
    let since: Option<i64> = row.get("failing_since")?;
    let failure = failure.map(|text| crate::transact::stored_json(&text)).transpose()?;
    let files: Option<String> = row.get("page_files")?;
    Ok(Linked {
        address: Address::read(&url).map_err(Refusal::fault)?,
        device: SigningKey::from_stored_bytes(&seed).map_err(Refusal::fault)?,
        paired_at: row.get("paired_at")?,
        cursor: number(row, "cursor")?,
        head: number(row, "head")?,
        floor: number(row, "floor")?,
        pending: number(row, "pending")?,
        contact_at: row.get("last_contact_at")?,
        success_at: row.get("last_success_at")?,
        failing: since.zip(failure),
        publish_wanted: row.get("publish_wanted")?,
        bundle: Published {
            served: number(row, "bundle_served")?,
            hash: row.get("bundle_hash")?,
            at: row.get("bundle_at")?,
        },
        slots: Published {
            served: number(row, "slots_served")?,
            hash: row.get("slots_hash")?,
            at: row.get("slots_at")?,
        },
        page_checked_at: row.get("page_checked_at")?,
        page_files: files.map_or(Ok(Vec::new()), |text| crate::transact::stored_json(&text))?,
    })
}

/// Where the desk is paired, if it is.
pub fn base_url(on: &Connection) -> Result<Option<String>> {
    Ok(on
        .prepare_cached("SELECT base_url FROM relay_link WHERE active = 1")?
        .query_row([], |row| row.get("base_url"))
        .optional()?)
}

/// The key made for this invitation, and when it was, Unix seconds: the same for the same paste, so that it can be repeated.
pub fn candidate(on: &Connection, url: &str, token_sha256: [u8; 32], now: i64) -> Result<(SigningKey, i64)> {
    let before: Option<(bool, Zeroizing<Vec<u8>>, i64)> = on
        .prepare_cached(
            "SELECT base_url = ?1 AND token_sha256 = ?2 AS same, device_seed, issued_at FROM relay_candidate",
        )?
        .query_row(params![url, token_sha256], |row| {
            Ok((
                row.get("same")?,
                Zeroizing::new(row.get("device_seed")?),
                row.get("issued_at")?,
            ))
        })
        .optional()?;
    let issued_at = match before {
        Some((true, seed, issued_at)) => {
            return Ok((SigningKey::from_stored_bytes(&seed).map_err(Refusal::fault)?, issued_at));
        }
        Some((false, _, issued_at)) => now.max(issued_at + 1),
        None => now,
    };
    let key = SigningKey::generate().map_err(Refusal::fault)?;
    on.prepare_cached(
        "INSERT INTO relay_candidate (only, base_url, token_sha256, device_seed, issued_at) VALUES (1, ?1, ?2, ?3, ?4)
         ON CONFLICT (only) DO UPDATE SET base_url = excluded.base_url, token_sha256 = excluded.token_sha256, device_seed = excluded.device_seed,
             issued_at = excluded.issued_at",
    )?
    .execute(params![url, token_sha256, key.to_stored_bytes().as_slice(), issued_at])?;
    Ok((key, issued_at))
}

/// The relay knows this computer: from now on it is the one. Pages made for another relay are to be uploaded here too.
pub fn activate(on: &Connection, url: &str, device: &SigningKey, now: i64) -> Result<()> {
    let moved = base_url(on)?.is_none_or(|before| before != url);
    on.prepare_cached("UPDATE relay_link SET active = 0, device_seed = zeroblob(32) WHERE active = 1")?
        .execute([])?;
    on.prepare_cached(
        "INSERT INTO relay_link (base_url, active, device_seed, paired_at) VALUES (?1, 1, ?2, ?3)
         ON CONFLICT (base_url) DO UPDATE SET active = 1, device_seed = excluded.device_seed, paired_at = excluded.paired_at, publish_wanted = 1,
             bundle_hash = NULL, slots_hash = NULL, failing_since = NULL, failure = NULL",
    )?
    .execute(params![url, device.to_stored_bytes().as_slice(), now])?;
    if moved {
        on.prepare_cached("UPDATE relay_page SET uploaded_at = NULL WHERE body IS NOT NULL")?
            .execute([])?;
        on.prepare_cached("DELETE FROM relay_form WHERE base_url = ?1")?
            .execute([url])?;
    }
    Ok(())
}

/// No relay any more. The numbers stay, the PC's key goes.
pub fn deactivate(on: &Connection) -> Result<()> {
    on.prepare_cached("UPDATE relay_link SET active = 0, device_seed = zeroblob(32) WHERE active = 1")?
        .execute([])?;
    on.prepare_cached("UPDATE relay_candidate SET device_seed = zeroblob(32), token_sha256 = zeroblob(32)")?
        .execute([])?;
    Ok(())
}

/// Something public changed.
pub fn want_publish(on: &Connection) -> Result<()> {
    on.prepare_cached("UPDATE relay_link SET publish_wanted = 1 WHERE active = 1")?
        .execute([])?;
    Ok(())
}

/// The serial for the next publication: rises with every one, and with time, so that a practice put back from a backup is heard again.
pub fn next_serial(on: &Connection, what: Document, at_least: u64, now: i64) -> Result<u64> {
    let (read, write) = match what {
        Document::Bundle => (
            "SELECT bundle_serial AS serial FROM relay_link WHERE active = 1",
            "UPDATE relay_link SET bundle_serial = ?1 WHERE active = 1",
        ),
        Document::Slots => (
            "SELECT slots_serial AS serial FROM relay_link WHERE active = 1",
            "UPDATE relay_link SET slots_serial = ?1 WHERE active = 1",
        ),
    };
    let last: u64 = on.prepare_cached(read)?.query_row([], |row| number(row, "serial"))?;
    let serial = (last + 1).max(at_least).max(now.max(0).unsigned_abs());
    on.prepare_cached(write)?.execute([cell(serial)])?;
    Ok(serial)
}

/// The relay has it.
pub fn published(on: &Connection, what: Document, serial: u64, hash: [u8; 32], now: i64) -> Result<()> {
    let sql = match what {
        Document::Bundle => {
            "UPDATE relay_link SET bundle_hash = ?1, bundle_at = ?2, bundle_served = ?3, publish_wanted = 0 WHERE active = 1"
        }
        Document::Slots => "UPDATE relay_link SET slots_hash = ?1, slots_at = ?2, slots_served = ?3 WHERE active = 1",
    };
    on.prepare_cached(sql)?.execute(params![hash, now, cell(serial)])?;
    Ok(())
}

/// When the relay was last given a form.
pub fn form_put_at(on: &Connection, url: &str, sha256: [u8; 32]) -> Result<Option<i64>> {
    Ok(on
        .prepare_cached("SELECT put_at FROM relay_form WHERE base_url = ?1 AND sha256 = ?2")?
        .query_row(params![url, sha256], |row| row.get("put_at"))
        .optional()?)
}

/// The relay has these forms.
pub fn forms_put(on: &Connection, url: &str, forms: &[[u8; 32]], now: i64) -> Result<()> {
    for sha256 in forms {
        on.prepare_cached(
            "INSERT INTO relay_form (base_url, sha256, put_at) VALUES (?1, ?2, ?3) ON CONFLICT (base_url, sha256) DO UPDATE SET put_at = excluded.put_at",
        )?
        .execute(params![url, sha256, now])?;
    }
    Ok(())
}

/// The relay lost its forms.
pub fn forms_lost(on: &Connection, url: &str) -> Result<()> {
    on.prepare_cached("DELETE FROM relay_form WHERE base_url = ?1")?
        .execute([url])?;
    Ok(())
}

/// A page to be uploaded (`Some`) or taken away (`None`).
pub fn put_page(on: &Connection, page: PageId, body: Option<&[u8]>, until: i64) -> Result<()> {
    on.prepare_cached(
        "INSERT INTO relay_page (page, body, until_at) VALUES (?1, ?2, ?3)
         ON CONFLICT (page) DO UPDATE SET body = excluded.body, until_at = max(excluded.until_at, relay_page.until_at), uploaded_at = NULL",
    )?
    .execute(params![page.as_bytes(), body, until])?;
    Ok(())
}

/// A page the relay has not been told of.
#[derive(Debug)]
pub struct WaitingPage {
    /// Which.
    pub page: PageId,
    /// Its ciphertext; none: to be taken away.
    pub body: Option<Vec<u8>>,
    /// Until when the relay keeps it.
    pub until: i64,
}

/// Pages the relay has not been told of.
pub fn waiting_pages(on: &Connection) -> Result<Vec<WaitingPage>> {
    let mut statement = on.prepare_cached(
        "SELECT page, body, until_at FROM relay_page WHERE uploaded_at IS NULL ORDER BY until_at LIMIT 50",
    )?;
    let rows = statement.query_map([], |row| {
        Ok(WaitingPage {
            page: PageId::from_bytes(row.get("page")?),
            body: row.get("body")?,
            until: row.get("until_at")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The relay was told of a page, if it is still the one that was told.
pub fn page_told(on: &Connection, told: &WaitingPage, now: i64) -> Result<()> {
    if told.body.is_none() {
        on.prepare_cached("DELETE FROM relay_page WHERE page = ?1 AND body IS NULL")?
            .execute([told.page.as_bytes()])?;
    } else {
        on.prepare_cached("UPDATE relay_page SET uploaded_at = ?2 WHERE page = ?1 AND body = ?3")?
            .execute(params![told.page.as_bytes(), now, told.body])?;
    }
    Ok(())
}

/// Whether there are pages that ran out.
pub fn has_old_pages(on: &Connection, now: i64) -> Result<bool> {
    Ok(on
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM relay_page WHERE until_at < ?1 AND body IS NOT NULL) AS it")?
        .query_row([now], |row| row.get("it"))?)
}

/// Forgets pages that ran out: the relay did the same.
pub fn forget_old_pages(on: &Connection, now: i64) -> Result<()> {
    on.prepare_cached("DELETE FROM relay_page WHERE until_at < ?1 AND body IS NOT NULL")?
        .execute([now])?;
    Ok(())
}

/// A time to be given back.
pub fn free_slot(on: &Connection, slot: SlotId, now: i64) -> Result<()> {
    on.prepare_cached("INSERT INTO relay_slot_free (slot, at) VALUES (?1, ?2) ON CONFLICT DO NOTHING")?
        .execute(params![slot.as_bytes(), now])?;
    // It may be taken again, and that is no mix-up then.
    on.prepare_cached("UPDATE inbox SET slot = NULL WHERE slot = ?1")?
        .execute([slot.as_bytes()])?;
    Ok(())
}

/// Times to be given back.
pub fn slots_to_free(on: &Connection) -> Result<Vec<SlotId>> {
    let mut statement = on.prepare_cached("SELECT slot FROM relay_slot_free ORDER BY at LIMIT 200")?;
    let rows = statement.query_map([], |row| row.get("slot").map(SlotId::from_bytes))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// The relay has them back.
pub fn slots_freed(on: &Connection, slots: &[SlotId]) -> Result<()> {
    for slot in slots {
        on.prepare_cached("DELETE FROM relay_slot_free WHERE slot = ?1")?
            .execute([slot.as_bytes()])?;
    }
    Ok(())
}

/// How far everything is written down, and what the relay last said of its numbers.
pub fn note_numbers(on: &Connection, cursor: u64, head: u64, floor: u64, pending: u64) -> Result<()> {
    on.prepare_cached("UPDATE relay_link SET cursor = ?1, head = ?2, floor = ?3, pending = ?4 WHERE active = 1")?
        .execute(params![cell(cursor), cell(head), cell(floor), cell(pending)])?;
    Ok(())
}

/// How far everything is written down.
pub fn note_cursor(on: &Connection, seq: u64) -> Result<()> {
    on.prepare_cached("UPDATE relay_link SET cursor = max(cursor, ?1) WHERE active = 1")?
        .execute([cell(seq)])?;
    Ok(())
}

/// How the line is.
pub fn note_contact(
    on: &Connection,
    contact_at: Option<i64>,
    success_at: Option<i64>,
    failing: Option<&(i64, Explanation)>,
) -> Result<()> {
    let failure = failing
        .map(|(_, why)| serde_json::to_string(why))
        .transpose()
        .map_err(Refusal::fault)?;
    on.prepare_cached("UPDATE relay_link SET last_contact_at = ?1, last_success_at = ?2, failing_since = ?3, failure = ?4 WHERE active = 1")?
        .execute(params![contact_at, success_at, failing.map(|(since, _)| since), failure])?;
    Ok(())
}

/// What the look at the served page found.
pub fn note_page(on: &Connection, now: i64, files: &[String]) -> Result<()> {
    let files = serde_json::to_string(files).map_err(Refusal::fault)?;
    on.prepare_cached("UPDATE relay_link SET page_checked_at = ?1, page_files = ?2 WHERE active = 1")?
        .execute(params![now, files])?;
    Ok(())
}
