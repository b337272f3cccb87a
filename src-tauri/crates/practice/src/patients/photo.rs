//! The patient's photo.

use crate::ids::PatientId;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Put a photo in place, or take it away.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SetPhoto {
    /// Whose.
    pub patient: PatientId,
    /// `data:image/jpeg;base64,…`, JPEG, PNG or WebP up to 256 KiB; `null` takes the photo away.
    pub data_url: Option<String>,
}

/// The photo.
#[derive(Debug, Serialize, TS)]
pub struct Photo {
    /// `data:image/…;base64,…`, or nothing where there is none.
    pub data_url: Option<String>,
}
