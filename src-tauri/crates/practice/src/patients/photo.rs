//! The patient's photo.

use crate::door::Call;
use crate::events::Event;
use crate::ids::PatientId;
use crate::patients::record::WhichPatient;
use crate::patients::store;
use crate::{Refusal, Result};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rusqlite::{OptionalExtension, params};
use serde::{Deserialize, Serialize};
use serde_json::json;
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

/// The largest photo kept, bytes.
const LARGEST: usize = 256 * 1024;

/// Puts a photo in place or takes it away. The kind is read from the picture itself, not from what its sender calls it.
pub fn set_photo(call: &Call<'_>, input: SetPhoto) -> Result<()> {
    let picture = input.data_url.as_deref().map(read_picture).transpose()?;
    call.transact(|tx| {
        let head = store::head(tx.on(), input.patient)?;
        match &picture {
            Some((kind, bytes)) => tx.on().execute(
                "INSERT INTO patient_photo (no, kind, bytes, changed_at) VALUES (?1, ?2, ?3, ?4)
                 ON CONFLICT (no) DO UPDATE SET kind = excluded.kind, bytes = excluded.bytes, changed_at = excluded.changed_at",
                params![head.no, kind, bytes, tx.now().as_second()],
            )?,
            None => tx.on().execute("DELETE FROM patient_photo WHERE no = ?1", [head.no])?,
        };
        tx.event(Event::new("patient.photo_set").patient(input.patient).body(json!({ "removed": picture.is_none() })));
        Ok(())
    })
}

/// The photo.
pub fn photo(call: &Call<'_>, input: WhichPatient) -> Result<Photo> {
    call.looks_at(input.patient);
    call.read(|on| {
        let head = store::head(on, input.patient)?;
        let found = on
            .prepare_cached("SELECT kind, bytes FROM patient_photo WHERE no = ?1")?
            .query_row([head.no], |row| {
                Ok((row.get::<_, String>("kind")?, row.get::<_, Vec<u8>>("bytes")?))
            })
            .optional()?;
        Ok(Photo {
            data_url: found.map(|(kind, bytes)| format!("data:{kind};base64,{}", BASE64_STANDARD.encode(bytes))),
        })
    })
}

fn read_picture(data_url: &str) -> Result<(&'static str, Vec<u8>)> {
    let wrong = |message: &str| Refusal::invalid("data_url", message);
    if data_url.len() > LARGEST / 3 * 4 + 200 {
        return Err(wrong("The photo is larger than 256 KB. Choose a smaller one."));
    }
    let coded = data_url
        .strip_prefix("data:")
        .and_then(|rest| rest.split_once(";base64,"))
        .map(|(_, coded)| coded);
    let bytes = coded
        .and_then(|coded| BASE64_STANDARD.decode(coded).ok())
        .ok_or_else(|| wrong("The photo did not arrive whole. Choose it again."))?;
    if bytes.len() > LARGEST {
        return Err(wrong("The photo is larger than 256 KB. Choose a smaller one."));
    }
    match kind_of(&bytes) {
        Some(kind) => Ok((kind, bytes)),
        None => Err(wrong(
            "This is not a photo Keepwell can show. Choose a JPEG, PNG or WebP picture.",
        )),
    }
}

fn kind_of(bytes: &[u8]) -> Option<&'static str> {
    match bytes {
        [0xff, 0xd8, 0xff, ..] => Some("image/jpeg"),
        [0x89, b'P', b'N', b'G', b'\r', b'\n', 0x1a, b'\n', ..] => Some("image/png"),
        [b'R', b'I', b'F', b'F', _, _, _, _, b'W', b'E', b'B', b'P', ..] => Some("image/webp"),
        _ => None,
    }
}
