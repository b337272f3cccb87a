//! One way to open the file: key first, then the first query that proves it, then the settings.

use crate::{Code, Refusal, Result};
use keepwell_keys::DataKey;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;

/// The oldest SQLite that may write the file: the one before it can corrupt a WAL database when two connections
/// checkpoint at once (sqlite.org/wal.html, "the WAL-reset bug").
const OLDEST_SQLITE: i32 = 3_051_003;

/// Refuses to run on an SQLite with the WAL-reset bug, whatever the lockfile came to.
pub fn assert_sqlite_version() -> Result<()> {
    let found = rusqlite::version_number();
    if found < OLDEST_SQLITE {
        return Err(Refusal::new(
            Code::Fault,
            format!(
                "This build of Keepwell carries SQLite {}, which can damage the patient file.",
                rusqlite::version()
            ),
        )
        .next("Install the current version of Keepwell."));
    }
    Ok(())
}

/// Opens the writing connection. `create` is true only while a practice is founded: an existing practice whose file
/// is gone is an error, never an empty new one.
pub fn open_writer(path: &Path, key: &DataKey, create: bool) -> Result<Connection> {
    assert_sqlite_version()?;
    let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    if create {
        flags |= OpenFlags::SQLITE_OPEN_CREATE;
    }
    let connection = Connection::open_with_flags(path, flags)?;
    give_key(&connection, key)?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    // FULL: a change that was answered survives a power cut (2 ms a commit instead of 0.06).
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "wal_autocheckpoint", 1000)?;
    settle(&connection)?;
    Ok(connection)
}

/// Opens a connection that can only read.
pub fn open_reader(path: &Path, key: &DataKey) -> Result<Connection> {
    let connection =
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    give_key(&connection, key)?;
    settle(&connection)?;
    Ok(connection)
}

fn give_key(connection: &Connection, key: &DataKey) -> Result<()> {
    let hex = key.dangerously_expose_hex();
    let statement = zeroize::Zeroizing::new(["x'", hex.as_str(), "'"].concat());
    connection.pragma_update(None, "key", statement.as_str())?;
    connection.pragma_update(None, "cipher_log_level", "NONE")?;
    let cipher: std::result::Result<String, _> = connection.query_row("PRAGMA cipher_version", [], |row| row.get(0));
    if cipher.is_err() {
        return Err(Refusal::fault(
            "this build has no cipher: refusing to write patient data unencrypted",
        ));
    }
    // The first query is what shows a wrong key.
    connection.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get::<_, i64>(0))?;
    Ok(())
}

fn settle(connection: &Connection) -> Result<()> {
    connection.busy_timeout(std::time::Duration::from_secs(5))?;
    connection.pragma_update(None, "foreign_keys", "ON")?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    connection.pragma_update(None, "mmap_size", 0)?;
    // Pages already decrypted. Sixteen megabytes hold the weeks around today of a large practice.
    connection.pragma_update(None, "cache_size", -16_000)?;
    connection.pragma_update(None, "temp_store", "MEMORY")?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}
