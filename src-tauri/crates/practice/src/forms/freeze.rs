//! From a draft to what patients are given: the clinic's services filled in, texts of languages it no longer has left out.

use super::in_base;
use super::store::{self, FormRow, VersionRow};
use crate::transact::Tx;
use crate::{Refusal, Result, clinic};
use keepwell_protocol::bundle::Text;
use keepwell_protocol::form::{Choice, Form, QuestionKind};
use rusqlite::Connection;

/// The clinic's active services as choices, named in `language`.
pub fn services(on: &Connection, language: &str) -> Result<Vec<Choice>> {
    let active = clinic::services::active(on)?;
    Ok(active
        .into_iter()
        .map(|(id, name)| Choice {
            id: id.to_string(),
            label: Text::from([(language.to_owned(), name)]),
            points: 0.0,
        })
        .collect())
}

/// The form as patients get it, in `version`. A service question without options gets all active services; with options,
/// those that are still active. They are called as the clinic calls them; translations stay.
pub fn resolve(on: &Connection, draft: &Form, version: u32) -> Result<Form> {
    let mut form = Form {
        version,
        ..draft.clone()
    };
    let base = form.languages.first().cloned().unwrap_or_default();
    let services = services(on, &base)?;
    let languages = form.languages.clone();
    for question in form.sections.iter_mut().flat_map(|section| &mut section.questions) {
        if let QuestionKind::Service { options } = &mut question.kind {
            *options = in_step(options, &services, &base);
        }
        if question.kind == QuestionKind::Note {
            (question.required, question.fills) = (false, None);
        }
    }
    for text in texts(&mut form) {
        text.retain(|language, text| languages.contains(language) && !text.trim().is_empty());
    }
    Ok(form)
}

fn in_step(wanted: &[Choice], active: &[Choice], base: &str) -> Vec<Choice> {
    if wanted.is_empty() {
        return active.to_vec();
    }
    wanted
        .iter()
        .filter_map(|choice| {
            let service = active.iter().find(|service| service.id == choice.id)?;
            let mut label = choice.label.clone();
            label.insert(base.to_owned(), service.label.get(base).cloned().unwrap_or_default());
            Some(Choice {
                label,
                ..choice.clone()
            })
        })
        .collect()
}

/// Every text of the form.
fn texts(form: &mut Form) -> Vec<&mut Text> {
    let mut all = vec![&mut form.title, &mut form.intro, &mut form.thanks];
    for section in &mut form.sections {
        all.extend([&mut section.title, &mut section.text]);
        for question in &mut section.questions {
            all.extend([&mut question.label, &mut question.hint]);
            match &mut question.kind {
                QuestionKind::Number { unit, .. } => all.push(unit),
                QuestionKind::Choice { options, .. }
                | QuestionKind::Choices { options, .. }
                | QuestionKind::Service { options } => all.extend(options.iter_mut().map(|option| &mut option.label)),
                QuestionKind::Scale { low, high, .. } => all.extend([low, high]),
                QuestionKind::Consent { text, .. } => all.push(text),
                _ => {}
            }
        }
    }
    if let Some(score) = &mut form.score {
        all.extend(score.bands.iter_mut().map(|band| &mut band.label));
    }
    all
}

/// Refuses a form whose service question would offer nothing.
pub fn refuse_no_service(form: &Form) -> Result<()> {
    for (section_at, section) in form.sections.iter().enumerate() {
        for (at, question) in section.questions.iter().enumerate() {
            if matches!(&question.kind, QuestionKind::Service { options } if options.is_empty()) {
                return Err(Refusal::invalid(
                    format!("sections.{section_at}.questions.{at}.kind.options"),
                    format!(
                        "“{}” offers no service: none of those chosen is active any more.",
                        in_base(form, &question.label)
                    ),
                )
                .next("Choose other services for this question, or make one active in Settings → Services."));
            }
        }
    }
    Ok(())
}

/// Freezes the draft `source` as the next version of the form and keeps it. Answers its number; the present one if
/// nothing in it would differ.
pub fn freeze(tx: &Tx<'_>, row: &FormRow, source: &Form, by: &str) -> Result<u32> {
    let present = store::versions(tx.on(), row.id)?;
    let version = present.first().map_or(0, |newest| newest.version) + 1;
    let form = resolve(tx.on(), source, version)?;
    refuse_no_service(&form)?;
    if let Some(shown) = present.iter().find(|shown| Some(shown.version) == row.published) {
        let same = Form {
            version: shown.version,
            ..form.clone()
        };
        if bytes(&same)? == shown.bytes && *source == shown.source {
            return Ok(shown.version);
        }
    }
    let bytes = bytes(&form)?;
    let hash = ring::digest::digest(&ring::digest::SHA256, &bytes);
    store::insert_version(
        tx.on(),
        row.id,
        &VersionRow {
            version,
            sha256: hash.as_ref().try_into().map_err(Refusal::fault)?,
            bytes,
            source: source.clone(),
            published_at: tx.now().as_second(),
            published_by: by.to_owned(),
        },
    )?;
    Ok(version)
}

fn bytes(form: &Form) -> Result<Vec<u8>> {
    serde_json::to_vec(form).map_err(Refusal::fault)
}
