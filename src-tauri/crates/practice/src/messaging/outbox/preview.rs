//! Show a message as the patient reads it, or read it.

use super::{About, ForRequest, Message, PreviewMessage, RequestLetter, store};
use crate::door::Call;
use crate::ids::{PatientId, RequestId, RuleId, VisitId};
use crate::messaging::WhyCode;
use crate::messaging::templates::{self, Facts, Occasion, Rendered};
use crate::{Refusal, Result, automation, patients, requests, schedule};
use rusqlite::Connection;

/// The letter of a message of the outbox, or of a visit and a rule. One that was sent is shown with the text and the
/// version that went out, filled with the facts of today.
pub fn preview(call: &Call<'_>, input: PreviewMessage) -> Result<Rendered> {
    let (rendered, looked_at) = call.read(|on| {
        let sent = input.message.map(|id| store::get(on, id)).transpose()?;
        match (&sent, input.visit, input.rule) {
            (Some(message), ..) => match &message.about {
                About::Visit(of) => about_visit(on, of.visit, of.rule, sent.as_ref(), Some(of.starts_at)),
                About::Request(of) => about_request(on, of, message),
            },
            (None, Some(visit), Some(rule)) => about_visit(on, visit, rule, None, None),
            _ => Err(Refusal::invalid(
                "message",
                "Say which message, or which visit and rule.",
            )),
        }
    })?;
    match looked_at {
        LookedAt::Patient(patient) => call.looks_at(patient),
        LookedAt::Request(request) => call.looks_at(request),
    }
    Ok(rendered)
}

/// Whose letter was read.
enum LookedAt {
    Patient(PatientId),
    Request(RequestId),
}

fn about_visit(
    on: &Connection,
    visit: VisitId,
    rule: RuleId,
    sent: Option<&Message>,
    then: Option<i64>,
) -> Result<(Rendered, LookedAt)> {
    let visit = schedule::facts(on, visit)?;
    let contact = patients::contact(on, visit.patient)?;
    let rule = automation::rule(on, rule)?;
    let occasion = Occasion {
        key: &rule.template,
        channel: &rule.channel,
        language: &contact.language,
        facts: Facts::Visit(&visit, &contact),
    };
    let mut rendered = rendered(on, &occasion, sent, contact.email.clone())?;
    if sent.is_some_and(|m| m.sent_at.is_some()) && then.is_some_and(|then| then != visit.starts_at) {
        rendered
            .notes
            .push("The visit was moved since this was sent; the patient read the time of then.".into());
    }
    Ok((rendered, LookedAt::Patient(visit.patient)))
}

fn about_request(on: &Connection, of: &ForRequest, message: &Message) -> Result<(Rendered, LookedAt)> {
    let facts = requests::facts(on, of.request)?;
    let occasion = Occasion {
        key: of.letter.key(),
        channel: &message.channel,
        language: &facts.language,
        facts: Facts::Request(&facts),
    };
    let mut rendered = rendered(on, &occasion, Some(message), facts.email.clone())?;
    if of.letter == RequestLetter::Suggested && facts.suggestion.as_ref().is_none_or(|now| now.round != of.round) {
        rendered
            .notes
            .push("Other times were suggested since; this letter listed those of then.".into());
    }
    let looked_at = of.patient.map_or(LookedAt::Request(of.request), LookedAt::Patient);
    Ok((rendered, looked_at))
}

fn rendered(
    on: &Connection,
    occasion: &Occasion<'_>,
    sent: Option<&Message>,
    email: Option<String>,
) -> Result<Rendered> {
    let frozen = sent.and_then(|m| m.template.zip(m.template_version));
    let composed = templates::compose(on, occasion, frozen)?
        .ok_or_else(|| Refusal::not_found("The text of this message").next(WhyCode::NoTemplate.say().next))?;
    Ok(Rendered {
        subject: composed.filled.subject,
        text: composed.filled.text,
        html: composed.filled.html,
        language: composed.template.language,
        to: sent.and_then(|m| m.to_address.clone()).or(email),
        notes: composed.notes,
    })
}
