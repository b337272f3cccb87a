//! The clinic's book of times, and what of it cannot be had.

use super::documents::{SLOTS, is_new, keep};
use super::lock;
use crate::answer::Refusal;
use crate::store::{Act, Fault, Tx, Value, values};
use keepwell_protocol::id::{ClinicId, SlotId};
use keepwell_protocol::slots::{Slot, SlotBook};
use std::collections::HashMap;

/// Columns of a time.
const COLUMNS: usize = 8;
/// Times in one statement.
const TOGETHER: usize = 64;

/// Publishes a book in place of the last; what is held or taken stays so.
pub struct PutSlots {
    /// The book.
    pub book: SlotBook,
    /// Its serial.
    pub serial: i64,
    /// The [`keepwell_protocol::signed::Signed`] as JSON.
    pub signed: String,
}

fn cells(book: &SlotBook, slot: &Slot) -> [Value; COLUMNS] {
    let day = slot.starts.get(..10).unwrap_or_default();
    [
        Value::from(book.clinic.as_bytes()),
        Value::from(slot.id.as_bytes()),
        Value::from(slot.lane.as_bytes()),
        Value::from(slot.starts_at),
        Value::from(slot.until),
        Value::from(day),
        Value::from(book.not_after),
        Value::from(book.caps.get(day).map(|cap| i64::from(*cap))),
    ]
}

fn insert(rows: usize) -> String {
    let places = (0..rows).map(|row| {
        let numbers = (1..=COLUMNS).map(|column| format!("${}", row * COLUMNS + column));
        format!("({})", numbers.collect::<Vec<_>>().join(", "))
    });
    format!(
        "INSERT INTO slot (clinic, id, lane, starts_at, until, day, not_after, cap) VALUES {}",
        places.collect::<Vec<_>>().join(", ")
    )
}

impl Act for PutSlots {
    type Out = Result<(), Refusal>;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let id = self.book.clinic.as_bytes();
        if lock(tx, id).await?.is_none() {
            return Ok(Err(Refusal::no_such_clinic()));
        }
        match is_new(tx, self.book.clinic, SLOTS, self.serial, &self.signed).await? {
            Some(true) => {}
            Some(false) => return Ok(Ok(())),
            None => {
                return Ok(Err(Refusal::stale(
                    "a book of this serial or a higher one is published",
                )));
            }
        }
        keep(tx, self.book.clinic, SLOTS, self.serial, &self.signed).await?;
        tx.change("DELETE FROM slot WHERE clinic = $1", values![id]).await?;
        let (many, one) = (insert(TOGETHER), insert(1));
        let mut chunks = self.book.slots.chunks_exact(TOGETHER);
        for chunk in &mut chunks {
            let values: Vec<Value> = chunk.iter().flat_map(|slot| cells(&self.book, slot)).collect();
            tx.change(&many, &values).await?;
        }
        for slot in chunks.remainder() {
            tx.change(&one, &cells(&self.book, slot)).await?;
        }
        Ok(Ok(()))
    }
}

/// The book, and what of it cannot be had.
pub struct ViewSlots {
    /// Whose.
    pub clinic: ClinicId,
    /// Now.
    pub now: i64,
}

struct Claimed {
    starts_at: i64,
    until: i64,
}

impl Act for ViewSlots {
    type Out = Option<(String, Vec<SlotId>)>;
    const LOOKS_ONLY: bool = true;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let id = self.clinic.as_bytes();
        let signed = tx
            .row(
                "SELECT signed FROM document WHERE clinic = $1 AND name = $2",
                values![id, SLOTS],
            )
            .await?;
        let Some(mut signed) = signed else { return Ok(None) };
        let claims = tx
            .rows(
                "SELECT lane, starts_at, until, day FROM claim
                 WHERE clinic = $1 AND (held_until IS NULL OR held_until > $2)",
                values![id, self.now],
            )
            .await?;
        let mut lanes: HashMap<Vec<u8>, Vec<Claimed>> = HashMap::new();
        let mut days: HashMap<String, i64> = HashMap::new();
        for mut row in claims {
            let claimed = Claimed {
                starts_at: row.int(1)?,
                until: row.int(2)?,
            };
            lanes.entry(row.bytes(0)?).or_default().push(claimed);
            *days.entry(row.text(3)?).or_default() += 1;
        }
        let offered = tx
            .rows(
                "SELECT id, lane, starts_at, until, day, cap, not_after FROM slot WHERE clinic = $1 ORDER BY starts_at, id",
                values![id],
            )
            .await?;
        let mut unavailable = Vec::new();
        for mut row in offered {
            let (starts_at, until) = (row.int(2)?, row.int(3)?);
            let past = starts_at <= self.now || row.int(6)? <= self.now;
            let lane = lanes.get(&row.bytes(1)?);
            let claimed =
                lane.is_some_and(|lane| lane.iter().any(|one| one.starts_at < until && one.until > starts_at));
            let taken_that_day = days.get(&row.text(4)?).copied().unwrap_or(0);
            let full = row.maybe_int(5)?.is_some_and(|cap| taken_that_day >= cap);
            if past || claimed || full {
                unavailable.push(SlotId::from_bytes(row.array(0)?));
            }
        }
        Ok(Some((signed.text(0)?, unavailable)))
    }
}

/// Gives times back. Again is harmless.
pub struct Free {
    /// Whose.
    pub clinic: ClinicId,
    /// Which.
    pub slots: Vec<SlotId>,
}

impl Act for Free {
    type Out = ();

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let id = self.clinic.as_bytes();
        lock(tx, id).await?;
        for slot in &self.slots {
            // Only what was taken: a patient who is just filling in the form keeps the hold.
            tx.change(
                "DELETE FROM claim WHERE clinic = $1 AND slot = $2 AND held_until IS NULL",
                values![id, slot.as_bytes()],
            )
            .await?;
        }
        Ok(())
    }
}
