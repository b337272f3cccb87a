//! Find the next times that are free.

use crate::Result;
use crate::door::Call;
use crate::ids::{LocationId, ProviderId, RoomId, ServiceId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What for, and from when.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskOpenings {
    /// The service: its length and buffers have to fit.
    pub service: ServiceId,
    /// Only this provider; otherwise everybody who performs the service.
    #[ts(optional)]
    pub provider: Option<ProviderId>,
    /// From this day (`YYYY-MM-DD`) or wall time (`YYYY-MM-DDTHH:MM`) on; never before now.
    pub from: String,
    /// How many days to look through, 1 to 366.
    pub days: u32,
    /// How many to find, 1 to 200.
    pub limit: u32,
    /// Another length than the service's.
    #[ts(optional)]
    pub minutes: Option<u32>,
}

/// A free time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct Opening {
    /// With whom.
    pub provider: ProviderId,
    /// Their name.
    pub provider_name: String,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time.
    pub starts: String,
    /// 1: the second of a time that comes twice.
    pub fold: u8,
    /// Instant of the start, Unix seconds.
    #[ts(type = "number")]
    pub starts_at: i64,
    /// Length.
    pub minutes: u32,
    /// The room the provider works in then.
    pub room: Option<RoomId>,
    /// Its name.
    pub room_name: Option<String>,
    /// Where.
    pub location: LocationId,
}

/// The next free times, the earliest first: inside hours, outside time off, with buffers, with a free room.
pub fn openings(_call: &Call<'_>, _input: AskOpenings) -> Result<Vec<Opening>> {
    Err(crate::Refusal::fault("being written"))
}
