//! Fills the outbox with what is said about a request: the receipt, the times suggested, the answer no.
//!
//! As with visits, the letters are a consequence of the request as it is: what does not fit it any more does not go, and
//! what is decided once more after that goes after all.

use crate::automation::plan::quiet_hours_of;
use crate::automation::quiet::Quiet;
use crate::ids::{PatientId, RequestId};
use crate::messaging::WhyCode;
use crate::messaging::outbox::{self, ForRequest, Message, MessageState, RequestLetter, Times};
use crate::requests::{self, RequestFacts, RequestState};
use crate::transact::Tx;
use crate::{Code, Result, clinic};
use jiff::Timestamp;

/// From a decision to its letter, seconds: what is taken back within it is never said. As with a booking.
const GRACE: i64 = 3 * 60;
/// How long a receipt is of use, seconds.
const RECEIPT: i64 = 24 * 3600;
/// How long an answer no may try to reach its reader, seconds.
const ANSWER: i64 = 3 * 24 * 3600;

/// What happened to a request, as far as letters care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestChange {
    /// It arrived: the receipt goes.
    Received,
    /// Times were suggested (a new round): the letter with the link goes, one of an earlier round does not.
    Suggested,
    /// The clinic said no: the letter goes, and no suggestion any more.
    Declined,
    /// Booked, closed or reopened: what does not fit any more does not go.
    Closed,
}

/// Plans or drops the letters about a request, in the transaction that changed it. Call it after the change is
/// written: the letters are a consequence of the request as it is then. Answers when the person is told of the change
/// (Unix seconds), if they are.
pub fn request_changed(tx: &mut Tx<'_>, request: RequestId, change: RequestChange) -> Result<Option<i64>> {
    let letter = match change {
        RequestChange::Received => Some(RequestLetter::Received),
        RequestChange::Suggested => Some(RequestLetter::Suggested),
        RequestChange::Declined => Some(RequestLetter::Declined),
        RequestChange::Closed => None,
    };
    let facts = requests::facts(tx.on(), request)?;
    call_off(tx, &facts)?;
    letter.map_or(Ok(None), |letter| write(tx, &facts, letter))
}

/// The letters about a request are letters to this patient from now on, also those that went. `None`: the link was taken
/// back. Called in the transaction that wrote the link.
pub fn request_belongs_to(tx: &Tx<'_>, request: RequestId, patient: Option<PatientId>) -> Result<()> {
    outbox::belongs_to(tx.on(), request, patient)
}

/// Looks at a request again: what does not fit it any more does not go.
pub fn relook(tx: &Tx<'_>, request: RequestId) -> Result<()> {
    match requests::facts(tx.on(), request) {
        Ok(facts) => call_off(tx, &facts),
        Err(refusal) if refusal.code == Code::NotFound => Ok(()),
        Err(refusal) => Err(refusal),
    }
}

/// Why a letter must not go for the request as it is now; `None`: it may.
pub fn letter_off(of: &ForRequest, facts: &RequestFacts, now: i64) -> Option<WhyCode> {
    use RequestLetter::{Declined, Received, Suggested};
    use RequestState as State;
    match (of.letter, facts.state) {
        (_, State::Closed | State::Spam) => Some(WhyCode::RequestClosed),
        (Received, State::New | State::Suggested | State::Accepted) | (Declined, State::Declined) => None,
        (Suggested, State::Suggested) => match &facts.suggestion {
            Some(current) if current.round != of.round => Some(WhyCode::SuggestionReplaced),
            Some(current) if current.until <= now => Some(WhyCode::SuggestionOver),
            Some(_) => None,
            None => Some(WhyCode::RequestReopened),
        },
        (Suggested | Declined, State::New) | (Declined, State::Suggested) => Some(WhyCode::RequestReopened),
        (Received, State::Confirmed | State::Declined)
        | (Suggested, State::Confirmed | State::Accepted | State::Declined)
        | (Declined, State::Confirmed | State::Accepted) => Some(WhyCode::RequestAnswered),
    }
}

