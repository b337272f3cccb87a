//! The tray: visits being rebooked. They keep their old time until they are placed.

pub(super) mod list;
mod put;
mod take;

pub use list::list;
pub use put::put;
pub use take::take;

use crate::schedule::visit::VisitLine;
use serde::Serialize;
use ts_rs::TS;

/// A visit in the tray.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TrayEntry {
    /// The visit, still at its old time.
    pub visit: VisitLine,
    /// Since when, Unix seconds.
    #[ts(type = "number")]
    pub put_at: i64,
    /// By whom: a name.
    pub put_by: String,
}
