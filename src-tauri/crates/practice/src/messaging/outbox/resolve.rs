//! A person decides about a message the outbox cannot decide about.

use super::hold::{keep, too_late};
use super::store;
use super::{MessageState, MessageView, Resolution, Resolve};
use crate::automation::{self, Anchor};
use crate::door::Call;
use crate::messaging::WhyCode;
use crate::{Code, Refusal, Result};

/// Settles an uncertain, failed or expired message.
pub fn resolve(call: &Call<'_>, input: Resolve) -> Result<MessageView> {
    call.transact(|tx| {
        let (on, now) = (tx.on(), tx.now().as_second());
        let mut message = store::get(on, input.message)?;
        if !matches!(
            message.state,
            MessageState::Uncertain | MessageState::Failed | MessageState::Expired
        ) {
            return Err(too_late("decide about", &message));
        }
        message.needs_person = false;
        match input.resolution {
            Resolution::Noted => {}
            Resolution::Arrived if message.state == MessageState::Uncertain => {
                (message.state, message.why) = (MessageState::Sent, WhyCode::ArrivedSaysPerson);
                message.sent_at = message.sent_at.or(Some(now));
            }
            Resolution::Arrived => {
                return Err(Refusal::invalid(
                    "resolution",
                    "This message was certainly not delivered.",
                ));
            }
            Resolution::SendAgain => {
                let rule = automation::rule(on, message.rule)?;
                if rule.anchor != Anchor::AfterCompleted && now >= message.starts_at {
                    return Err(Refusal::new(
                        Code::Changed,
                        "The visit has already begun; this message would only confuse the patient.",
                    ));
                }
                (message.state, message.why) = (MessageState::Scheduled, WhyCode::SentAgainByPerson);
                message.by_person = message.by_person.max(1);
                message.due_at = now;
                message.latest_at = if rule.anchor == Anchor::AfterCompleted {
                    now + 24 * 3600
                } else {
                    message.starts_at
                };
            }
        }
        keep(tx, &message)
    })
}
