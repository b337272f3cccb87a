//! When a rule's message goes, and whether. Pure: everything it depends on is passed in, also the time.

use crate::automation::quiet::{Quiet, instant, wall_time};
use crate::automation::{Anchor, Offset};
use crate::ids::RuleId;
use crate::messaging::WhyCode;
use crate::schedule::VisitFacts;
use crate::{Refusal, Result};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

/// A thank-you "on the same day" keeps at least this distance from the visit's end, seconds.
const AFTER_VISIT: i64 = 2 * 3600;
/// A reminder this long before the visit or longer is sent earlier rather than later, seconds.
const FAR_AHEAD: i64 = 12 * 3600;
/// An earlier time lies so much before the quiet hours that a busy minute does not push it into them, seconds.
const BEFORE_QUIET: i64 = 10 * 60;

/// A rule as stored.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// Which.
    pub id: RuleId,
    /// What people call it.
    pub name: String,
    /// What its time hangs on.
    pub anchor: Anchor,
    /// How far from it.
    pub offset: Offset,
    /// The text it sends.
    pub template: String,
    /// `email`.
    pub channel: String,
    /// Whether the text asks the patient to confirm.
    pub asks_to_confirm: bool,
    /// Not sent once the patient has confirmed.
    pub skip_if_confirmed: bool,
    /// How long it stays useful, minutes.
    pub useful_minutes: i64,
    /// Whether it is on.
    pub active: bool,
    /// Rises with every save.
    pub version: i64,
}

/// What is to become of a rule's message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Planned {
    /// Whether it goes.
    pub goes: bool,
    /// Why, or why not.
    pub why: WhyCode,
    /// When, Unix seconds; where it does not go: when it would have gone.
    pub due_at: i64,
    /// Of no use after this, Unix seconds.
    pub latest_at: i64,
}

/// Plans `rule` for `visit`. `planned_at` is when this time of the visit was agreed (for a notice: when it became
/// due to be said). `None`: the rule does not apply (yet), as a thank-you before the visit.
pub fn plan(rule: &Rule, visit: &VisitFacts, quiet: &Quiet, planned_at: i64) -> Result<Option<Planned>> {
    let zone = TimeZone::get(&visit.zone).map_err(Refusal::fault)?;
    let mut due = due_at(rule, visit, &zone, planned_at)?;
    let mut latest = match rule.anchor {
        Anchor::AfterCompleted => due.saturating_add(rule.useful_minutes.saturating_mul(60)),
        _ => visit.starts_at.saturating_sub(rule.useful_minutes.saturating_mul(60)),
    };
    let mut why = WhyCode::ByRule;
    if rule.anchor == Anchor::AfterCompleted {
        if visit.status != "completed" {
            return Ok(None);
        }
        if due < visit.status_at {
            if latest < visit.status_at {
                return Ok(Some(Planned {
                    goes: false,
                    why: WhyCode::CompletedLate,
                    due_at: due,
                    latest_at: latest,
                }));
            }
            due = visit.status_at;
            why = WhyCode::CompletedLate;
        }
    } else if let Some(why) = not_for(rule, visit) {
        return Ok(Some(Planned {
            goes: false,
            why,
            due_at: due,
            latest_at: latest,
        }));
    }
    let no = |why, due_at, latest_at| {
        Ok(Some(Planned {
            goes: false,
            why,
            due_at,
            latest_at,
        }))
    };
    if due < planned_at && rule.anchor == Anchor::BeforeStart || due > latest {
        return no(WhyCode::BookedLate, due, latest);
    }
    if let Some((from, until)) = quiet.span(timestamp(due)?)? {
        let earlier = from.as_second() - BEFORE_QUIET;
        let far = rule.anchor == Anchor::BeforeStart && visit.starts_at - due >= FAR_AHEAD;
        if far && earlier >= planned_at {
            (due, why) = (earlier, WhyCode::EarlierForQuietHours);
        } else if until.as_second() <= latest || rule.anchor == Anchor::AfterCompleted {
            (due, why) = (until.as_second(), WhyCode::LaterForQuietHours);
            if rule.anchor == Anchor::AfterCompleted {
                latest = latest.max(due);
            }
        } else {
            return no(WhyCode::QuietHours, due, latest);
        }
    }
    Ok(Some(Planned {
        goes: true,
        why,
        due_at: due,
        latest_at: latest,
    }))
}

/// When an `after_completed` rule would go if the visit ended as planned: for showing it before the visit.
pub fn project(rule: &Rule, visit: &VisitFacts, quiet: &Quiet) -> Result<Option<Planned>> {
    let mut ended = visit.clone();
    "completed".clone_into(&mut ended.status);
    ended.status_at = ended.ends_at;
    plan(rule, &ended, quiet, ended.ends_at)
}

/// Why a message must not go for the visit as it is now, whatever its time; `None`: it may.
pub fn called_off(rule: &Rule, visit: &VisitFacts) -> Option<WhyCode> {
    match rule.anchor {
        Anchor::AfterCompleted => (visit.status != "completed").then_some(WhyCode::CompletionTakenBack),
        _ => not_for(rule, visit),
    }
}

/// Why a message that belongs before the visit is not for a visit in this state.
fn not_for(rule: &Rule, visit: &VisitFacts) -> Option<WhyCode> {
    match (visit.status.as_str(), rule.anchor) {
        ("cancelled", Anchor::Cancelled) => None,
        ("cancelled", _) => Some(WhyCode::Cancelled),
        (_, Anchor::Cancelled) => Some(WhyCode::CancellationTakenBack),
        ("no_show", _) => Some(WhyCode::NoShow),
        ("arrived" | "in_room" | "completed", _) => Some(WhyCode::Arrived),
        ("confirmed", _) if rule.skip_if_confirmed => Some(WhyCode::Confirmed),
        _ => None,
    }
}

fn due_at(rule: &Rule, visit: &VisitFacts, zone: &TimeZone, planned_at: i64) -> Result<i64> {
    let sign = if rule.anchor == Anchor::BeforeStart { -1 } else { 1 };
    match &rule.offset {
        Offset::Minutes { minutes } => {
            let from = match rule.anchor {
                Anchor::Booked | Anchor::Moved | Anchor::Cancelled => planned_at,
                Anchor::BeforeStart => visit.starts_at,
                Anchor::AfterCompleted => visit.ends_at,
            };
            Ok(from.saturating_add(sign * minutes.saturating_mul(60)))
        }
        Offset::Days { days, at } => {
            let start: DateTime = visit
                .starts
                .parse()
                .map_err(|e| Refusal::fault(format!("a visit's wall time: {e}")))?;
            let date = start
                .date()
                .checked_add((sign * *days).days())
                .map_err(Refusal::fault)?;
            let time = at.as_deref().map_or(Ok(start.time()), wall_time)?;
            let due = instant(zone, date.to_datetime(time))?.as_second();
            Ok(if rule.anchor == Anchor::AfterCompleted {
                due.max(visit.ends_at + AFTER_VISIT)
            } else {
                due
            })
        }
    }
}

fn timestamp(second: i64) -> Result<Timestamp> {
    Timestamp::from_second(second).map_err(Refusal::fault)
}

#[cfg(test)]
#[path = "rules_tests.rs"]
mod tests;
