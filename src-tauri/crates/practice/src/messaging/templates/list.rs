//! Show the texts.

use super::store::{self, Template};
use super::{OneTemplate, TemplateList, TemplateView, variables, words};
use crate::door::Call;
use crate::messaging::outbox::RequestLetter;
use crate::{Result, automation};
use rusqlite::Connection;

/// Every text, and what may stand in one.
pub fn list(call: &Call<'_>, (): ()) -> Result<TemplateList> {
    call.read(|on| {
        let templates = store::all(on)?
            .into_iter()
            .map(|template| view(on, template))
            .collect::<Result<_>>()?;
        Ok(TemplateList {
            templates,
            variables: variables::list(),
            languages: words::languages(),
        })
    })
}

/// One text.
pub fn get(call: &Call<'_>, input: OneTemplate) -> Result<TemplateView> {
    call.read(|on| view(on, store::get(on, input.template)?))
}

/// A text as the screen shows it.
pub fn view(on: &Connection, template: Template) -> Result<TemplateView> {
    let mut used_by = automation::rules_using(on, &template.key)?;
    used_by.extend(RequestLetter::of_key(&template.key).map(|letter| letter.occasion().to_owned()));
    Ok(TemplateView {
        id: template.id,
        key: template.key,
        name: template.name,
        language: template.language,
        channel: template.channel,
        subject: template.text.subject,
        text: template.text.text,
        html: template.text.html,
        version: template.version,
        saved_at: template.saved_at,
        active: template.active,
        used_by,
    })
}
