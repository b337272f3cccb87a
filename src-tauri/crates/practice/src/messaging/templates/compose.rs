//! Writes the letter of one message: the text in the reader's language, filled with the facts of what it is about.

use super::render::{Filled, fill};
use super::variables;
use super::words::{Words, base};
use super::{store, store::Template};
use crate::clinic::{self, ClinicFacts};
use crate::ids::TemplateId;
use crate::patients::Contact;
use crate::requests::RequestFacts;
use crate::schedule::VisitFacts;
use crate::{Refusal, Result, automation};
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
pub struct Occasion<'a> {
    /// The key of the text.
    pub key: &'a str,
    /// `email`.
    pub channel: &'a str,
    /// The reader's language, BCP 47; empty: the clinic's.
    pub language: &'a str,
    /// What it is about.
    pub facts: Facts<'a>,
}

/// What a letter is about.
#[derive(Clone, Copy)]
pub enum Facts<'a> {
    /// A visit, and the patient.
    Visit(&'a VisitFacts, &'a Contact),
    /// A request.
    Request(&'a RequestFacts),
}

/// Writes a message. `None`: there is no text for it. `frozen` is the text and version it was already sent with.
pub fn compose(
    on: &Connection,
    occasion: &Occasion<'_>,
    frozen: Option<(TemplateId, i64)>,
) -> Result<Option<Composed>> {
    let clinic = clinic::facts(on)?;
    let clinic_language = automation::settings_of(on)?.language;
    let wanted = if occasion.language.is_empty() {
        clinic_language.as_str()
    } else {
        occasion.language
    };
    if let Some((id, version)) = frozen {
        let mut template = store::get(on, id)?;
        template.text = store::version(on, id, version)?;
        template.version = version;
        return finish(template, &clinic, occasion.facts, Vec::new()).map(Some);
    }
    let mut texts = store::of_key(on, occasion.key, occasion.channel)?;
    let fits = |language: &str| {
        texts
            .iter()
            .position(|t| t.language == language)
            .or_else(|| texts.iter().position(|t| base(&t.language) == base(language)))
    };
    let Some(at) = fits(wanted)
        .or_else(|| fits(&clinic_language))
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
    finish(template, &clinic, occasion.facts, notes).map(Some)
}

fn finish(template: Template, clinic: &ClinicFacts, facts: Facts<'_>, notes: Vec<String>) -> Result<Composed> {
    let words = words_of(&template.language, &clinic.country)?;
    let values = match facts {
        Facts::Visit(visit, contact) => variables::of_visit(&words, clinic, visit, contact)?,
        Facts::Request(request) => variables::of_request(&words, clinic, request)?,
    };
    let filled = fill(&template.text, &values)?;
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
