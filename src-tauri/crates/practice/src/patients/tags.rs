//! Every tag in use.

use serde::Serialize;
use ts_rs::TS;

/// A tag in use.
#[derive(Debug, Serialize, TS)]
pub struct TagInUse {
    /// The tag.
    pub tag: String,
    /// How many patients carry it.
    #[ts(type = "number")]
    pub patients: i64,
}
