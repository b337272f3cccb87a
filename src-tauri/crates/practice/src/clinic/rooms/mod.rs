//! Rooms and equipment: what two visits cannot use at once.

mod list;
mod save;

pub use list::{known, list};
pub use save::{SaveRoom, save};

use crate::ids::{LocationId, RoomId};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A room or a piece of equipment.
#[derive(Debug, Clone, Serialize, TS)]
pub struct RoomView {
    /// Which.
    pub id: RoomId,
    /// Where.
    pub location: LocationId,
    /// `Room 1`, `Ultrasound`.
    pub name: String,
    /// Which of the two.
    pub kind: RoomKind,
    /// Order in lists.
    pub position: u32,
    /// Whether it may be booked.
    pub active: bool,
}

/// A room, or a piece of equipment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum RoomKind {
    /// A room.
    Room,
    /// A piece of equipment.
    Equipment,
}

impl RoomKind {
    /// As stored.
    pub fn stored(self) -> &'static str {
        match self {
            Self::Room => "room",
            Self::Equipment => "equipment",
        }
    }
}
