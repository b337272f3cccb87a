//! Who sees patients: the columns of the calendar.

mod list;
mod save;

pub use list::{list, named, one};
pub use save::{SaveProvider, save};

use crate::ids::{ProviderId, RoomId, StaffId};
use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A provider.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ProviderView {
    /// Which.
    pub id: ProviderId,
    /// As patients know them: `Dr. Amara Okafor`.
    pub name: String,
    /// What they do; may be empty.
    pub speciality: String,
    /// The room they usually work in.
    pub room: Option<RoomId>,
    /// The account they sign in with, if they have one.
    pub staff: Option<StaffId>,
    /// What happens when a visit is booked over another.
    pub overlap: Overlap,
    /// With `allow`: how many visits at once.
    pub overlap_most: u32,
    /// Order of the columns.
    pub position: u32,
    /// Whether new visits may be booked with them.
    pub active: bool,
    /// How many visits they have from now on: what has to be moved before they leave.
    pub upcoming: u32,
}

/// What happens when a visit is booked over another of the same provider.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Overlap {
    /// Never.
    Block,
    /// With a reason, which is kept.
    Warn,
    /// Up to so many at once; beyond that never.
    Allow,
}

impl Overlap {
    /// As stored.
    pub fn stored(self) -> &'static str {
        match self {
            Self::Block => "block",
            Self::Warn => "warn",
            Self::Allow => "allow",
        }
    }

    /// Reads a stored policy; an unknown one is damage.
    pub fn from_stored(text: &str) -> Result<Self> {
        [Self::Block, Self::Warn, Self::Allow]
            .into_iter()
            .find(|o| o.stored() == text)
            .ok_or_else(|| Refusal::fault("a provider with an unknown overlap policy"))
    }
}
