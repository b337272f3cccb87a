//! Tells whoever sits at the computer that something needs them: counts only, no names, and not again and again.

use crate::automation::CatchUp;
use crate::practice::Practice;
use keepwell_mail::{Failure, explain};

/// Between two notices of the same kind, seconds.
const APART: i64 = 10 * 60;

/// What is to be told after a look.
#[derive(Debug, Default)]
pub struct Notices {
    need_person: usize,
    told_at: Option<i64>,
    others: Vec<(String, String)>,
    clock_told: bool,
}

impl Notices {
    /// So many messages more need a person.
    pub fn need_person(&mut self, more: usize) {
        self.need_person += more;
    }

    /// Mail stopped working.
    pub fn mail_fails(&mut self, failure: Option<&Failure>) {
        if let Some(failure) = failure {
            let told = explain(failure);
            self.others.push((
                "Keepwell cannot send e-mail".into(),
                format!("{}. Open Settings, E-mail.", told.title),
            ));
        }
    }

    /// The clock jumped and sending waits.
    pub fn clock_jumped(&mut self) {
        if !std::mem::replace(&mut self.clock_told, true) {
            self.others.push((
                "Is this computer's clock right?".into(),
                "It jumped ahead. Reminders wait until you say that it is right.".into(),
            ));
        }
    }

    /// What was made up for. Only where something was missed for good: the rest is in the outbox.
    pub fn caught_up(&mut self, story: &CatchUp) {
        self.clock_told = false;
        if story.expired > 0 {
            let late = if story.sent > 0 {
                format!("{} sent late, ", story.sent)
            } else {
                String::new()
            };
            self.others.push((
                "While this computer was off".into(),
                format!(
                    "Reminders: {late}{} not sent because it was too late. Open the outbox.",
                    story.expired
                ),
            ));
            // These are the same messages; once is enough.
            self.need_person = 0;
        }
    }

    /// Shows what there is. A desktop that shows no notices is noted in the log; the health line tells it too.
    pub fn tell(&mut self, practice: &Practice, now: i64) {
        for (title, body) in std::mem::take(&mut self.others) {
            show(practice, &title, &body);
        }
        let rested = self.told_at.is_none_or(|at| now - at >= APART || now < at);
        if self.need_person > 0 && rested {
            let body = if self.need_person == 1 {
                "1 message needs a look. Open the outbox.".to_owned()
            } else {
                format!("{} messages need a look. Open the outbox.", self.need_person)
            };
            show(practice, "Keepwell reminders", &body);
            (self.need_person, self.told_at) = (0, Some(now));
        }
    }
}

fn show(practice: &Practice, title: &str, body: &str) {
    if let Err(reason) = practice.ports().notifier.notify(title, body) {
        tracing::info!(%reason, "no desktop notification");
    }
}
