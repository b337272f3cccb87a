//! Every tag in use.

use crate::Result;
use crate::door::Call;
use crate::patients::store;
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

/// Every tag in use, in alphabetical order.
pub fn tags(call: &Call<'_>, (): ()) -> Result<Vec<TagInUse>> {
    call.read(|on| {
        store::all(
            on,
            "SELECT tag, count(*) AS patients FROM patient_tag GROUP BY tag ORDER BY tag",
            [],
            |row| {
                Ok(TagInUse {
                    tag: row.get("tag")?,
                    patients: row.get("patients")?,
                })
            },
        )
    })
}
