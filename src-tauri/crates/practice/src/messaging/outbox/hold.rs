//! Hold a message back, let it go again, or stop it.

use super::store;
use super::view::Viewer;
use super::{About, Message, MessageState, MessageView, OneMessage};
use crate::door::Call;
use crate::messaging::WhyCode;
use crate::transact::{Done, Tx};
use crate::{Code, Refusal, Result, automation, schedule};

/// Holds a waiting message back until somebody releases it.
pub fn hold(call: &Call<'_>, input: OneMessage) -> Result<Done<MessageView>> {
    call.transact(|tx| {
        let mut message = store::get(tx.on(), input.message)?;
        if !matches!(message.state, MessageState::Scheduled | MessageState::Retry) {
            return Err(too_late("hold", &message));
        }
        (message.state, message.why) = (MessageState::Held, WhyCode::Held);
        let value = keep(tx, &message)?;
        let undo = tx.undo_with(
            &format!("Held \"{}\" for {}", value.rule_name, value.patient_name),
            "messages.release",
            &input,
        )?;
        Ok(Done {
            value,
            undo,
            told_at: None,
        })
    })
}

/// Lets a held or stopped message go by its rule again.
pub fn release(call: &Call<'_>, input: OneMessage) -> Result<MessageView> {
    call.transact(|tx| {
        let mut message = store::get(tx.on(), input.message)?;
        if message.state != MessageState::Held
            && !(message.state == MessageState::Suppressed && message.why == WhyCode::StoppedByPerson)
        {
            return Err(too_late("release", &message));
        }
        (message.state, message.why) = (MessageState::Scheduled, WhyCode::ByRule);
        keep(tx, &message)?;
        // What it is about may have changed in the meantime.
        match &message.about {
            About::Visit(of) => automation::replan(tx, of.visit)?,
            About::Request(of) => automation::relook(tx, of.request)?,
        }
        let message = store::get(tx.on(), input.message)?;
        shown(tx, &message)
    })
}

/// Stops a waiting message; it does not go.
pub fn stop(call: &Call<'_>, input: OneMessage) -> Result<Done<MessageView>> {
    call.transact(|tx| {
        let mut message = store::get(tx.on(), input.message)?;
        if !message.is_open() {
            return Err(too_late("stop", &message));
        }
        (message.state, message.why) = (MessageState::Suppressed, WhyCode::StoppedByPerson);
        let value = keep(tx, &message)?;
        let undo = tx.undo_with(
            &format!("Stopped \"{}\" for {}", value.rule_name, value.patient_name),
            "messages.release",
            &input,
        )?;
        Ok(Done {
            value,
            undo,
            told_at: None,
        })
    })
}

/// Writes a person's decision down and tells every window.
pub fn keep(tx: &mut Tx<'_>, message: &Message) -> Result<MessageView> {
    store::decide(tx.on(), tx.now().as_second(), message)?;
    tx.event(message.event(
        "message.decided",
        serde_json::json!({ "state": message.state, "why": message.why }),
    ));
    shown(tx, message)
}

fn shown(tx: &Tx<'_>, message: &Message) -> Result<MessageView> {
    let visit = match &message.about {
        About::Visit(of) => Some(schedule::facts(tx.on(), of.visit)?),
        About::Request(_) => None,
    };
    Viewer::new(tx.on(), tx.now().as_second())?.view(message, visit.as_ref())
}

/// A message that cannot be changed any more, and why.
pub fn too_late(attempt: &str, message: &Message) -> Refusal {
    Refusal::new(
        Code::Changed,
        format!("It is too late to {attempt} this message. {}", message.why.say().words),
    )
    .next("Look at the message again; it has changed since the screen was drawn.")
}
