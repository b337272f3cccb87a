//! Templates and their versions.

use super::check::Text;
use crate::ids::{StaffId, TemplateId};
use crate::{Refusal, Result};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// A template with its newest text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Which.
    pub id: TemplateId,
    /// What rules call it.
    pub key: String,
    /// BCP 47.
    pub language: String,
    /// `email`.
    pub channel: String,
    /// What people call it.
    pub name: String,
    /// The newest version's number.
    pub version: i64,
    /// Whether rules may use it.
    pub active: bool,
    /// The newest text.
    pub text: Text,
    /// When that was saved.
    pub saved_at: i64,
}

const SELECT: &str =
    "SELECT t.id, t.key, t.language, t.channel, t.name, t.version, t.active, v.subject, v.text, v.html, v.saved_at
    FROM template t JOIN template_version v ON v.template_id = t.id AND v.version = t.version";

fn read(row: &Row<'_>) -> rusqlite::Result<Template> {
    Ok(Template {
        id: row.get("id")?,
        key: row.get("key")?,
        language: row.get("language")?,
        channel: row.get("channel")?,
        name: row.get("name")?,
        version: row.get("version")?,
        active: row.get("active")?,
        text: Text {
            subject: row.get("subject")?,
            text: row.get("text")?,
            html: row.get("html")?,
        },
        saved_at: row.get("saved_at")?,
    })
}

/// Every template.
pub fn all(on: &Connection) -> Result<Vec<Template>> {
    let mut statement = on.prepare_cached(&format!("{SELECT} ORDER BY t.key, t.language"))?;
    let rows = statement.query_map([], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// One template; gone is an error.
pub fn get(on: &Connection, id: TemplateId) -> Result<Template> {
    on.prepare_cached(&format!("{SELECT} WHERE t.id = ?1"))?
        .query_row([id], read)
        .optional()?
        .ok_or_else(|| Refusal::not_found("This text"))
}

/// The active texts of a message, in every language it is written in.
pub fn of_key(on: &Connection, key: &str, channel: &str) -> Result<Vec<Template>> {
    let mut statement = on.prepare_cached(&format!(
        "{SELECT} WHERE t.key = ?1 AND t.channel = ?2 AND t.active = 1 ORDER BY t.language"
    ))?;
    let rows = statement.query_map([key, channel], read)?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Writes the template's row.
pub fn put(on: &Connection, template: &Template) -> Result<()> {
    on.prepare_cached(
        "INSERT INTO template (id, key, language, channel, name, version, active) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)
         ON CONFLICT (id) DO UPDATE SET name = excluded.name, version = excluded.version, active = excluded.active",
    )?
    .execute(params![
        template.id,
        template.key,
        template.language,
        template.channel,
        template.name,
        template.version,
        template.active
    ])?;
    Ok(())
}

/// Writes a version.
pub fn put_version(on: &Connection, template: &Template, by: Option<StaffId>) -> Result<()> {
    on.prepare_cached("INSERT INTO template_version (template_id, version, subject, text, html, saved_at, saved_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)")?.execute(params![
        template.id,
        template.version,
        template.text.subject,
        template.text.text,
        template.text.html,
        template.saved_at,
        by
    ])?;
    Ok(())
}

/// A text as it was in `version`; gone is an error.
pub fn version(on: &Connection, id: TemplateId, version: i64) -> Result<Text> {
    on.prepare_cached("SELECT subject, text, html FROM template_version WHERE template_id = ?1 AND version = ?2")?
        .query_row(params![id, version], |row| {
            Ok(Text {
                subject: row.get("subject")?,
                text: row.get("text")?,
                html: row.get("html")?,
            })
        })
        .optional()?
        .ok_or_else(|| Refusal::not_found("This version"))
}

/// A saved version.
pub struct Version {
    /// Number.
    pub version: i64,
    /// When it was saved.
    pub saved_at: i64,
    /// By whom; `None`: shipped.
    pub saved_by: Option<StaffId>,
    /// What it said.
    pub text: Text,
}

/// Every version, newest first.
pub fn versions(on: &Connection, id: TemplateId) -> Result<Vec<Version>> {
    let mut statement = on.prepare_cached("SELECT version, saved_at, saved_by, subject, text, html FROM template_version WHERE template_id = ?1 ORDER BY version DESC")?;
    let rows = statement.query_map([id], |row| {
        Ok(Version {
            version: row.get("version")?,
            saved_at: row.get("saved_at")?,
            saved_by: row.get("saved_by")?,
            text: Text {
                subject: row.get("subject")?,
                text: row.get("text")?,
                html: row.get("html")?,
            },
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
