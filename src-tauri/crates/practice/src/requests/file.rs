//! The bytes of a file a patient sent.

use crate::door::Call;
use crate::ids::RequestFileId;
use crate::requests::store;
use crate::{Refusal, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
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
    let (request, answer) = call.read(|on| {
        let found = store::file(on, input.file)?.ok_or_else(|| Refusal::not_found("This file"))?;
        let (media_type, bytes) = if input.thumbnail {
            let small = found.thumbnail;
            let small = small.ok_or_else(|| Refusal::not_found("A small picture of this file"))?;
            ("image/jpeg".to_owned(), small)
        } else {
            (found.media_type, store::file_bytes(on, input.file)?)
        };
        let base64 = BASE64_STANDARD.encode(bytes);
        Ok((
            found.request,
            RequestFileBytes {
                name: found.name,
                media_type,
                base64,
            },
        ))
    })?;
    call.looks_at(request);
    call.looks_at(input.file);
    Ok(answer)
}
