//! The flow of a visit: scheduled, confirmed, arrived, in room, completed; beside it no-show and cancelled.

use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where a visit stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum VisitStatus {
    /// Booked.
    Scheduled,
    /// The patient said they will come.
    Confirmed,
    /// At the desk.
    Arrived,
    /// With the provider.
    InRoom,
    /// Over.
    Completed,
    /// The patient did not come.
    NoShow,
    /// Will not be.
    Cancelled,
}

const ALL: [VisitStatus; 7] = [
    VisitStatus::Scheduled,
    VisitStatus::Confirmed,
    VisitStatus::Arrived,
    VisitStatus::InRoom,
    VisitStatus::Completed,
    VisitStatus::NoShow,
    VisitStatus::Cancelled,
];

impl VisitStatus {
    /// As stored.
    pub fn stored(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Confirmed => "confirmed",
            Self::Arrived => "arrived",
            Self::InRoom => "in_room",
            Self::Completed => "completed",
            Self::NoShow => "no_show",
            Self::Cancelled => "cancelled",
        }
    }

    /// Reads a stored status; an unknown one is damage.
    pub fn from_stored(text: &str) -> Result<Self> {
        ALL.into_iter()
            .find(|s| s.stored() == text)
            .ok_or_else(|| Refusal::fault("a visit with an unknown status"))
    }

    /// In the clinic's words.
    pub fn words(self) -> &'static str {
        match self {
            Self::Scheduled => "scheduled",
            Self::Confirmed => "confirmed",
            Self::Arrived => "arrived",
            Self::InRoom => "in room",
            Self::Completed => "completed",
            Self::NoShow => "no-show",
            Self::Cancelled => "cancelled",
        }
    }

    /// Whether the visit keeps others out of its time.
    pub fn blocks(self) -> bool {
        match self {
            Self::Scheduled | Self::Confirmed | Self::Arrived | Self::InRoom | Self::Completed => true,
            Self::NoShow | Self::Cancelled => false,
        }
    }
}

/// When each step of the flow was reached, Unix seconds.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct StatusTimes {
    /// The patient confirmed.
    #[ts(type = "number | null")]
    pub confirmed_at: Option<i64>,
    /// The patient came to the desk.
    #[ts(type = "number | null")]
    pub arrived_at: Option<i64>,
    /// The patient went in.
    #[ts(type = "number | null")]
    pub in_room_at: Option<i64>,
    /// The visit was over.
    #[ts(type = "number | null")]
    pub completed_at: Option<i64>,
    /// The patient was given up on.
    #[ts(type = "number | null")]
    pub no_show_at: Option<i64>,
}

impl StatusTimes {
    /// The times after reaching `status` at `at`: what lies beyond it in the flow is taken back, what was reached
    /// before keeps its time.
    pub fn reach(self, status: VisitStatus, at: i64) -> Self {
        let mut times = self;
        let step = |step: VisitStatus, time: &mut Option<i64>| {
            if status == step {
                *time = Some(at);
            } else if status < step {
                *time = None;
            }
        };
        step(VisitStatus::Confirmed, &mut times.confirmed_at);
        step(VisitStatus::Arrived, &mut times.arrived_at);
        step(VisitStatus::InRoom, &mut times.in_room_at);
        step(VisitStatus::Completed, &mut times.completed_at);
        step(VisitStatus::NoShow, &mut times.no_show_at);
        times
    }

    /// When `status` was reached, if it was.
    pub fn of(&self, status: VisitStatus) -> Option<i64> {
        match status {
            VisitStatus::Scheduled | VisitStatus::Cancelled => None,
            VisitStatus::Confirmed => self.confirmed_at,
            VisitStatus::Arrived => self.arrived_at,
            VisitStatus::InRoom => self.in_room_at,
            VisitStatus::Completed => self.completed_at,
            VisitStatus::NoShow => self.no_show_at,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stored_status_comes_back_and_an_unknown_one_is_damage() {
        for status in ALL {
            assert_eq!(VisitStatus::from_stored(status.stored()).unwrap(), status);
        }
        assert!(VisitStatus::from_stored("gone").is_err(), "never a silent default");
    }

    #[test]
    fn going_back_a_step_clears_what_lies_beyond_and_keeps_what_was_reached() {
        let through = StatusTimes::default()
            .reach(VisitStatus::Confirmed, 1)
            .reach(VisitStatus::Arrived, 2)
            .reach(VisitStatus::InRoom, 3);
        assert_eq!(
            through,
            StatusTimes {
                confirmed_at: Some(1),
                arrived_at: Some(2),
                in_room_at: Some(3),
                ..StatusTimes::default()
            }
        );
        let back = through.reach(VisitStatus::Scheduled, 9);
        assert_eq!(
            back,
            StatusTimes::default(),
            "scheduled again: nothing has been reached"
        );
        assert_eq!(
            through.reach(VisitStatus::Arrived, 2).in_room_at,
            None,
            "out of the room again"
        );
    }
}
