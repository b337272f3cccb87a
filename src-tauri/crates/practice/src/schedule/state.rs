//! What there is to a visit besides its identity: what an undo restores exactly.

use crate::ids::{ProviderId, RoomId, ServiceId};
use crate::schedule::status::{StatusTimes, VisitStatus};
use crate::schedule::visit::CalledOffBy;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A visit's state. Instants are not in it: they follow from wall time and zone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct VisitState {
    /// With whom.
    pub provider: ProviderId,
    /// For what.
    pub service: ServiceId,
    /// Where.
    pub room: Option<RoomId>,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time.
    pub starts: String,
    /// 1: the second of a time that comes twice.
    pub fold: u8,
    /// Length.
    pub minutes: u32,
    /// Kept free before it.
    pub buffer_before: u32,
    /// Kept free after it.
    pub buffer_after: u32,
    /// Where it stands.
    pub status: VisitStatus,
    /// Since when, Unix seconds.
    #[ts(type = "number")]
    pub status_at: i64,
    /// When each step was reached.
    pub times: StatusTimes,
    /// When it was cancelled.
    #[ts(type = "number | null")]
    pub cancelled_at: Option<i64>,
    /// Who called it off.
    pub cancelled_by: Option<CalledOffBy>,
    /// What a cancelled visit was.
    pub status_before: Option<VisitStatus>,
    /// Why it was called off.
    pub reason: String,
    /// The desk's note.
    pub note: String,
    /// Why it was booked over a warning, by whom and when.
    pub overridden: Option<Exception>,
    /// It waits in the tray.
    pub in_tray: bool,
}

impl VisitState {
    /// Whether `other` stands elsewhere: another time, length, provider, room or buffer.
    pub fn stands_elsewhere(&self, other: &Self) -> bool {
        let place = |s: &Self| {
            (
                s.provider,
                s.room,
                s.starts.clone(),
                s.fold,
                s.minutes,
                s.buffer_before,
                s.buffer_after,
            )
        };
        place(self) != place(other)
    }

    /// Whether the patient has to be told another time, length, provider or room. Buffers are the clinic's own matter.
    pub fn means_another_appointment(&self, other: &Self) -> bool {
        let appointment = |s: &Self| (s.provider, s.room, s.starts.clone(), s.fold, s.minutes);
        appointment(self) != appointment(other)
    }
}

/// A warning that was overridden, as stored.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    /// Why.
    pub reason: String,
    /// The actor: a staff id.
    pub by: String,
    /// When, Unix seconds.
    #[ts(type = "number")]
    pub at: i64,
}
