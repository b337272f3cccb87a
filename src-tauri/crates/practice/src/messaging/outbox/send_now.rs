//! Send a message now: it becomes due, and the worker does with it what it does with every other.

use super::hold::{keep, too_late};
use super::view::obstacle_for;
use super::{About, ForRequest, ForVisit, Message, MessageState, MessageView, SendNow, store};
use crate::automation::{self, Anchor, Quiet};
use crate::door::Call;
use crate::messaging::WhyCode;
use crate::{Code, Refusal, Result, clinic, patients, requests, schedule};
use rusqlite::Connection;

/// How long a message sent by hand may try where no visit ends its use, seconds.
const A_DAY: i64 = 24 * 3600;

/// Makes a message due now. What the reader does not want is never sent; quiet hours and a bounced address ask back.
pub fn send_now(call: &Call<'_>, input: SendNow) -> Result<MessageView> {
    call.transact(|tx| {
        let (on, now) = (tx.on(), tx.now().as_second());
        let mut message = store::get(on, input.message)?;
        if !(message.is_open()
            || matches!(
                message.state,
                MessageState::Suppressed | MessageState::Expired | MessageState::Failed
            ))
        {
            return Err(too_late("send", &message));
        }
        let (email, quiet) = match &message.about {
            About::Visit(of) => about_visit(on, of)?,
            About::Request(of) => about_request(on, now, of)?,
        };
        let latest_at = of_use_until(on, now, &message)?;
        if !input.anyway {
            if quiet.span(tx.now())?.is_some() {
                return Err(Refusal::invalid("anyway", "It is within the quiet hours now.")
                    .next("Send it anyway, or let it go by itself at its time."));
            }
            if store::bounces(on, &email)? >= 2 {
                let why = WhyCode::AddressBounced.say();
                return Err(Refusal::invalid("anyway", why.words).next("Correct the address first, or send it anyway."));
            }
        } else {
            store::forget_bounces(on, &email)?;
        }
        message.state = MessageState::Scheduled;
        message.why = WhyCode::SentByPerson;
        message.by_person = if input.anyway { 2 } else { 1 };
        message.due_at = now;
        message.latest_at = latest_at;
        message.needs_person = false;
        keep(tx, &message)
    })
}

/// The address, and when it is quiet there; refused where nothing may go.
fn about_visit(on: &Connection, of: &ForVisit) -> Result<(String, Quiet)> {
    let visit = schedule::facts(on, of.visit)?;
    let rule = automation::rule(on, of.rule)?;
    let off = if visit.revision == of.revision {
        automation::called_off(&rule, &visit).filter(|why| *why != WhyCode::Confirmed)
    } else {
        Some(WhyCode::Moved)
    };
    if let Some(why) = off {
        return Err(Refusal::new(Code::Changed, why.say().words));
    }
    let contact = patients::contact(on, visit.patient)?;
    if let Some(obstacle) = obstacle_for(&contact) {
        let why = obstacle.say();
        return Err(Refusal::new(Code::Invalid, why.words).next(why.next));
    }
    let quiet = automation::quiet_hours(on, &contact, &visit.zone)?;
    Ok((contact.email.unwrap_or_default(), quiet))
}

fn about_request(on: &Connection, now: i64, of: &ForRequest) -> Result<(String, Quiet)> {
    let facts = requests::facts(on, of.request)?;
    if let Some(why) = automation::letter_off(of, &facts, now) {
        let why = why.say();
        return Err(Refusal::new(Code::Changed, why.words).next(why.next));
    }
    let Some(email) = facts.email else {
        let why = WhyCode::NoAddressGiven.say();
        return Err(Refusal::new(Code::Invalid, why.words).next(why.next));
    };
    Ok((email, automation::quiet_hours_of(on, &clinic::facts(on)?.zone)?))
}

/// Until when a message a person sends now is of use, Unix seconds; refused when it is of none any more.
pub fn of_use_until(on: &Connection, now: i64, message: &Message) -> Result<i64> {
    match &message.about {
        About::Visit(of) if automation::rule(on, of.rule)?.anchor == Anchor::AfterCompleted => Ok(now + A_DAY),
        About::Visit(of) if now >= of.starts_at => Err(Refusal::new(
            Code::Changed,
            "The visit has already begun; this message would only confuse the patient.",
        )),
        About::Visit(of) => Ok(of.starts_at),
        About::Request(of) => {
            let facts = requests::facts(on, of.request)?;
            match automation::letter_off(of, &facts, now) {
                Some(why) => Err(Refusal::new(Code::Changed, why.say().words)),
                None => Ok(automation::letter_latest(of, &facts, now)),
            }
        }
    }
}
