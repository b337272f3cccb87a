//! The raw limit: the bare statement on the same encrypted file, over a bare connection with the product's settings.

use rusqlite::{Connection, OpenFlags, Params, types::ValueRef};
use std::path::Path;
use std::time::{Duration, Instant};

/// A bare connection.
pub struct Raw {
    /// It.
    pub on: Connection,
    /// The key it was opened with.
    pub key: String,
}

impl Raw {
    /// For reading, as the product's readers are set.
    pub fn open(folder: &Path, key: &str) -> Self {
        Self {
            on: connect(folder, key, OpenFlags::SQLITE_OPEN_READ_ONLY),
            key: key.to_owned(),
        }
    }

    /// For writing, as the product's writer is set.
    pub fn writer(folder: &Path, key: &str) -> Self {
        let on = connect(folder, key, OpenFlags::SQLITE_OPEN_READ_WRITE);
        on.pragma_update(None, "journal_mode", "WAL").expect("WAL");
        on.pragma_update(None, "synchronous", "FULL").expect("FULL");
        on.pragma_update(None, "wal_autocheckpoint", 1000).expect("checkpoints");
        Self {
            on,
            key: key.to_owned(),
        }
    }

    /// Runs a statement and looks at every cell.
    pub fn rows(&self, sql: &str, params: impl Params) {
        let mut statement = self.on.prepare_cached(sql).expect(sql);
        let columns = statement.column_count();
        let mut rows = statement.query(params).expect("rows");
        while let Some(row) = rows.next().expect("a row") {
            for at in 0..columns {
                std::hint::black_box(row.get_ref(at).expect("a cell"));
            }
        }
    }

    /// How long `work` takes inside one snapshot.
    pub fn timed(&self, work: impl FnOnce(&Self)) -> Duration {
        let begun = Instant::now();
        let snapshot = self.on.unchecked_transaction().expect("a snapshot");
        work(self);
        snapshot.finish().expect("the snapshot's end");
        begun.elapsed()
    }

    /// The first cell of the first row as text.
    pub fn text(&self, sql: &str, params: impl Params) -> Option<String> {
        let mut statement = self.on.prepare_cached(sql).expect(sql);
        let mut rows = statement.query(params).expect("rows");
        let row = rows.next().expect("a row")?;
        match row.get_ref(0).expect("a cell") {
            ValueRef::Text(text) => Some(String::from_utf8_lossy(text).into_owned()),
            _ => None,
        }
    }
}

fn connect(folder: &Path, key: &str, how: OpenFlags) -> Connection {
    let on = Connection::open_with_flags(
        folder.join(keepwell_practice::store::FILE),
        how | OpenFlags::SQLITE_OPEN_NO_MUTEX,
    )
    .expect("the file");
    on.pragma_update(None, "key", format!("x'{key}'")).expect("the key");
    on.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))
        .expect("the key fits");
    on.busy_timeout(Duration::from_secs(5)).expect("patience");
    on.pragma_update(None, "foreign_keys", "ON").expect("foreign keys");
    on.pragma_update(None, "trusted_schema", "OFF").expect("the schema");
    on.pragma_update(None, "mmap_size", 0).expect("no mmap");
    on.pragma_update(None, "cache_size", -16_000).expect("16 MB");
    on.pragma_update(None, "temp_store", "MEMORY").expect("memory");
    on.set_prepared_statement_cache_capacity(128);
    on
}
