//! What must be true of every letter the mail server took, looked at the moment it took it.

use super::clinic::Year;
use std::sync::PoisonError;

impl Year {
    /// Every letter taken since the last look must have been right to take.
    pub fn check_taken(&mut self) {
        let taken = self.seen.lock().unwrap_or_else(PoisonError::into_inner).taken.clone();
        let now = self.now();
        for id in &taken[self.counted..] {
            assert_eq!(
                taken.iter().filter(|other| *other == id).count(),
                1,
                "{id} was sent twice"
            );
            let (anchor, due, starts, status, same): (String, i64, i64, String, bool) = self
                .desk
                .clinic
                .door
                .practice()
                .expect("open")
                .read(|on| {
                    Ok(on.query_row(
                        "SELECT r.anchor, m.due_at, v.starts_at, v.status, v.revision = m.revision AS same
                         FROM message m JOIN rule r ON r.id = m.rule_id JOIN visit v ON v.id = m.visit_id WHERE m.message_id = ?1",
                        [id],
                        |row| Ok((row.get("anchor")?, row.get("due_at")?, row.get("starts_at")?, row.get("status")?, row.get("same")?)),
                    )?)
                })
                .expect("the outbox knows what it sent");
            let hour = self.wall().hour();
            assert!(
                (8..21).contains(&hour),
                "{anchor} was sent at {} in the quiet hours",
                self.wall()
            );
            assert!(same, "{anchor} was sent for a time the visit does not have");
            if anchor == "after_completed" {
                assert_eq!(status, "completed", "a thank-you for a visit that is {status}");
            } else {
                assert!(now < starts, "{anchor} was sent after the visit began");
                assert_eq!(
                    status == "cancelled",
                    anchor == "cancelled",
                    "{anchor} was sent for a visit that is {status}"
                );
            }
            if due > self.calm_since {
                assert!(
                    now - due <= 60,
                    "{anchor} was sent {} s late in calm times (calm since {}, now {now}):\n{}",
                    now - due,
                    self.calm_since,
                    self.story_of(id)
                );
            }
            self.paces.push(self.awake);
            let recent = self.paces.iter().filter(|at| self.awake - **at < 60).count();
            if self.awake - self.woke_at < 600 {
                assert!(recent <= 30, "{recent} letters within a minute after waking up");
            }
            self.note("sent");
        }
        self.counted = taken.len();
    }

    /// What happened to a message's visit, for whoever has to find out why.
    pub fn story_of(&self, id: &str) -> String {
        let sql = "SELECT e.at || ' ' || e.kind || ' ' || e.body FROM event e JOIN message m ON m.visit_id = e.visit_id WHERE m.message_id = ?1
                   UNION ALL SELECT 'planned ' || planned_at || ' due ' || due_at || ' attempts ' || attempts || ' why ' || why FROM message WHERE message_id = ?1
                   UNION ALL SELECT 'tried ' || a.started_at || ' ' || a.outcome FROM attempt a JOIN message m ON m.id = a.message_id WHERE m.message_id = ?1";
        let practice = self.desk.clinic.door.practice().expect("open");
        let lines = practice.read(|on| {
            Ok(on
                .prepare(sql)?
                .query_map([id], |row| row.get::<_, String>(0))?
                .collect::<Result<Vec<_>, _>>()?)
        });
        lines.expect("the outbox can be read").join("\n")
    }
}
