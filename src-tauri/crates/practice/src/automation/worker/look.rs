//! The last look before a letter: what it is about, the reader, the rule and the clock are read again.

use crate::automation::{Anchor, called_off, letter_off, letter_waits, quiet_hours, quiet_hours_of, rule, settings_of};
use crate::messaging::WhyCode;
use crate::messaging::calendar::Entry;
use crate::messaging::outbox::{self, About, ForRequest, ForVisit, Message, RequestLetter};
use crate::messaging::templates::{self, Composed, Facts, Occasion, plain_name};
use crate::transact::Tx;
use crate::{Code, Result, clinic, patients, requests, schedule};
use keepwell_mail::{Mailbox, Method};

/// The span of a patient's "at most so many messages", seconds.
const WEEK: i64 = 7 * 86_400;
/// The span and number of receipts one address gets: a form that anybody may fill in with anybody's address must not
/// become a way to pester them.
const DAY: i64 = 86_400;
const RECEIPTS: i64 = 3;

/// What the last look found.
pub enum Look {
    /// It goes.
    Ready(Box<Ready>),
    /// It does not go.
    No(WhyCode),
    /// Its text could not be put together.
    Unwritable,
    /// It is of no use any more.
    TooLate {
        /// What it is about lies ahead still: somebody may want to call.
        still_ahead: bool,
    },
    /// Not now: the quiet hours end then, Unix seconds.
    Later {
        /// When.
        at: i64,
    },
}

/// A letter that may go.
pub struct Ready {
    /// To whom.
    pub to: Mailbox,
    /// What it says.
    pub composed: Composed,
    /// What it puts into the reader's calendar.
    pub calendar: Option<Entry>,
}

/// Looks once more.
pub fn look(tx: &Tx<'_>, message: &Message) -> Result<Look> {
    match &message.about {
        About::Visit(of) => at_visit(tx, message, of),
        About::Request(of) => at_request(tx, message, of),
    }
}

fn at_visit(tx: &Tx<'_>, message: &Message, of: &ForVisit) -> Result<Look> {
    let (on, now) = (tx.on(), tx.now().as_second());
    let visit = match schedule::facts(on, of.visit) {
        Ok(visit) => visit,
        Err(refusal) if refusal.code == Code::NotFound => return Ok(Look::No(WhyCode::Withdrawn)),
        Err(refusal) => return Err(refusal),
    };
    let rule = rule(on, of.rule)?;
    let contact = patients::contact(on, visit.patient)?;
    let by_person = message.by_person > 0;
    if visit.revision != of.revision {
        return Ok(Look::No(WhyCode::Moved));
    }
    if !rule.active && !by_person {
        return Ok(Look::No(WhyCode::RuleOff));
    }
    if let Some(why) = called_off(&rule, &visit).filter(|why| !(by_person && *why == WhyCode::Confirmed)) {
        return Ok(Look::No(why));
    }
    if let Some(why) = outbox::obstacle_for(&contact) {
        return Ok(Look::No(why));
    }
    let address = contact.email.clone().unwrap_or_default().trim().to_owned();
    if message.by_person < 2 && outbox::bounces(on, &address)? >= 2 {
        return Ok(Look::No(WhyCode::AddressBounced));
    }
    let before_visit = rule.anchor != Anchor::AfterCompleted;
    if now > message.latest_at || before_visit && now >= visit.starts_at {
        return Ok(Look::TooLate {
            still_ahead: before_visit && visit.starts_at > now,
        });
    }
    // What the patient must know (booked, moved, cancelled) is not counted against them; what can be left out is.
    let can_be_left_out = matches!(rule.anchor, Anchor::BeforeStart | Anchor::AfterCompleted) && !by_person;
    if can_be_left_out
        && let Some(most) = contact.most_per_week
        && outbox::told_since(on, visit.patient, now - WEEK)? >= i64::from(most)
    {
        return Ok(Look::No(WhyCode::OftenEnough));
    }
    if message.by_person < 2
        && let Some((_, until)) = quiet_hours(on, &contact, &visit.zone)?.span(tx.now())?
    {
        if before_visit && until.as_second() > message.latest_at {
            return Ok(Look::No(WhyCode::QuietHours));
        }
        return Ok(Look::Later { at: until.as_second() });
    }
    let occasion = Occasion {
        key: &rule.template,
        channel: &rule.channel,
        language: &contact.language,
        facts: Facts::Visit(&visit, &contact),
    };
    let to = Mailbox {
        name: format!("{} {}", contact.given, contact.family),
        address,
    };
    let method = match rule.anchor {
        Anchor::Booked | Anchor::Moved => Some(Method::Request),
        Anchor::Cancelled => Some(Method::Cancel),
        Anchor::BeforeStart | Anchor::AfterCompleted => None,
    };
    let invites = method.is_some() && settings_of(on)?.invitations;
    write(tx, &occasion, to).map(|look| match (look, method) {
        (Look::Ready(ready), Some(method)) if invites => Look::Ready(Box::new(Ready {
            calendar: Some(Entry {
                visit: visit.clone(),
                round: of.round,
                method,
            }),
            ..*ready
        })),
        (look, _) => look,
    })
}

