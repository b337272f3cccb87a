//! A form as screens see it.

use super::published::read;
use super::store::{self, FormRow};
use super::{FormLine, FormList, FormState, FormVersionView, FormView, freeze, in_base, shipped};
use crate::{Result, relay};
use keepwell_protocol::form::{QuestionKind, design};
use rusqlite::Connection;

/// Every form.
pub fn list(on: &Connection) -> Result<FormList> {
    let forms = store::all(on)?.iter().map(|row| line(on, row)).collect::<Result<_>>()?;
    Ok(FormList {
        forms,
        shipped: shipped::offered(),
        linked: relay::link(on)?.is_some(),
    })
}

/// One line of the list.
pub fn line(on: &Connection, row: &FormRow) -> Result<FormLine> {
    let shown = row
        .published
        .map(|version| store::version_of(on, row.id, version))
        .transpose()?;
    let questions = row
        .draft
        .sections
        .iter()
        .flat_map(|section| &section.questions)
        .filter(|question| question.kind != QuestionKind::Note)
        .count();
    Ok(FormLine {
        id: row.id,
        title: in_base(&row.draft, &row.draft.title),
        purpose: row.draft.purpose,
        state: match row.published {
            None => FormState::Draft,
            Some(_) if row.open => FormState::Open,
            Some(_) => FormState::Closed,
        },
        version: row.published,
        published_at: shown.as_ref().map(|shown| shown.published_at),
        changed: shown.is_some_and(|shown| shown.source != row.draft),
        problems: u32::try_from(design::problems(&row.draft).len()).unwrap_or(u32::MAX),
        questions: u32::try_from(questions).unwrap_or(u32::MAX),
        languages: row.draft.languages.clone(),
        slug: row.slug.clone(),
        saved_at: row.saved_at,
    })
}

/// A form on the designer's table.
pub fn view(on: &Connection, row: FormRow) -> Result<FormView> {
    let versions = store::versions(on, row.id)?;
    let published = versions
        .iter()
        .find(|version| Some(version.version) == row.published)
        .map(|version| read(&version.bytes))
        .transpose()?;
    let base = row.draft.languages.first().map_or("en", String::as_str);
    Ok(FormView {
        line: line(on, &row)?,
        revision: row.revision,
        problems: design::problems(&row.draft),
        published,
        versions: versions
            .into_iter()
            .map(|version| FormVersionView {
                version: version.version,
                published_at: version.published_at,
                published_by: version.published_by,
            })
            .collect(),
        services: freeze::services(on, base)?,
        draft: row.draft,
    })
}
