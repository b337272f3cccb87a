//! A provider's working week. A break is the gap between two spans of a day.

mod get;
mod save;

pub use get::{AskHours, get, read};
pub use save::{SaveHours, check_overlaps, check_span, save, write};

use crate::ids::{LocationId, ProviderId, RoomId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A stretch of a weekday in which the provider works, in one place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// 1 Monday … 7 Sunday.
    pub weekday: u8,
    /// `HH:MM`, clinic wall time.
    pub from: String,
    /// `HH:MM`; `24:00` is the end of the day.
    pub until: String,
    /// Where.
    pub location: LocationId,
    /// In which room; `null` is the provider's usual one.
    pub room: Option<RoomId>,
}

/// The week of a provider.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Hours {
    /// Whose.
    pub provider: ProviderId,
    /// By weekday and time.
    pub spans: Vec<Span>,
}
