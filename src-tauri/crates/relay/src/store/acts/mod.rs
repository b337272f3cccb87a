//! Everything that is done to the store, one transaction each. Only here is SQL.

pub mod acknowledge;
pub mod attempts;
pub mod claims;
pub mod clinics;
pub mod documents;
pub mod figures;
pub mod forms;
pub mod hold;
pub mod invitations;
pub mod nonces;
pub mod pages;
pub mod pull;
pub mod receipts;
pub mod slots;
pub mod submit;
pub mod sweep;

use super::{Fault, Row, Tx};

/// The clinic's numbers, with its row locked: what decides about a clinic waits here for its turn.
pub(super) struct Locked {
    pub head: i64,
    pub pending: i64,
    pub pending_bytes: i64,
    pub kids: [Option<Vec<u8>>; 2],
}

pub(super) async fn lock(tx: &mut Tx<'_>, clinic: &[u8; 16]) -> Result<Option<Locked>, Fault> {
    // SQLite has one writer, and no such words.
    let sql = if tx.is_postgres() {
        "SELECT head, pending, pending_bytes, kid, kid_before FROM clinic WHERE id = $1 FOR UPDATE"
    } else {
        "SELECT head, pending, pending_bytes, kid, kid_before FROM clinic WHERE id = $1"
    };
    let read = |mut row: Row| {
        Ok(Locked {
            head: row.int(0)?,
            pending: row.int(1)?,
            pending_bytes: row.int(2)?,
            kids: [row.maybe_bytes(3)?, row.maybe_bytes(4)?],
        })
    };
    tx.row(sql, super::values![clinic]).await?.map(read).transpose()
}
