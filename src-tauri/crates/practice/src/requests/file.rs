//! The bytes of a file a patient sent.

use crate::door::Call;
use crate::ids::RequestFileId;
use crate::{Refusal, Result};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Ask for a file.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskRequestFile {
    /// Which.
    pub file: RequestFileId,
    /// Only the small picture.
    #[serde(default)]
    pub thumbnail: bool,
}

/// A file.
#[derive(Debug, Serialize, TS)]
pub struct RequestFileBytes {
    /// To save it under.
    pub name: String,
    /// `image/jpeg`, `image/png`: drawn anew by Keepwell. `application/pdf`: as it came, never opened by Keepwell.
    pub media_type: String,
    /// Base 64.
    pub base64: String,
}

/// The bytes of a file.
pub fn file(call: &Call<'_>, input: AskRequestFile) -> Result<RequestFileBytes> {
    let _ = (call, input);
    Err(Refusal::fault("not ready"))
}
