//! Reads and writes forms and their versions.

use crate::transact::stored_json;
use crate::{Refusal, Result};
use keepwell_protocol::form::Form;
use keepwell_protocol::id::FormId;
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A form as stored.
#[derive(Debug, Clone)]
pub struct FormRow {
    /// Which.
    pub id: FormId,
    /// The word in its link.
    pub slug: String,
    /// The version patients see.
    pub published: Option<u32>,
    /// Whether it is open.
    pub open: bool,
    /// Whether it was thrown away.
    pub removed: bool,
    /// The draft.
    pub draft: Form,
    /// Rises with every save.
    pub revision: u32,
    /// When it was last saved, Unix seconds.
    pub saved_at: i64,
}

/// A published version as stored.
#[derive(Debug, Clone)]
pub struct VersionRow {
    /// Its number.
    pub version: u32,
    /// SHA-256 of its bytes.
    pub sha256: [u8; 32],
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The draft it was made of.
    pub source: Form,
    /// When, Unix seconds.
    pub published_at: i64,
    /// By whom.
    pub published_by: String,
}

const FORM: &str = "SELECT id, slug, published, open, removed, draft, revision, saved_at FROM form";
const VERSION: &str = "SELECT version, sha256, bytes, source, published_at, published_by FROM form_version";

fn form(row: &Row<'_>) -> rusqlite::Result<(FormRow, String)> {
    let draft: String = row.get("draft")?;
    Ok((
        FormRow {
            id: FormId::from_bytes(row.get("id")?),
            slug: row.get("slug")?,
            published: row.get("published")?,
            open: row.get("open")?,
            removed: row.get("removed")?,
            draft: super::create::blank_form(),
            revision: row.get("revision")?,
            saved_at: row.get("saved_at")?,
        },
        draft,
    ))
}

fn whole((row, draft): (FormRow, String)) -> Result<FormRow> {
    Ok(FormRow {
        draft: stored_json(&draft)?,
        ..row
    })
}

/// Every form that was not thrown away, in the clinic's order.
pub fn all(on: &Connection) -> Result<Vec<FormRow>> {
    let mut statement = on.prepare_cached(&[FORM, " WHERE removed = 0 ORDER BY position, id"].concat())?;
    let rows = statement.query_map([], form)?.collect::<rusqlite::Result<Vec<_>>>()?;
    rows.into_iter().map(whole).collect()
}

/// One form; thrown away ones too.
pub fn any(on: &Connection, id: FormId) -> Result<FormRow> {
    on.prepare_cached(&[FORM, " WHERE id = ?1"].concat())?
        .query_row([id.as_bytes().as_slice()], form)
        .optional()?
        .ok_or_else(|| Refusal::not_found("This form"))
        .and_then(whole)
}

/// One form; gone is an error.
pub fn one(on: &Connection, id: FormId) -> Result<FormRow> {
    match any(on, id)? {
        row if row.removed => Err(Refusal::not_found("This form")),
        row => Ok(row),
    }
}

/// Writes a new form at the end of the order.
pub fn insert(on: &Connection, row: &FormRow) -> Result<()> {
    on.prepare_cached(
        "INSERT INTO form (id, slug, position, published, open, removed, draft, revision, saved_at)
         VALUES (?1, ?2, (SELECT coalesce(max(position), 0) + 1 FROM form), NULL, 0, 0, ?3, ?4, ?5)",
    )?
    .execute(params![
        row.id.as_bytes().as_slice(),
        row.slug,
        json(&row.draft)?,
        row.revision,
        row.saved_at
    ])?;
    Ok(())
}

/// Writes a changed form; its place in the order stays.
pub fn update(on: &Connection, row: &FormRow) -> Result<()> {
    on.prepare_cached(
        "UPDATE form SET slug = ?2, published = ?3, open = ?4, removed = ?5, draft = ?6, revision = ?7, saved_at = ?8 WHERE id = ?1",
    )?
    .execute(params![
        row.id.as_bytes().as_slice(),
        row.slug,
        row.published,
        row.open,
        row.removed,
        json(&row.draft)?,
        row.revision,
        row.saved_at
    ])?;
    Ok(())
}

/// Gives a form its place in the order.
pub fn place(on: &Connection, id: FormId, position: usize) -> Result<()> {
    on.prepare_cached("UPDATE form SET position = ?2 WHERE id = ?1")?
        .execute(params![
            id.as_bytes().as_slice(),
            i64::try_from(position).map_err(Refusal::fault)?
        ])?;
    Ok(())
}

/// Whether another form has this word in its link.
pub fn slug_is_taken(on: &Connection, slug: &str, by_other_than: FormId) -> Result<bool> {
    Ok(on
        .prepare_cached("SELECT 1 FROM form WHERE slug = ?1 AND id <> ?2 AND removed = 0")?
        .exists(params![slug, by_other_than.as_bytes().as_slice()])?)
}

fn version(row: &Row<'_>) -> rusqlite::Result<(VersionRow, String)> {
    let source: String = row.get("source")?;
    Ok((
        VersionRow {
            version: row.get("version")?,
            sha256: row.get("sha256")?,
            bytes: row.get("bytes")?,
            source: super::create::blank_form(),
            published_at: row.get("published_at")?,
            published_by: row.get("published_by")?,
        },
        source,
    ))
}

fn whole_version((row, source): (VersionRow, String)) -> Result<VersionRow> {
    Ok(VersionRow {
        source: stored_json(&source)?,
        ..row
    })
}

/// Every version of a form, the newest first.
pub fn versions(on: &Connection, id: FormId) -> Result<Vec<VersionRow>> {
    let mut statement = on.prepare_cached(&[VERSION, " WHERE form_id = ?1 ORDER BY version DESC"].concat())?;
    let rows = statement
        .query_map([id.as_bytes().as_slice()], version)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    rows.into_iter().map(whole_version).collect()
}

/// One version.
pub fn version_of(on: &Connection, id: FormId, number: u32) -> Result<VersionRow> {
    on.prepare_cached(&[VERSION, " WHERE form_id = ?1 AND version = ?2"].concat())?
        .query_row(params![id.as_bytes().as_slice(), number], version)
        .optional()?
        .ok_or_else(|| Refusal::fault("a form without its published version"))
        .and_then(whole_version)
}

/// The bytes with this hash.
pub fn bytes_of(on: &Connection, sha256: &[u8; 32]) -> Result<Option<Vec<u8>>> {
    Ok(on
        .prepare_cached("SELECT bytes FROM form_version WHERE sha256 = ?1")?
        .query_row([sha256.as_slice()], |row| row.get("bytes"))
        .optional()?)
}

/// Whether the version with this hash is the one its form shows to patients now.
pub fn is_current(on: &Connection, sha256: &[u8; 32]) -> Result<bool> {
    Ok(on
        .prepare_cached(
            "SELECT 1 FROM form_version v JOIN form f ON f.id = v.form_id AND f.published = v.version
             WHERE v.sha256 = ?1 AND f.open = 1 AND f.removed = 0",
        )?
        .exists([sha256.as_slice()])?)
}

/// Keeps a version for ever.
pub fn insert_version(on: &Connection, id: FormId, row: &VersionRow) -> Result<()> {
    on.prepare_cached(
        "INSERT INTO form_version (form_id, version, sha256, bytes, source, published_at, published_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        id.as_bytes().as_slice(),
        row.version,
        row.sha256.as_slice(),
        row.bytes,
        json(&row.source)?,
        row.published_at,
        row.published_by
    ])?;
    Ok(())
}

fn json(form: &Form) -> Result<String> {
    serde_json::to_string(form).map_err(Refusal::fault)
}
