//! Show a message as the patient reads it, or read it.

use super::{PreviewMessage, store};
use crate::door::Call;
use crate::messaging::WhyCode;
use crate::messaging::templates::{self, Rendered};
use crate::{Refusal, Result, automation, clinic, patients, schedule};

/// The letter of a message of the outbox, or of a visit and a rule. One that was sent is shown with the text and the
/// version that went out, filled with the visit's facts of today.
pub fn preview(call: &Call<'_>, input: PreviewMessage) -> Result<Rendered> {
    let (rendered, patient) = call.read(|on| {
        let sent = input.message.map(|id| store::get(on, id)).transpose()?;
        let (visit, rule) = match (&sent, input.visit, input.rule) {
            (Some(message), ..) => (message.visit, message.rule),
            (None, Some(visit), Some(rule)) => (visit, rule),
            _ => {
                return Err(Refusal::invalid(
                    "message",
                    "Say which message, or which visit and rule.",
                ));
            }
        };
        let visit = schedule::facts(on, visit)?;
        let contact = patients::contact(on, visit.patient)?;
        let rule = automation::rule(on, rule)?;
        let clinic = clinic::facts(on)?;
        let language = automation::settings_of(on)?.language;
        let frozen = sent.as_ref().and_then(|m| m.template.zip(m.template_version));
        let about = templates::About {
            key: &rule.template,
            channel: &rule.channel,
            clinic_language: &language,
            clinic: &clinic,
            visit: &visit,
            contact: &contact,
        };
        let composed = templates::compose(on, &about, frozen)?
            .ok_or_else(|| Refusal::not_found("The text of this message").next(WhyCode::NoTemplate.say().next))?;
        let mut notes = composed.notes;
        if sent
            .as_ref()
            .is_some_and(|m| m.sent_at.is_some() && m.starts_at != visit.starts_at)
        {
            notes.push("The visit was moved since this was sent; the patient read the time of then.".into());
        }
        let rendered = Rendered {
            subject: composed.filled.subject,
            text: composed.filled.text,
            html: composed.filled.html,
            language: composed.template.language,
            to: sent.and_then(|m| m.to_address).or(contact.email),
            notes,
        };
        Ok((rendered, visit.patient))
    })?;
    call.looks_at(patient);
    Ok(rendered)
}
