//! Brings the file to this program's form: numbered SQL files, all pending ones in one transaction, after a backup.
//! A file from a newer program is refused; nothing is ever migrated down.

use crate::{Code, Refusal, Result};
use rusqlite::{Connection, TransactionBehavior};
use std::path::{Path, PathBuf};

/// The steps in order; the version of a file (`user_version`) is how many of them it has seen.
/// A released step is never edited: a later step corrects it.
const STEPS: &[(&str, &str)] = &[
    (
        "0001_found_practice",
        include_str!("../../../../../migrations/practice/0001_found_practice.sql"),
    ),
    (
        "0002_staff_the_clinic",
        include_str!("../../../../../migrations/practice/0002_staff_the_clinic.sql"),
    ),
    (
        "0003_register_patients",
        include_str!("../../../../../migrations/practice/0003_register_patients.sql"),
    ),
    (
        "0004_book_visits",
        include_str!("../../../../../migrations/practice/0004_book_visits.sql"),
    ),
    (
        "0005_send_messages",
        include_str!("../../../../../migrations/practice/0005_send_messages.sql"),
    ),
    (
        "0006_design_forms",
        include_str!("../../../../../migrations/practice/0006_design_forms.sql"),
    ),
    (
        "0007_link_the_relay",
        include_str!("../../../../../migrations/practice/0007_link_the_relay.sql"),
    ),
    (
        "0008_take_requests",
        include_str!("../../../../../migrations/practice/0008_take_requests.sql"),
    ),
    (
        "0009_write_about_requests",
        include_str!("../../../../../migrations/practice/0009_write_about_requests.sql"),
    ),
    (
        "0010_offer_times",
        include_str!("../../../../../migrations/practice/0010_offer_times.sql"),
    ),
];

/// The version this program writes.
pub fn latest_version() -> i64 {
    STEPS.len() as i64
}

/// Runs what is pending. One transaction: the file is at the old version or at the new one, never between.
pub fn migrate(connection: &mut Connection) -> Result<()> {
    let from = version(connection)?;
    refuse_newer(from)?;
    if from == latest_version() {
        return Ok(());
    }
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for (name, sql) in STEPS.iter().skip(usize::try_from(from).map_err(Refusal::fault)?) {
        transaction
            .execute_batch(sql)
            .map_err(|e| match e.sqlite_error_code() {
                Some(rusqlite::ErrorCode::DiskFull) => Refusal::from(e),
                _ => Refusal::fault(format!("step {name}: {e}")),
            })?;
    }
    crate::messaging::templates::ship_missing(&transaction)?;
    transaction.pragma_update(None, "user_version", latest_version())?;
    transaction.commit()?;
    Ok(())
}

/// Before a file with patients in it is changed in form, a copy of it is put beside it, under the same key.
/// Answers where it lies, or `None` when nothing is pending.
pub fn backup_before_migrating(connection: &Connection, folder: &Path) -> Result<Option<PathBuf>> {
    let from = version(connection)?;
    refuse_newer(from)?;
    if from == 0 || from == latest_version() {
        return Ok(None);
    }
    let backups = folder.join("backups");
    std::fs::create_dir_all(&backups).map_err(|e| disk("make the backup folder", &e))?;
    let path = backups.join(format!("before-version-{}-from-{from}.db", latest_version()));
    if path.exists() {
        return Ok(Some(path));
    }
    let being_written = path.with_extension("part");
    if being_written.exists() {
        std::fs::remove_file(&being_written).map_err(|e| disk("remove an unfinished backup", &e))?;
    }
    // VACUUM INTO keeps the key: the copy is encrypted like the file itself.
    connection.execute("VACUUM INTO ?1", [being_written.to_string_lossy().as_ref()])?;
    std::fs::rename(&being_written, &path).map_err(|e| disk("finish the backup", &e))?;
    Ok(Some(path))
}

