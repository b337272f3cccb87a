//! Writes the letter of one message: the text in the patient's language, filled with the visit's facts.

use super::render::{Filled, fill};
use super::variables;
use super::words::{Words, base};
use super::{store, store::Template};
use crate::clinic::ClinicFacts;
use crate::ids::TemplateId;
use crate::patients::Contact;
use crate::schedule::VisitFacts;
use crate::{Refusal, Result};
use rusqlite::Connection;

/// A letter as it goes out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Composed {
    /// The text it was made from.
    pub template: Template,
    /// Subject, text and HTML.
    pub filled: Filled,
    /// What a person should know: the text is in another language than the patient's.
    pub notes: Vec<String>,
}

/// What a letter is made from.
pub struct About<'a> {
    /// The key of the text.
    pub key: &'a str,
    /// `email`.
    pub channel: &'a str,
    /// For patients who have no language noted.
    pub clinic_language: &'a str,
    /// The clinic.
    pub clinic: &'a ClinicFacts,
    /// The visit.
    pub visit: &'a VisitFacts,
    /// The patient.
    pub contact: &'a Contact,
}

/// Writes a message. `None`: there is no text for it. `frozen` is the text and version it was already sent with.
pub fn compose(on: &Connection, about: &About<'_>, frozen: Option<(TemplateId, i64)>) -> Result<Option<Composed>> {
    let About {
        contact,
        clinic_language,
        ..
    } = *about;
    let wanted = if contact.language.is_empty() {
        clinic_language
    } else {
        contact.language.as_str()
    };
    if let Some((id, version)) = frozen {
        let mut template = store::get(on, id)?;
        template.text = store::version(on, id, version)?;
        template.version = version;
        return finish(template, about, Vec::new()).map(Some);
    }
    let mut texts = store::of_key(on, about.key, about.channel)?;
    let fits = |language: &str| {
        texts
            .iter()
            .position(|t| t.language == language)
            .or_else(|| texts.iter().position(|t| base(&t.language) == base(language)))
    };
    let Some(at) = fits(wanted)
        .or_else(|| fits(clinic_language))
        .or_else(|| fits("en"))
        .or(if texts.is_empty() { None } else { Some(0) })
    else {
        return Ok(None);
    };
    let template = texts.swap_remove(at);
    let mut notes = Vec::new();
    if base(&template.language) != base(wanted) {
        notes.push(format!(
            "There is no text in the patient's language ({wanted}); the one in {} is used.",
            template.language
        ));
    }
    finish(template, about, notes).map(Some)
}

fn finish(template: Template, about: &About<'_>, notes: Vec<String>) -> Result<Composed> {
    let words = words_of(&template.language, &about.clinic.country)?;
    let filled = fill(
        &template.text,
        &variables::of_visit(&words, about.clinic, about.visit, about.contact)?,
    )?;
    Ok(Composed {
        template,
        filled,
        notes,
    })
}

/// The words for dates in `language`; a language that is not in the table never gets this far (`save` refuses it).
pub fn words_of(language: &str, country: &str) -> Result<Words> {
    Words::of(language, country).ok_or_else(|| {
        Refusal::invalid(
            "language",
            "Keepwell cannot write dates in this language yet. Choose one from the list.",
        )
    })
}
