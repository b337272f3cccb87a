//! What the relay is given, and what a submission's hash means.

use super::store;
use super::{freeze, in_base};
use crate::events::Event;
use crate::transact::{Tx, stored_json};
use crate::{Refusal, Result, relay};
use keepwell_protocol::bundle::FormEntry;
use keepwell_protocol::form::Form;
use keepwell_protocol::text::write_hex;
use rusqlite::Connection;

/// A form that is open, ready for the relay.
#[derive(Debug, Clone, PartialEq)]
pub struct PublishedForm {
    /// Its line in the bundle.
    pub entry: FormEntry,
    /// Its bytes; `entry.sha256` is their hash.
    pub bytes: Vec<u8>,
}

/// The open forms, in the clinic's order.
pub fn published(on: &Connection) -> Result<Vec<PublishedForm>> {
    let mut open = Vec::new();
    for row in store::all(on)?.into_iter().filter(|row| row.open) {
        let Some(version) = row.published else {
            continue;
        };
        let version = store::version_of(on, row.id, version)?;
        let form = read(&version.bytes)?;
        open.push(PublishedForm {
            entry: FormEntry {
                id: row.id,
                sha256: write_hex(&version.sha256),
                slug: row.slug,
                title: form.title,
            },
            bytes: version.bytes,
        });
    }
    Ok(open)
}

/// The form whose published bytes have this SHA-256, open or not: every version ever published is kept.
pub fn by_hash(on: &Connection, sha256: &[u8; 32]) -> Result<Option<Form>> {
    store::bytes_of(on, sha256)?.map(|bytes| read(&bytes)).transpose()
}

/// Whether the version with this hash is the one patients are given now.
pub fn is_current(on: &Connection, sha256: &[u8; 32]) -> Result<bool> {
    store::is_current(on, sha256)
}

/// The clinic's services changed: open forms that list them are frozen anew, so that nobody chooses what is not
/// offered any more. A form that would offer nothing keeps what it had: staff see at the request that it is gone.
pub fn services_changed(tx: &mut Tx<'_>) -> Result<()> {
    let mut any = false;
    for mut row in store::all(tx.on())?.into_iter().filter(|row| row.open) {
        let Some(shown) = row.published else {
            continue;
        };
        let source = store::version_of(tx.on(), row.id, shown)?.source;
        if freeze::refuse_no_service(&freeze::resolve(tx.on(), &source, shown)?).is_err() {
            tracing::warn!("an open form has no active service left to offer");
            continue;
        }
        let version = freeze::freeze(tx, &row, &source, "")?;
        if version != shown {
            row.published = Some(version);
            store::update(tx.on(), &row)?;
            tx.event(Event::new("form.published").body(serde_json::json!({ "form": row.id, "version": version })));
            any = true;
        }
    }
    if any { relay::publish_soon(tx) } else { Ok(()) }
}

/// Reads bytes of our own making.
pub(super) fn read(bytes: &[u8]) -> Result<Form> {
    stored_json(std::str::from_utf8(bytes).map_err(Refusal::fault)?)
}

/// Titles of the open forms through which a time can be taken.
pub fn with_slots(on: &Connection) -> Result<Vec<String>> {
    Ok(published(on)?
        .iter()
        .map(|form| read(&form.bytes))
        .collect::<Result<Vec<Form>>>()?
        .iter()
        .filter(|form| form.slots)
        .map(|form| in_base(form, &form.title))
        .collect())
}
