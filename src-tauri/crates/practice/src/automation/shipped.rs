//! The rules a new practice starts with (AUT-3).

use crate::Result;
use crate::automation::rules::Rule;
use crate::automation::{Anchor, Offset, Tone, store};
use crate::ids::RuleId;
use crate::messaging::templates;
use crate::transact::Tx;

const HOUR: i64 = 60;
const DAY: i64 = 24 * HOUR;

/// Name, anchor, offset, text, asks to confirm (and is skipped once confirmed), useful minutes.
type Shipped = (&'static str, Anchor, Offset, &'static str, bool, i64);

fn shipped() -> [Shipped; 10] {
    let minutes = |minutes| Offset::Minutes { minutes };
    let before = |days| Offset::Days { days, at: None };
    let at = |days, at: &str| Offset::Days {
        days,
        at: Some(at.to_owned()),
    };
    [
        ("Appointment confirmed", Anchor::Booked, minutes(3), "booked", false, 30),
        ("Appointment moved", Anchor::Moved, minutes(3), "moved", false, 0),
        (
            "Appointment cancelled",
            Anchor::Cancelled,
            minutes(3),
            "cancelled",
            false,
            0,
        ),
        // Later than this the day-before reminder says it better.
        (
            "Reminder, two days before",
            Anchor::BeforeStart,
            before(2),
            "reminder_48h",
            false,
            26 * HOUR,
        ),
        (
            "Reminder, the day before, asking to confirm",
            Anchor::BeforeStart,
            before(1),
            "reminder_24h",
            true,
            3 * HOUR,
        ),
        (
            "Reminder, two hours before",
            Anchor::BeforeStart,
            minutes(2 * HOUR),
            "reminder_2h",
            false,
            45,
        ),
        (
            "Thank you, the same day",
            Anchor::AfterCompleted,
            at(0, "18:00"),
            "thanks",
            false,
            DAY,
        ),
        (
            "Follow-up care, three days after",
            Anchor::AfterCompleted,
            at(3, "10:00"),
            "follow_up_3d",
            false,
            3 * DAY,
        ),
        (
            "How was it? One week after",
            Anchor::AfterCompleted,
            at(7, "10:00"),
            "survey_1w",
            false,
            5 * DAY,
        ),
        (
            "Checking in, one month after",
            Anchor::AfterCompleted,
            at(30, "10:00"),
            "check_in_1m",
            false,
            14 * DAY,
        ),
    ]
}

/// Ships templates and rules into a practice being founded (called by `setup::found`, also for the demo).
pub fn found(tx: &mut Tx<'_>, tone: Tone) -> Result<()> {
    templates::ship(tx.on(), tx.now().as_second(), tone)?;
    for (name, anchor, offset, template, asks, useful_minutes) in shipped() {
        store::put(
            tx.on(),
            &Rule {
                id: RuleId::make(),
                name: name.into(),
                anchor,
                offset,
                template: template.into(),
                channel: "email".into(),
                asks_to_confirm: asks,
                skip_if_confirmed: asks,
                useful_minutes,
                active: true,
                version: 1,
            },
        )?;
    }
    Ok(())
}
