//! What has run out goes.

use super::lock;
use crate::store::{Act, Fault, Tx, values};

/// How long the number of a submission that expired unread is kept, so that a clinic that comes back after months has no
/// unexplained gap, seconds.
const EXPIRED_KEPT: i64 = 400 * 86_400;
/// How long a form is kept after the last bundle that named it, seconds.
const UNNAMED_KEPT: i64 = 30 * 86_400;

/// Clinics with submissions that nobody fetched in time.
pub struct Overdue {
    /// Received before this, Unix seconds.
    pub before: i64,
}

impl Act for Overdue {
    type Out = Vec<[u8; 16]>;
    const LOOKS_ONLY: bool = true;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let rows = tx
            .rows(
                "SELECT DISTINCT clinic FROM submission WHERE state = 'waiting' AND received_at < $1",
                values![self.before],
            )
            .await?;
        rows.into_iter().map(|mut row| row.array(0)).collect()
    }
}

/// Lets the overdue submissions of one clinic go: bytes deleted, number kept as expired. How many.
pub struct Expire {
    /// Whose.
    pub clinic: [u8; 16],
    /// Received before this, Unix seconds.
    pub before: i64,
    /// Now.
    pub now: i64,
}

impl Act for Expire {
    type Out = usize;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        lock(tx, &self.clinic).await?;
        let expired = tx
            .rows(
                "UPDATE submission SET state = 'expired', done_at = $3
                 WHERE clinic = $1 AND state = 'waiting' AND received_at < $2 RETURNING seq, size",
                values![&self.clinic, self.before, self.now],
            )
            .await?;
        let mut bytes = 0;
        for row in &expired {
            bytes += row.int(1)?;
            tx.change(
                "DELETE FROM envelope WHERE clinic = $1 AND seq = $2",
                values![&self.clinic, row.int(0)?],
            )
            .await?;
        }
        let count = i64::try_from(expired.len()).unwrap_or(i64::MAX);
        tx.change(
            "UPDATE clinic SET pending = pending - $2, pending_bytes = pending_bytes - $3 WHERE id = $1",
            values![&self.clinic, count, bytes],
        )
        .await?;
        Ok(expired.len())
    }
}

/// Deletes what is past its time and decides nothing.
pub struct Clear {
    /// How long what is acknowledged is remembered, seconds.
    pub remembered: i64,
    /// Now.
    pub now: i64,
}

impl Act for Clear {
    type Out = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        for (sql, before) in self.statements() {
            tx.change(sql, values![before]).await?;
        }
        Ok(())
    }
}

impl Clear {
    /// Each with what it compares to. Every one finds its rows by an index: this runs every minute, on the one thread that writes.
    fn statements(&self) -> [(&'static str, i64); 10] {
        let now = self.now;
        [
            (
                "DELETE FROM nonce WHERE seen_at < $1",
                now - keepwell_protocol::limits::NONCE_KEPT,
            ),
            ("DELETE FROM attempt WHERE until <= $1", now),
            ("DELETE FROM address_key WHERE day < $1", now.div_euclid(86_400)),
            ("DELETE FROM page WHERE until <= $1", now),
            ("DELETE FROM form WHERE unnamed_since < $1", now - UNNAMED_KEPT),
            (
                "DELETE FROM submission WHERE state <> 'waiting' AND state = 'acked' AND done_at < $1",
                now - self.remembered,
            ),
            (
                "DELETE FROM submission WHERE state <> 'waiting' AND state = 'expired' AND done_at < $1",
                now - EXPIRED_KEPT,
            ),
            ("DELETE FROM claim WHERE held_until <= $1", now),
            // A day longer, so that a day's cap is not opened again by its own morning.
            ("DELETE FROM claim WHERE until < $1", now - 86_400),
            ("DELETE FROM invitation WHERE made_at < $1", now - 30 * 86_400),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::StoreAt;
    use crate::store::Store;

    #[test]
    fn clearing_away_looks_at_nothing_that_stays() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("relay.db");
        let runtime = tokio::runtime::Runtime::new().unwrap();
        drop(runtime.block_on(Store::open(&StoreAt::Sqlite(path.clone()))).unwrap());
        let on = rusqlite::Connection::open(path).unwrap();
        let clear = Clear { remembered: 5, now: 9 };
        for (sql, before) in clear.statements() {
            let plan: String = on
                .query_row(
                    &format!("EXPLAIN QUERY PLAN {}", sql.replace('$', "?")),
                    [before],
                    |row| row.get("detail"),
                )
                .unwrap();
            assert!(plan.starts_with("SEARCH"), "{sql}: {plan}");
        }
    }
}
