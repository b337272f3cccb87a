//! Show a text as a patient would read it, before it is saved.

use super::check::Text;
use super::compose::words_of;
use super::render::fill;
use super::save::refuse_problems;
use super::{PreviewTemplate, Rendered, variables};
use crate::door::Call;
use crate::{Result, clinic, patients, schedule};

/// Fills the text in, with a visit's facts or an invented patient's.
pub fn preview(call: &Call<'_>, input: PreviewTemplate) -> Result<Rendered> {
    let text = Text {
        subject: input.subject,
        text: input.text,
        html: input.html,
    };
    refuse_problems(&text, None)?;
    if let Some(visit) = input.visit {
        call.looks_at(visit);
    }
    call.read(|on| {
        let clinic = clinic::facts(on)?;
        let words = words_of(&input.language, &clinic.country)?;
        let (values, to, note) = match input.visit {
            Some(visit) => {
                let visit = schedule::facts(on, visit)?;
                let contact = patients::contact(on, visit.patient)?;
                (
                    variables::of_visit(&words, &clinic, &visit, &contact)?,
                    contact.email,
                    None,
                )
            }
            None => (
                variables::samples_at(&words, &clinic),
                None,
                Some("With an invented patient.".to_owned()),
            ),
        };
        let filled = fill(&text, &values)?;
        Ok(Rendered {
            subject: filled.subject,
            text: filled.text,
            html: filled.html,
            language: words.code().into(),
            to,
            notes: note.into_iter().collect(),
        })
    })
}
