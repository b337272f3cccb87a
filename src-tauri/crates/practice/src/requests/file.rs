//! The bytes of a file a patient sent.

use crate::door::Call;
use crate::ids::{RequestFileId, RequestId};
use crate::{Refusal, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rusqlite::{Connection, OptionalExtension};
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
        let found = on
            .prepare_cached("SELECT r.id, f.name, f.media_type, f.thumbnail FROM request_file f JOIN request r ON r.no = f.no WHERE f.id = ?1")?
            .query_row([input.file], |row| {
                Ok((
                    row.get::<_, RequestId>("id")?,
                    row.get::<_, String>("name")?,
                    row.get::<_, String>("media_type")?,
                    row.get::<_, Option<Vec<u8>>>("thumbnail")?,
                ))
            })
            .optional()?;
        let (request, name, media_type, small) = found.ok_or_else(|| Refusal::not_found("This file"))?;
        let (media_type, bytes) = if input.thumbnail {
            let small = small.ok_or_else(|| Refusal::not_found("A small picture of this file"))?;
            ("image/jpeg".to_owned(), small)
        } else {
            (media_type, pieces(on, input.file)?)
        };
        let base64 = BASE64_STANDARD.encode(bytes);
        Ok((
            request,
            RequestFileBytes {
                name,
                media_type,
                base64,
            },
        ))
    })?;
    call.looks_at(request);
    call.looks_at(input.file);
    Ok(answer)
}

fn pieces(on: &Connection, file: RequestFileId) -> Result<Vec<u8>> {
    let mut statement =
        on.prepare_cached("SELECT bytes FROM request_file_piece WHERE file_id = ?1 ORDER BY position")?;
    let mut rows = statement.query([file])?;
    let mut bytes = Vec::new();
    while let Some(row) = rows.next()? {
        bytes.extend_from_slice(row.get_ref("bytes")?.as_blob().map_err(Refusal::fault)?);
    }
    Ok(bytes)
}
