//! The files of a request, in pieces.

use super::count;
use crate::ids::{RequestFileId, RequestId};
use crate::requests::RequestFile;
use crate::{Refusal, Result};
use rusqlite::{Connection, OptionalExtension, params};

/// The files of a request, each with its place in the submission.
pub fn files(on: &Connection, no: i64) -> Result<Vec<(i64, RequestFile)>> {
    let mut statement = on.prepare_cached(
        "SELECT id, position, question, name, media_type, bytes, width, height, thumbnail IS NOT NULL AS small FROM request_file WHERE no = ?1 ORDER BY position",
    )?;
    let rows = statement.query_map([no], |row| {
        let file = RequestFile {
            id: row.get("id")?,
            question: row.get("question")?,
            name: row.get("name")?,
            media_type: row.get("media_type")?,
            bytes: row.get("bytes")?,
            width: row.get("width")?,
            height: row.get("height")?,
            has_thumbnail: row.get("small")?,
        };
        Ok((row.get("position")?, file))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A file about to be kept.
pub struct NewFile<'a> {
    /// Its place in the submission.
    pub position: usize,
    /// The question it answers.
    pub question: &'a str,
    /// Safe to save under.
    pub name: &'a str,
    /// Its kind.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Of a picture.
    pub size: Option<(u32, u32)>,
    /// Of a picture.
    pub thumbnail: Option<&'a [u8]>,
}

/// Bytes of one row of a file.
const PIECE: usize = 256 * 1024;

/// Keeps a file.
pub fn insert_file(on: &Connection, no: i64, file: &NewFile<'_>) -> Result<()> {
    let id = RequestFileId::make();
    on.prepare_cached(
        "INSERT INTO request_file (id, no, position, question, name, media_type, bytes, width, height, thumbnail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        id,
        no,
        count(file.position),
        file.question,
        file.name,
        file.media_type,
        count(file.bytes.len()),
        file.size.map(|size| size.0),
        file.size.map(|size| size.1),
        file.thumbnail
    ])?;
    for (position, piece) in (0_i64..).zip(file.bytes.chunks(PIECE)) {
        on.prepare_cached("INSERT INTO request_file_piece (file_id, position, bytes) VALUES (?1, ?2, ?3)")?
            .execute(params![id, position, piece])?;
    }
    Ok(())
}

/// A file without its bytes.
pub struct FileRow {
    /// Of which request.
    pub request: RequestId,
    /// Safe to save under.
    pub name: String,
    /// Its kind.
    pub media_type: String,
    /// A JPEG of it in small, if it is a picture.
    pub thumbnail: Option<Vec<u8>>,
}

/// A file without its bytes, if it is there.
pub fn file(on: &Connection, file: RequestFileId) -> Result<Option<FileRow>> {
    Ok(on
        .prepare_cached("SELECT r.id, f.name, f.media_type, f.thumbnail FROM request_file f JOIN request r ON r.no = f.no WHERE f.id = ?1")?
        .query_row([file], |row| {
            Ok(FileRow {
                request: row.get("id")?,
                name: row.get("name")?,
                media_type: row.get("media_type")?,
                thumbnail: row.get("thumbnail")?,
            })
        })
        .optional()?)
}

/// The bytes of a file.
pub fn file_bytes(on: &Connection, file: RequestFileId) -> Result<Vec<u8>> {
    let mut statement =
        on.prepare_cached("SELECT bytes FROM request_file_piece WHERE file_id = ?1 ORDER BY position")?;
    let mut rows = statement.query([file])?;
    let mut bytes = Vec::new();
    while let Some(row) = rows.next()? {
        bytes.extend_from_slice(row.get_ref("bytes")?.as_blob().map_err(Refusal::fault)?);
    }
    Ok(bytes)
}