/// Until when a letter that becomes due at `due_at` is of use, Unix seconds.
pub fn letter_latest(of: &ForRequest, facts: &RequestFacts, due_at: i64) -> i64 {
    match of.letter {
        RequestLetter::Received => due_at + RECEIPT,
        RequestLetter::Suggested => facts.suggestion.as_ref().map_or(due_at, |current| current.until),
        RequestLetter::Declined => due_at + ANSWER,
    }
}

/// When the quiet hours of the clinic let a letter go that is due at `at`. A receipt answers what somebody did a moment
/// ago, and does not wait.
pub fn letter_waits(letter: RequestLetter, quiet: &Quiet, at: i64) -> Result<Option<i64>> {
    if letter == RequestLetter::Received {
        return Ok(None);
    }
    let span = quiet.span(Timestamp::from_second(at).map_err(crate::Refusal::fault)?)?;
    Ok(span.map(|(_, until)| until.as_second()))
}

fn call_off(tx: &Tx<'_>, facts: &RequestFacts) -> Result<()> {
    let now = tx.now().as_second();
    for mut letter in outbox::of_request(tx.on(), facts.id)? {
        let Some(why) = letter
            .is_open()
            .then(|| letter_off(&letter.about, facts, now))
            .flatten()
        else {
            continue;
        };
        (letter.state, letter.why, letter.needs_person) = (MessageState::Suppressed, why, false);
        outbox::decide(tx.on(), now, &letter)?;
    }
    Ok(())
}

fn write(tx: &Tx<'_>, facts: &RequestFacts, letter: RequestLetter) -> Result<Option<i64>> {
    let (on, now) = (tx.on(), tx.now().as_second());
    let there = outbox::of_request(on, facts.id)?;
    let before = there
        .iter()
        .filter(|m| m.about.letter == letter)
        .max_by_key(|m| m.about.round);
    let round = match letter {
        RequestLetter::Received => 0,
        RequestLetter::Suggested => facts.suggestion.as_ref().map_or(0, |current| current.round),
        // Said before, taken back and said again: a letter of its own.
        RequestLetter::Declined => before.map_or(0, |m| m.about.round + i64::from(m.is_told())),
    };
    let about = ForRequest {
        request: facts.id,
        letter,
        round,
        patient: there.iter().find_map(|m| m.about.patient),
    };
    let mut why = WhyCode::ByRule;
    let mut due_at = if letter == RequestLetter::Received {
        now
    } else {
        now + GRACE
    };
    if let Some(until) = letter_waits(letter, &quiet_hours_of(on, &clinic::facts(on)?.zone)?, due_at)? {
        (due_at, why) = (until, WhyCode::LaterForQuietHours);
    }
    let times = Times {
        due_at,
        latest_at: letter_latest(&about, facts, due_at),
        planned_at: now,
    };
    let no = match letter_off(&about, facts, now) {
        Some(why) => Some(why),
        None if facts.email.is_none() => Some(WhyCode::NoAddressGiven),
        None if due_at > times.latest_at => Some(WhyCode::QuietHours),
        None => None,
    };
    let state = if no.is_some() {
        MessageState::Suppressed
    } else {
        MessageState::Scheduled
    };
    let wanted = Message::planned(about, state, no.unwrap_or(why), times);
    match there
        .into_iter()
        .find(|m| m.about.letter == letter && m.about.round == round)
    {
        None => outbox::insert_letter(on, &wanted)?,
        // Called off by a change that was itself taken back: its own row goes after all.
        Some(before) if before.state == MessageState::Suppressed && before.why != WhyCode::StoppedByPerson => {
            outbox::decide(
                on,
                now,
                &Message {
                    id: before.id,
                    ..wanted.clone()
                },
            )?;
        }
        Some(_) => return Ok(None),
    }
    Ok((state == MessageState::Scheduled).then_some(due_at))
}
