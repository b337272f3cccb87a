//! Move a visit: another time, length, provider or room.

use crate::Result;
use crate::door::Call;
use crate::ids::{ProviderId, RoomId, VisitId};
use crate::schedule::visit::{Override, VisitView};
use crate::transact::Done;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Where it should go. What is absent stays.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoveVisit {
    /// Which.
    pub visit: VisitId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time.
    #[ts(optional)]
    pub starts: Option<String>,
    /// 1: the second of a time that comes twice.
    #[ts(optional)]
    pub fold: Option<u8>,
    /// Length, 5 to 720.
    #[ts(optional)]
    pub minutes: Option<u32>,
    /// With whom.
    #[ts(optional)]
    pub provider: Option<ProviderId>,
    /// In which room; `null`: none. Absent: it stays, unless the provider changes: then the new provider's room.
    #[ts(optional, type = "string | null")]
    #[serde(default, with = "crate::schedule::asked", skip_serializing_if = "Option::is_none")]
    pub room: Option<Option<RoomId>>,
    /// Why a warning does not count this time.
    #[ts(optional)]
    pub r#override: Option<Override>,
    /// What the move took away and its undo puts back. Leave out.
    #[ts(optional)]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub put_back: Option<PutBack>,
}

/// What a move takes away: the patient's confirmation of the old time, and the place in the tray.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PutBack {
    /// When the patient had confirmed, Unix seconds.
    #[ts(type = "number | null")]
    pub confirmed_at: Option<i64>,
    /// It was in the tray.
    pub in_tray: bool,
}

/// Moves it, or says what is in the way.
pub fn move_to(_call: &Call<'_>, _input: MoveVisit) -> Result<Done<VisitView>> {
    Err(crate::Refusal::fault("being written"))
}
