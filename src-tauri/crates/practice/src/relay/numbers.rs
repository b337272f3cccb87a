//! The relay's numbers in the file: never negative, and small enough to fit (a relay that names larger ones is not believed).

use rusqlite::Row;

/// As a cell of the file.
pub fn cell(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

/// Back from the file.
pub fn number(row: &Row<'_>, name: &str) -> rusqlite::Result<u64> {
    Ok(row.get::<_, i64>(name)?.max(0).unsigned_abs())
}
