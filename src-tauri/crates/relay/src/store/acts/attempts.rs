//! Who asked how often. Keys are HMACs of addresses and purposes; a count lives as long as its window.

use crate::answer::Refusal;
use crate::store::{Act, Fault, Tx, values};

/// One count: at most `most` until `until`.
#[derive(Debug, Clone)]
pub struct Count {
    /// What is counted.
    pub key: [u8; 16],
    /// When the window ends, Unix seconds.
    pub until: i64,
    /// How many are let through.
    pub most: u32,
}

/// Counts one more each. Refuses when one is over; the count stands either way.
pub async fn count(tx: &mut Tx<'_>, counts: &[Count], now: i64) -> Result<Result<(), Refusal>, Fault> {
    let mut refused = Ok(());
    for one in counts {
        let row = tx
            .row(
                "INSERT INTO attempt (key, until, hits) VALUES ($1, $2, 1)
                 ON CONFLICT (key, until) DO UPDATE SET hits = attempt.hits + 1 RETURNING hits",
                values![&one.key, one.until],
            )
            .await?;
        let hits = row.map_or(Ok(0), |row| row.int(0))?;
        if hits > i64::from(one.most) {
            refused = Err(Refusal::slow_down(one.until - now));
        }
    }
    Ok(refused)
}

/// Counts an attempt that came to nothing.
pub struct Attempt {
    /// What is counted.
    pub counts: Vec<Count>,
    /// Now.
    pub now: i64,
}

impl Act for Attempt {
    type Out = Result<(), Refusal>;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        count(tx, &self.counts, self.now).await
    }
}

/// Whether one more would be refused: asked before a large body is read.
pub struct Peek {
    /// What is counted.
    pub counts: Vec<Count>,
    /// Now.
    pub now: i64,
}

impl Act for Peek {
    type Out = Result<(), Refusal>;
    const LOOKS_ONLY: bool = true;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        for one in &self.counts {
            let row = tx
                .row(
                    "SELECT hits FROM attempt WHERE key = $1 AND until = $2",
                    values![&one.key, one.until],
                )
                .await?;
            if row.map_or(Ok(0), |row| row.int(0))? >= i64::from(one.most) {
                return Ok(Err(Refusal::slow_down(one.until - self.now)));
            }
        }
        Ok(Ok(()))
    }
}

/// The key of a day's HMACs: the first relay that needs it makes it, all use it, and it is deleted with the day.
pub struct AddressKey {
    /// UTC day, counted from 1970.
    pub day: i64,
    /// What it becomes if there is none yet.
    pub fresh: [u8; 32],
}

impl Act for AddressKey {
    type Out = [u8; 32];

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        tx.change("DELETE FROM address_key WHERE day < $1", values![self.day])
            .await?;
        tx.change(
            "INSERT INTO address_key (day, key) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING",
            values![self.day, &self.fresh],
        )
        .await?;
        let row = tx
            .row("SELECT key FROM address_key WHERE day = $1", values![self.day])
            .await?;
        row.ok_or_else(|| Fault::Other("the day has no address key".into()))?
            .array(0)
    }
}
