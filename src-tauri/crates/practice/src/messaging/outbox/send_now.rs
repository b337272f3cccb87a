//! Send a message now: it becomes due, and the worker does with it what it does with every other.

use super::hold::{keep, too_late};
use super::store;
use super::view::obstacle_for;
use super::{MessageState, MessageView, SendNow};
use crate::automation::{self, Anchor};
use crate::door::Call;
use crate::messaging::WhyCode;
use crate::{Code, Refusal, Result, patients, schedule};

/// How long a message sent by hand after a visit may try, seconds.
const A_DAY: i64 = 24 * 3600;

/// Makes a message due now. What the patient does not want is never sent; quiet hours and a bounced address ask back.
pub fn send_now(call: &Call<'_>, input: SendNow) -> Result<MessageView> {
    call.transact(|tx| {
        let (on, now) = (tx.on(), tx.now().as_second());
        let mut message = store::get(on, input.message)?;
        let visit = schedule::facts(on, message.visit)?;
        let rule = automation::rule(on, message.rule)?;
        if !(message.is_open()
            || matches!(
                message.state,
                MessageState::Suppressed | MessageState::Expired | MessageState::Failed
            ))
        {
            return Err(too_late("send", &message));
        }
        let off = if visit.revision == message.revision {
            automation::called_off(&rule, &visit).filter(|why| *why != WhyCode::Confirmed)
        } else {
            Some(WhyCode::Moved)
        };
        if let Some(why) = off {
            return Err(Refusal::new(Code::Changed, why.say().words));
        }
        if rule.anchor != Anchor::AfterCompleted && now >= visit.starts_at {
            return Err(Refusal::new(
                Code::Changed,
                "The visit has already begun; this message would only confuse the patient.",
            ));
        }
        let contact = patients::contact(on, visit.patient)?;
        if let Some(obstacle) = obstacle_for(&contact) {
            let why = obstacle.say();
            return Err(Refusal::new(Code::Invalid, why.words).next(why.next));
        }
        if !input.anyway {
            if automation::quiet_hours(on, &contact, &visit.zone)?
                .span(tx.now())?
                .is_some()
            {
                return Err(
                    Refusal::invalid("anyway", "It is within the patient's quiet hours now.")
                        .next("Send it anyway, or let it go by its rule."),
                );
            }
            if contact.email.as_deref().map_or(Ok(0), |to| store::bounces(on, to))? >= 2 {
                let why = WhyCode::AddressBounced.say();
                return Err(Refusal::invalid("anyway", why.words)
                    .next("Correct the address in the patient's record, or send it anyway."));
            }
        } else if let Some(to) = &contact.email {
            store::forget_bounces(on, to)?;
        }
        message.state = MessageState::Scheduled;
        message.why = WhyCode::SentByPerson;
        message.by_person = if input.anyway { 2 } else { 1 };
        message.due_at = now;
        message.latest_at = if rule.anchor == Anchor::AfterCompleted {
            now + A_DAY
        } else {
            visit.starts_at
        };
        message.needs_person = false;
        keep(tx, &message)
    })
}
