//! Brings the tables up to date when a relay starts. Two that start at once wait for each other.

use super::Fault;
use rusqlite::{Connection, TransactionBehavior};

/// The steps, oldest first: (SQLite, PostgreSQL).
const STEPS: &[(&str, &str)] = &[
    (
        include_str!("../../../../../migrations/relay/sqlite/0001_keep_envelopes.sql"),
        include_str!("../../../../../migrations/relay/postgres/0001_keep_envelopes.sql"),
    ),
    (
        include_str!("../../../../../migrations/relay/sqlite/0002_find_what_has_run_out.sql"),
        include_str!("../../../../../migrations/relay/postgres/0002_find_what_has_run_out.sql"),
    ),
];
/// Any number, as long as every relay uses the same: the lock around PostgreSQL's migration.
const LOCK: i64 = 0x6b65_6570_7765_6c6c;

fn newer(version: i64) -> Fault {
    Fault::Other(format!(
        "the store is of a newer keepwell-relay (version {version}, this program knows {}). Start the newer program.",
        STEPS.len()
    ))
}

/// The steps that a store of `version` lacks, with the version each leads to.
fn lacking(version: i64) -> Result<impl Iterator<Item = (i64, &'static (&'static str, &'static str))>, Fault> {
    let done = usize::try_from(version)
        .ok()
        .filter(|done| *done <= STEPS.len())
        .ok_or_else(|| newer(version))?;
    Ok((version + 1..).zip(&STEPS[done..]))
}

/// SQLite: `user_version`, in one immediate transaction.
pub fn sqlite(connection: &mut Connection) -> Result<(), Fault> {
    let tx = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let version = tx.pragma_query_value(None, "user_version", |row| row.get(0))?;
    for (reached, (step, _)) in lacking(version)? {
        tx.execute_batch(step)?;
        tx.pragma_update(None, "user_version", reached)?;
    }
    tx.commit()?;
    Ok(())
}

/// PostgreSQL: a table of one row, under an advisory lock.
pub async fn postgres(client: &mut deadpool_postgres::Client) -> Result<(), Fault> {
    let tx = client.transaction().await?;
    tx.execute("SELECT pg_advisory_xact_lock($1)", &[&LOCK]).await?;
    tx.batch_execute("CREATE TABLE IF NOT EXISTS relay_schema (version BIGINT NOT NULL)")
        .await?;
    let version = tx
        .query_opt("SELECT version FROM relay_schema", &[])
        .await?
        .map_or(0, |row| row.get::<_, i64>(0));
    let mut now = version;
    for (reached, (_, step)) in lacking(version)? {
        tx.batch_execute(step).await?;
        now = reached;
    }
    tx.execute("DELETE FROM relay_schema", &[]).await?;
    tx.execute("INSERT INTO relay_schema (version) VALUES ($1)", &[&now])
        .await?;
    tx.commit().await?;
    Ok(())
}
