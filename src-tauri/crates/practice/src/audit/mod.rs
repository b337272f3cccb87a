//! Who did or saw what, when, at which seat: one row per access, each carrying the hash of the one before (SEC-4).
//!
//! The chain is `SHA-256(prev | fields)`, fields length-prefixed so that no two rows spell the same bytes. It shows an
//! edited or missing row; it does not show a file put back whole: the head is anchored outside in a later step.

mod scribe;

pub use scribe::Scribe;

use crate::Result;
use ring::digest::{Context, SHA256};
use rusqlite::{Connection, OptionalExtension, params};

/// One access, about to be recorded. Subjects are ids, never names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// Unix seconds.
    pub at: i64,
    /// A staff id, `worker`, `setup` or `nobody`.
    pub actor: String,
    /// Which seat: `window`, `browser`, `cli`, `worker`.
    pub seat: String,
    /// The door's command.
    pub command: String,
    /// `done`, `seen` or the code of the refusal.
    pub outcome: String,
    /// Whom or what it was about: wire ids, separated by spaces.
    pub subject: String,
}

impl Entry {
    fn hash(&self, seq: i64, prev: &[u8]) -> Vec<u8> {
        let mut context = Context::new(&SHA256);
        context.update(prev);
        context.update(&seq.to_be_bytes());
        context.update(&self.at.to_be_bytes());
        for field in [&self.actor, &self.seat, &self.command, &self.outcome, &self.subject] {
            context.update(&(field.len() as u64).to_be_bytes());
            context.update(field.as_bytes());
        }
        context.finish().as_ref().to_vec()
    }
}

/// Appends `entry` to the chain.
pub fn append(on: &Connection, entry: &Entry) -> Result<()> {
    let head: Option<(i64, Vec<u8>)> = on
        .prepare_cached("SELECT seq, hash FROM audit ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get("seq")?, row.get("hash")?)))
        .optional()?;
    let (seq, prev) = head.map_or((1, vec![0; 32]), |(seq, hash)| (seq + 1, hash));
    let hash = entry.hash(seq, &prev);
    on.prepare_cached("INSERT INTO audit (seq, at, actor, seat, command, outcome, subject, prev, hash) VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9)")?
        .execute(params![seq, entry.at, entry.actor, entry.seat, entry.command, entry.outcome, entry.subject, prev, hash])?;
    Ok(())
}

/// Walks the chain from the first row. `Some(seq)` is the first row that does not follow from the one before it.
pub fn first_break(on: &Connection) -> Result<Option<i64>> {
    let mut statement =
        on.prepare("SELECT seq, at, actor, seat, command, outcome, subject, prev, hash FROM audit ORDER BY seq")?;
    let mut rows = statement.query([])?;
    let (mut expected, mut head) = (1_i64, vec![0_u8; 32]);
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get("seq")?;
        let entry = Entry {
            at: row.get("at")?,
            actor: row.get("actor")?,
            seat: row.get("seat")?,
            command: row.get("command")?,
            outcome: row.get("outcome")?,
            subject: row.get("subject")?,
        };
        let (prev, hash): (Vec<u8>, Vec<u8>) = (row.get("prev")?, row.get("hash")?);
        if seq != expected || prev != head || entry.hash(seq, &prev) != hash {
            return Ok(Some(seq));
        }
        expected += 1;
        head = hash;
    }
    Ok(None)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn log_of(rows: i64) -> Connection {
        let mut db = Connection::open_in_memory().unwrap();
        crate::store::migrate(&mut db).unwrap();
        for n in 0..rows {
            let entry = Entry {
                at: n,
                actor: "stf_1".into(),
                seat: "window".into(),
                command: "patients.get".into(),
                outcome: "seen".into(),
                subject: format!("pat_{n}"),
            };
            append(&db, &entry).unwrap();
        }
        db
    }

    #[test]
    fn an_untouched_chain_is_whole() {
        assert_eq!(
            first_break(&log_of(20)).unwrap(),
            None,
            "every row follows from the one before"
        );
    }

    #[test]
    fn the_file_refuses_to_edit_or_delete_an_entry() {
        let db = log_of(3);
        assert!(
            db.execute("UPDATE audit SET actor = 'x' WHERE seq = 2", []).is_err(),
            "append-only"
        );
        assert!(
            db.execute("DELETE FROM audit WHERE seq = 2", []).is_err(),
            "append-only"
        );
    }

    #[test]
    fn an_edit_or_a_gap_made_behind_the_programs_back_is_found() {
        for tamper in [
            "UPDATE audit SET subject = 'pat_9' WHERE seq = 7",
            "DELETE FROM audit WHERE seq = 7",
            "UPDATE audit SET at = at - 60 WHERE seq = 7",
        ] {
            let db = log_of(12);
            db.execute_batch("DROP TRIGGER audit_is_never_edited; DROP TRIGGER audit_is_never_deleted")
                .unwrap();
            db.execute(tamper, []).unwrap();
            assert!(first_break(&db).unwrap().is_some(), "{tamper} must show");
        }
    }
}
