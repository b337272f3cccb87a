//! The texts a new practice starts with, in two tones.
//!
//! They follow the texts of the founding systems, without what a bystander must not read: first name, clinic, time and
//! a call-back number, never service, provider or reason (security §2.8). A clinic that wants more adds it. Spanish is
//! shipped for what a form filled in Spanish sets going: the letters about the request and about the visit it becomes.

mod english;
mod requests;
mod spanish;

use crate::Result;
use crate::automation::Tone;
use crate::ids::TemplateId;
use rusqlite::{Connection, OptionalExtension, params};

/// Language, key, name, then subject and text, warm and formal.
struct Shipped {
    language: &'static str,
    key: &'static str,
    name: &'static str,
    warm: (&'static str, &'static str),
    formal: (&'static str, &'static str),
}

const DETAILS: &str = "\
Date: {{appointment_date}}
Time: {{appointment_time}}
{{#if practice_address}}
Where: {{practice_name}}, {{practice_address}}
{{/if}}";

const DETALLES: &str = "\
Fecha: {{appointment_date}}
Hora: {{appointment_time}}
{{#if practice_address}}
Lugar: {{practice_name}}, {{practice_address}}
{{/if}}";

const CALL: &str =
    "{{#if practice_phone}}If you need another time or have a question, please call us at {{practice_phone}}.{{/if}}";

const LLAME: &str =
    "{{#if practice_phone}}Si necesita otra hora o tiene alguna pregunta, llámenos al {{practice_phone}}.{{/if}}";

/// How a letter to somebody whose name may not be fit for print begins.
const GREETING: &str = "{{#if patient_first_name}} {{patient_first_name}}{{/if}}";

fn all() -> impl Iterator<Item = &'static Shipped> {
    english::VISITS.iter().chain(spanish::VISITS).chain(requests::LETTERS)
}

/// Puts the shipped texts into a practice being founded.
pub fn ship(on: &Connection, now: i64, tone: Tone) -> Result<()> {
    all().try_for_each(|shipped| put(on, now, tone, shipped))
}

/// Puts the texts that came later beside those of a practice that was founded before, in the tone it was founded in.
/// What is there already stays as it is. A file in which no practice was founded yet gets none.
pub fn ship_missing(on: &Connection) -> Result<()> {
    let first: Option<(String, i64)> = on
        .query_row(
            "SELECT v.text, v.saved_at FROM template t JOIN template_version v ON v.template_id = t.id AND v.version = 1
             WHERE t.key = 'booked' AND t.language = 'en' AND t.channel = 'email'",
            [],
            |row| Ok((row.get("text")?, row.get("saved_at")?)),
        )
        .optional()?;
    let Some((text, founded_at)) = first else { return Ok(()) };
    let tone = if text.starts_with("Dear ") {
        Tone::Formal
    } else {
        Tone::Warm
    };
    for shipped in all() {
        let there: bool = on.query_row(
            "SELECT EXISTS (SELECT 1 FROM template WHERE key = ?1 AND language = ?2 AND channel = 'email')",
            params![shipped.key, shipped.language],
            |row| row.get(0),
        )?;
        if !there {
            put(on, founded_at, tone, shipped)?;
        }
    }
    Ok(())
}

fn put(on: &Connection, now: i64, tone: Tone, shipped: &Shipped) -> Result<()> {
    let (subject, text) = match tone {
        Tone::Warm => shipped.warm,
        Tone::Formal => shipped.formal,
    };
    let id = TemplateId::make();
    on.prepare_cached(
        "INSERT INTO template (id, key, language, channel, name, version) VALUES (?1, ?2, ?3, 'email', ?4, 1)",
    )?
    .execute(params![id, shipped.key, shipped.language, shipped.name])?;
    on.prepare_cached(
        "INSERT INTO template_version (template_id, version, subject, text, saved_at) VALUES (?1, 1, ?2, ?3, ?4)",
    )?
    .execute(params![id, subject, whole(text), now])?;
    Ok(())
}

fn whole(text: &str) -> String {
    text.replace("@DETAILS", DETAILS)
        .replace("@DETALLES", DETALLES)
        .replace("@CALL", CALL)
        .replace("@LLAME", LLAME)
        .replace("@NAME", GREETING)
        + "\n"
}

#[cfg(test)]
mod tests;