fn at_request(tx: &Tx<'_>, message: &Message, of: &ForRequest) -> Result<Look> {
    let (on, now) = (tx.on(), tx.now().as_second());
    let request = match requests::facts(on, of.request) {
        Ok(request) => request,
        Err(refusal) if refusal.code == Code::NotFound => return Ok(Look::No(WhyCode::RequestClosed)),
        Err(refusal) => return Err(refusal),
    };
    if let Some(why) = letter_off(of, &request, now) {
        return Ok(Look::No(why));
    }
    let Some(address) = request.email.clone() else {
        return Ok(Look::No(WhyCode::NoAddressGiven));
    };
    // The desk was parted from its relay since: a letter of times without the link to choose one helps nobody.
    if of.letter == RequestLetter::Suggested && request.suggestion.as_ref().is_none_or(|one| one.link.is_empty()) {
        return Ok(Look::Unwritable);
    }
    if message.by_person < 2 && outbox::bounces(on, &address)? >= 2 {
        return Ok(Look::No(WhyCode::AddressBounced));
    }
    if now > message.latest_at {
        return Ok(Look::TooLate {
            still_ahead: of.letter != RequestLetter::Received,
        });
    }
    if of.letter == RequestLetter::Received
        && message.by_person == 0
        && outbox::receipts_since(on, &address, now - DAY)? >= RECEIPTS
    {
        return Ok(Look::No(WhyCode::ReceiptsEnough));
    }
    if message.by_person < 2
        && let Some(at) = letter_waits(of.letter, &quiet_hours_of(on, &clinic::facts(on)?.zone)?, now)?
    {
        // The suggestion would be over before anybody may read of it.
        return Ok(if at > message.latest_at && of.letter == RequestLetter::Suggested {
            Look::No(WhyCode::QuietHours)
        } else {
            Look::Later { at }
        });
    }
    let occasion = Occasion {
        key: of.letter.key(),
        channel: &message.channel,
        language: &request.language,
        facts: Facts::Request(&request),
    };
    let to = Mailbox {
        name: plain_name(&format!("{} {}", request.given, request.family)),
        address,
    };
    write(tx, &occasion, to)
}

fn write(tx: &Tx<'_>, occasion: &Occasion<'_>, to: Mailbox) -> Result<Look> {
    Ok(match templates::compose(tx.on(), occasion, None) {
        Ok(Some(composed)) => Look::Ready(Box::new(Ready {
            to,
            composed,
            calendar: None,
        })),
        Ok(None) => Look::No(WhyCode::NoTemplate),
        Err(_) => Look::Unwritable,
    })
}