fn version(connection: &Connection) -> Result<i64> {
    Ok(connection.query_row("PRAGMA user_version", [], |row| row.get(0))?)
}

fn refuse_newer(found: i64) -> Result<()> {
    if found > latest_version() {
        return Err(Refusal::new(
            Code::NewerFile,
            "This practice was last opened by a newer Keepwell. To keep it safe, this older one does not touch it.",
        )
        .next("Install the newest version of Keepwell on this computer."));
    }
    Ok(())
}

pub(crate) fn disk(attempt: &str, error: &std::io::Error) -> Refusal {
    if error.kind() == std::io::ErrorKind::StorageFull {
        return Refusal::new(
            Code::DiskFull,
            "The disk of this computer is full. Nothing was changed and nothing is lost.",
        )
        .next("Free some space, then try again.");
    }
    Refusal::new(Code::Damaged, format!("Keepwell could not {attempt}: {error}."))
        .next("Check that the disk is connected and may be written, then try again.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn older_program_refuses_newer_file() {
        let mut db = Connection::open_in_memory().unwrap();
        migrate(&mut db).unwrap();
        db.pragma_update(None, "user_version", latest_version() + 1).unwrap();
        let refusal = migrate(&mut db).unwrap_err();
        assert_eq!(
            refusal.code,
            Code::NewerFile,
            "an older program must not write a newer file"
        );
    }

    #[test]
    fn a_step_that_fails_leaves_the_old_version_untouched() {
        let mut db = Connection::open_in_memory().unwrap();
        // A table the first step is going to make: the batch must fail and take everything back.
        db.execute_batch("CREATE TABLE setting (x)").unwrap();
        assert!(migrate(&mut db).is_err(), "the clash must be noticed");
        assert_eq!(version(&db).unwrap(), 0, "no half-migrated file");
        let tables: i64 = db
            .query_row("SELECT count(*) FROM sqlite_schema WHERE type='table'", [], |r| {
                r.get(0)
            })
            .unwrap();
        assert_eq!(tables, 1, "nothing of the batch stayed");
    }

    #[test]
    fn an_older_file_is_copied_under_its_own_key_before_it_is_changed_and_loses_nothing() {
        let folder = tempfile::TempDir::new().unwrap();
        let key = keepwell_keys::DataKey::make().unwrap();
        let path = folder.path().join(crate::store::FILE);
        let mut db = crate::store::open_writer(&path, &key, true).unwrap();
        let older = STEPS.len() - 1;
        for (_, sql) in &STEPS[..older] {
            db.execute_batch(sql).unwrap();
        }
        db.pragma_update(None, "user_version", older as i64).unwrap();
        db.execute(
            "INSERT INTO setting (name, body, changed_at) VALUES ('kept', '1', 0)",
            [],
        )
        .unwrap();

        let backup = backup_before_migrating(&db, folder.path())
            .unwrap()
            .expect("a step is pending");
        migrate(&mut db).unwrap();

        let kept = "SELECT body FROM setting WHERE name = 'kept'";
        assert_eq!(
            db.query_row(kept, [], |r| r.get::<_, String>(0)).unwrap(),
            "1",
            "the row came along"
        );
        assert_eq!(version(&db).unwrap(), latest_version());
        assert!(
            backup_before_migrating(&db, folder.path()).unwrap().is_none(),
            "nothing pending, nothing copied"
        );
        let copy = crate::store::open_reader(&backup, &key).unwrap();
        assert_eq!(version(&copy).unwrap(), older as i64, "the copy is of before");
        assert_eq!(copy.query_row(kept, [], |r| r.get::<_, String>(0)).unwrap(), "1");
        assert!(
            !std::fs::read(&backup).unwrap().starts_with(b"SQLite format 3"),
            "the copy is encrypted"
        );
    }

    #[test]
    fn messages_of_before_keep_every_cell_and_their_tries_when_the_outbox_learns_of_requests() {
        let mut db = Connection::open_in_memory().unwrap();
        db.pragma_update(None, "foreign_keys", true).unwrap();
        let before = STEPS.iter().position(|(name, _)| name.starts_with("0009")).unwrap();
        for (_, sql) in &STEPS[..before] {
            db.execute_batch(sql).unwrap();
        }
        db.pragma_update(None, "user_version", before as i64).unwrap();
        db.execute_batch(
            "INSERT INTO rule (id, name, anchor, minutes, template_key, channel, useful_minutes, position) VALUES (x'01', 'r', 'booked', 3, 'booked', 'email', 60, 1);
             INSERT INTO message (id, visit_id, revision, round, rule_id, channel, patient_id, state, why, due_at, latest_at, starts_at, provider_id, planned_at,
                                  changed_at, attempts, fence, lease_until, by_person, needs_person, template_id, template_version, to_address, message_id, sent_at)
             VALUES (x'0a', x'02', 3, 4, x'01', 'email', x'03', 'uncertain', 'probably_delivered', 5, 6, 7, x'04', 8, 9, 10, 11, 12, 2, 1, x'05', 13, 'a@b.c', 'm@b.c', 14),
                    (x'0b', x'02', 3, 5, x'01', 'email', x'03', 'scheduled', 'by_rule', 5, 6, 7, x'04', 8, 9, 0, 0, NULL, 0, 0, NULL, NULL, NULL, NULL, NULL);
             INSERT INTO attempt (message_id, number, started_at, outcome, detail) VALUES (x'0a', 1, 20, 'uncertain', 'body: broken');",
        )
        .unwrap();
        let cells = |db: &Connection| -> Vec<Vec<rusqlite::types::Value>> {
            let mut statement = db
                .prepare(
                    "SELECT m.id, visit_id, revision, round, rule_id, channel, patient_id, state, why, due_at, latest_at, starts_at, provider_id, planned_at, changed_at,
                            attempts, fence, lease_until, by_person, needs_person, template_id, template_version, to_address, m.message_id, sent_at,
                            a.number, a.started_at, a.outcome, a.detail
                     FROM message m LEFT JOIN attempt a ON a.message_id = m.id ORDER BY m.id",
                )
                .unwrap();
            let rows = statement.query_map([], |row| (0..29).map(|at| row.get(at)).collect::<rusqlite::Result<_>>());
            rows.unwrap().collect::<rusqlite::Result<_>>().unwrap()
        };
        let old = cells(&db);
        migrate(&mut db).unwrap();
        assert_eq!(cells(&db), old);
        let refused = |sql: &str| db.execute(sql, []).unwrap_err().to_string();
        assert!(
            refused("DELETE FROM message WHERE id = x'0a'").contains("FOREIGN KEY"),
            "a try still belongs to its message"
        );
        let row = |about: &str, values: &str| {
            format!(
                "INSERT INTO message (id, {about}, channel, state, why, due_at, latest_at, planned_at, changed_at) VALUES (randomblob(16), {values}, 'email', 'scheduled', 'by_rule', 1, 2, 3, 4)"
            )
        };
        let of_visit = row(
            "visit_id, revision, round, rule_id, patient_id, starts_at, provider_id",
            "x'02', 3, 5, x'01', x'03', 7, x'04'",
        );
        assert!(refused(&of_visit).contains("UNIQUE"), "no second message under a key");
        let letter = row("request_id, key", "x'06', 'request_received'");
        db.execute(&letter, []).unwrap();
        assert!(refused(&letter).contains("UNIQUE"), "no second letter under a key");
        for nonsense in [
            row("request_id, key, visit_id", "x'06', 'request_declined', x'02'"),
            row("request_id", "x'07'"),
            row("visit_id, revision", "x'02', 1"),
        ] {
            assert!(refused(&nonsense).contains("CHECK"), "{nonsense}");
        }
    }
}
