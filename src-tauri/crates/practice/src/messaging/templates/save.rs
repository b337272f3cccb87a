//! Save a text: checked first, a new version always.

use super::check::{Text, place_of, problems};
use super::list::view;
use super::store::{self, Template};
use super::{SaveTemplate, TemplateView, VariablePlace, compose};
use crate::door::Call;
use crate::events::Event;
use crate::ids::TemplateId;
use crate::{Code, Refusal, Result};

/// Saves a text as a new version.
pub fn save(call: &Call<'_>, input: SaveTemplate) -> Result<TemplateView> {
    let text = Text {
        subject: input.subject.trim().to_owned(),
        text: input.text.clone(),
        html: input.html.clone(),
    };
    let key = match input.template {
        Some(id) => call.read(|on| store::get(on, id))?.key,
        None => input.key.clone(),
    };
    refuse_problems(&text, Some(place_of(&key)))?;
    let name = input.name.trim();
    if name.is_empty() || name.chars().count() > 120 || name.contains(char::is_control) {
        return Err(Refusal::invalid("name", "Write 1 to 120 characters."));
    }
    let by = call.staff()?;
    call.transact(|tx| {
        let mut template = match input.template {
            Some(id) => store::get(tx.on(), id)?,
            None => {
                check_new(&input)?;
                if store::all(tx.on())?
                    .iter()
                    .any(|t| t.key == input.key && t.language == input.language)
                {
                    return Err(Refusal::invalid(
                        "language",
                        "There is already a text for this message in this language. Open that one instead.",
                    ));
                }
                Template {
                    id: TemplateId::make(),
                    key: input.key.clone(),
                    language: input.language.clone(),
                    channel: "email".into(),
                    name: String::new(),
                    version: 0,
                    active: true,
                    text: text.clone(),
                    saved_at: 0,
                }
            }
        };
        if template.version != input.version {
            let now_there = view(tx.on(), template)?;
            return Err(
                Refusal::new(Code::Changed, "Somebody else saved this text while you were writing.")
                    .next("Look at their version, then save yours again.")
                    .details(now_there),
            );
        }
        template.version += 1;
        template.text = text.clone();
        name.clone_into(&mut template.name);
        template.active = input.active;
        template.saved_at = tx.now().as_second();
        store::put(tx.on(), &template)?;
        store::put_version(tx.on(), &template, Some(by))?;
        tx.event(
            Event::new("template.saved")
                .body(serde_json::json!({ "template": template.id, "version": template.version })),
        );
        tx.subject(template.id);
        view(tx.on(), template)
    })
}

/// Refuses a text that could not be sent, with every place in it that cannot stay.
pub fn refuse_problems(text: &Text, place: Option<VariablePlace>) -> Result<()> {
    let found = problems(text, place);
    match found.first() {
        None => Ok(()),
        Some(first) => Err(
            Refusal::invalid(first.field.clone(), format!("Line {}: {}", first.line, first.message)).details(&found),
        ),
    }
}

fn check_new(input: &SaveTemplate) -> Result<()> {
    let plain = !input.key.is_empty()
        && input.key.len() <= 60
        && input
            .key
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
    if !plain {
        return Err(Refusal::invalid("key", "Use small letters a to z, digits and _ only."));
    }
    if input.language.len() > 20 {
        return Err(Refusal::invalid("language", "Choose a language from the list."));
    }
    compose::words_of(&input.language, "").map(|_| ())
}
