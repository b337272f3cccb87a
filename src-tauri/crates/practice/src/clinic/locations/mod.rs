//! The places the clinic works at.

mod list;
mod save;

pub use list::{known, list};
pub use save::{SaveLocation, save};

use crate::ids::LocationId;
use serde::Serialize;
use ts_rs::TS;

/// A place.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LocationView {
    /// Which.
    pub id: LocationId,
    /// What the clinic calls it.
    pub name: String,
    /// Its address; empty means the clinic's.
    pub address: String,
    /// Order in lists.
    pub position: u32,
    /// Whether it is still in use.
    pub active: bool,
}
