//! What visits are for.

mod list;
mod look_up;
mod save;

pub use list::list;
pub use look_up::{active, minutes_of, name_of};
pub use save::{SaveService, save};

use crate::clinic::Colour;
use crate::ids::{ProviderId, ServiceId};
use serde::Serialize;
use ts_rs::TS;

/// A service.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ServiceView {
    /// Which.
    pub id: ServiceId,
    /// `Consultation`.
    pub name: String,
    /// How long a visit takes.
    pub minutes: u32,
    /// Kept free before it.
    pub buffer_before: u32,
    /// Kept free after it.
    pub buffer_after: u32,
    /// Minor units of the clinic's currency.
    #[ts(type = "number")]
    pub price: i64,
    /// What to bring or do before: goes into reminders.
    pub preparation: String,
    /// What comes after: goes into the thank-you.
    pub next_steps: String,
    /// Its colour on the calendar.
    pub colour: Colour,
    /// Order in lists.
    pub position: u32,
    /// Whether it may be booked.
    pub active: bool,
    /// Who may perform it; empty is everybody.
    pub performed_by: Vec<ProviderId>,
}
