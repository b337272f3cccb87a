//! Takes a patient's answer to suggested times, in the transaction that fetched it.

use crate::automation::RequestChange;
use crate::ids::{PatientId, RequestId};
use crate::requests::change::{self, Telling};
use crate::requests::store::{self, Row, Suggestion};
use crate::requests::text::several_lines;
use crate::requests::{ArrivedReply, Flag, ReplyView, RequestPriority, RequestState, book, into_record};
use crate::schedule::BookVisit;
use crate::transact::Tx;
use crate::{Code, Refusal, Result, clinic};
use jiff::tz::TimeZone;
use keepwell_protocol::id::PageId;
use serde_json::json;

/// What became of an answer to suggested times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplyTaken {
    /// It belongs to this request and is in its history; what could be done with it was done.
    Taken(RequestId),
    /// It names no page of the clinic's, or does not know the page's secret: not from somebody who read the letter.
    NotOurs,
}

/// Takes an answer to suggested times. The same submission again changes nothing.
pub fn take_reply(tx: &mut Tx<'_>, arrived: ArrivedReply) -> Result<ReplyTaken> {
    let ArrivedReply {
        sid,
        received_at,
        reply,
        flags,
        ..
    } = arrived;
    let Some((suggestion, request)) = store::suggestion_of_page(tx.on(), reply.page)? else {
        return Ok(ReplyTaken::NotOurs);
    };
    // A code of 16 bytes is written like an id.
    let secret: Option<PageId> = reply.secret.parse().ok();
    if !secret.is_some_and(|secret| is_same(secret.as_bytes(), &suggestion.secret)) {
        return Ok(ReplyTaken::NotOurs);
    }
    let row = store::load(tx.on(), request)?;
    let earlier = store::replies(tx.on(), row.no, suggestion.round)?;
    let said = ReplyView {
        at: received_at.min(tx.now().as_second()),
        choice: reply.choice,
        note: several_lines(&reply.note, 2_000),
    };
    if !store::insert_reply(tx.on(), &sid.to_string(), row.no, suggestion.round, &said)? {
        return Ok(ReplyTaken::Taken(request));
    }
    answer(tx, &row, &suggestion, &said, !earlier.is_empty(), flags)?;
    Ok(ReplyTaken::Taken(request))
}

/// Whether two secrets are the same, in a time that does not say how much of them is.
fn is_same(a: &[u8; 16], b: &[u8; 16]) -> bool {
    let difference = a.iter().zip(b).fold(0_u8, |sum, (x, y)| sum | (x ^ y));
    std::hint::black_box(difference) == 0
}

fn answer(
    tx: &mut Tx<'_>,
    row: &Row,
    suggestion: &Suggestion,
    said: &ReplyView,
    again: bool,
    mut flags: Vec<Flag>,
) -> Result<()> {
    let time = said
        .choice
        .and_then(|choice| suggestion.times.get(usize::try_from(choice).unwrap_or(usize::MAX)));
    let newest = store::suggestions(tx.on(), row.no)?
        .first()
        .is_some_and(|newest| newest.round == suggestion.round);
    let counts = row.standing.state == RequestState::Suggested && newest && !again;
    let late = said.at > suggestion.until;
    if !counts {
        flags.push(Flag::AnsweredAgain);
    } else if late {
        flags.push(Flag::LateReply);
    } else if let Some(time) = time {
        let facts = clinic::facts(tx.on())?;
        let zone = TimeZone::get(&facts.zone).map_err(Refusal::fault)?;
        let today = zone.to_datetime(tx.now()).date();
        let what = match into_record::surely(tx.on(), row, today)? {
            Err(why) => Flag::NotByItself {
                what: format!("The patient chose {}. {why}", time.starts.replace('T', " ")),
            },
            Ok(_) if time.starts_at <= tx.now().as_second() => Flag::ChosenTimeTaken {
                starts: time.starts.clone(),
                what: "This time has passed.".into(),
            },
            Ok(who) => {
                let visit = BookVisit {
                    patient: PatientId::from_bytes([0; 16]),
                    provider: time.provider,
                    service: suggestion.service,
                    starts: time.starts.clone(),
                    fold: Some(time.fold),
                    minutes: Some(time.minutes),
                    room: None,
                    note: None,
                    r#override: None,
                };
                let booked = tx.attempt(|tx| {
                    tell(tx, row, said, &time.starts)?;
                    let row = store::load(tx.on(), row.id)?;
                    book::book(tx, &row, who, visit, today)
                });
                match booked {
                    Ok(_) => return Ok(()),
                    Err(refusal) if refusal.code == Code::Fault || refusal.code == Code::DiskFull => {
                        return Err(refusal);
                    }
                    Err(refusal) if refusal.code == Code::Taken => Flag::ChosenTimeTaken {
                        starts: time.starts.clone(),
                        what: refusal.message,
                    },
                    Err(refusal) => Flag::NotByItself { what: refusal.message },
                }
            }
        };
        flags.push(what);
    } else {
        flags.push(Flag::NoneSuits);
    }
    back_to_queue(
        tx,
        row,
        said,
        time.map(|time| time.starts.as_str()).unwrap_or_default(),
        flags,
    )
}

/// Only writes the answer into the history: the booking that follows tells the rest.
fn tell(tx: &mut Tx<'_>, row: &Row, said: &ReplyView, starts: &str) -> Result<()> {
    let telling = Telling {
        kind: "request.reply",
        more: json!({ "starts": starts, "note": said.note }),
        letter: None,
    };
    change::write(tx, row, &row.standing, telling)?;
    Ok(())
}

/// Staff have to look at it again, soon: a patient waits for them. What is settled stays settled, with a flag.
fn back_to_queue(tx: &mut Tx<'_>, row: &Row, said: &ReplyView, starts: &str, flags: Vec<Flag>) -> Result<()> {
    let mut now = row.standing.clone();
    for flag in flags {
        if !now.flags.contains(&flag) {
            now.flags.push(flag);
        }
    }
    let mut letter = None;
    if row.standing.state.is_open() {
        now.state = RequestState::New;
        now.priority = RequestPriority::Urgent;
        change::drop_pages(tx, row)?;
        letter = Some(RequestChange::Closed);
    }
    let telling = Telling {
        kind: "request.reply",
        more: json!({ "starts": starts, "note": said.note }),
        letter,
    };
    change::write(tx, row, &now, telling)?;
    Ok(())
}
