//! A person decides about a message the outbox cannot decide about.

use super::hold::{keep, too_late};
use super::send_now::of_use_until;
use super::store;
use super::{MessageState, MessageView, Resolution, Resolve};
use crate::door::Call;
use crate::messaging::WhyCode;
use crate::{Refusal, Result};

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
                message.latest_at = of_use_until(on, now, &message)?;
                (message.state, message.why) = (MessageState::Scheduled, WhyCode::SentAgainByPerson);
                message.by_person = message.by_person.max(1);
                message.due_at = now;
            }
        }
        keep(tx, &message)
    })
}
