//! What every change to a request has in common: the version it was made from, the event, the letters, the way back.

use crate::automation::{self, RequestChange};
use crate::events::Event;
use crate::ids::RequestId;
use crate::requests::store::{self, Row, Standing};
use crate::requests::take_back::{BackTo, TakeBack};
use crate::requests::{RequestView, slot, view};
use crate::transact::{Done, Tx};
use crate::{Code, Refusal, Result, relay};
use rusqlite::Connection;
use serde_json::{Value, json};

/// How a change is told: to the timeline and to the letters.
pub struct Telling {
    /// The event's kind.
    pub kind: &'static str,
    /// What the event says besides.
    pub more: Value,
    /// What letters make of it; `None` where it is none of their business.
    pub letter: Option<RequestChange>,
}

/// The request in the version that was on the screen. If somebody was faster, the answer is the request as it is.
pub fn begin(on: &Connection, request: RequestId, version: i64) -> Result<Row> {
    let row = store::load(on, request)?;
    if row.version == version {
        return Ok(row);
    }
    Err(Refusal::new(
        Code::Changed,
        "Somebody else changed this request in the meantime. Nothing was overwritten.",
    )
    .next("Look at how it is now, then do it again if it is still right.")
    .details(view::one(on, request)?))
}

/// Refuses what only an open request can become.
pub fn refuse_settled(row: &Row) -> Result<()> {
    if row.standing.state.is_open() {
        return Ok(());
    }
    Err(Refusal::new(
        Code::Changed,
        format!("This request is settled already: {}.", row.standing.state.words()),
    )
    .next("Take it back into the queue first if something is still to be done."))
}

/// Writes what changed and tells of it; answers when the patient is told, if they are.
pub fn write(tx: &mut Tx<'_>, row: &Row, now: &Standing, telling: Telling) -> Result<Option<i64>> {
    store::put(tx, row.no, now)?;
    let mut body = json!({ "name": row.name(), "form": row.form_title, "service": row.service_name });
    if let (Some(body), Value::Object(more)) = (body.as_object_mut(), telling.more) {
        body.extend(more);
    }
    let mut event = Event::new(telling.kind).request(row.id).body(body);
    event.patient = now.patient.or(row.standing.patient);
    event.visit = now.visit.or(row.standing.visit);
    tx.event(event);
    link(tx, row, now)?;
    match telling.letter {
        Some(change) => automation::request_changed(tx, row.id, change),
        None => Ok(None),
    }
}

/// What happened to the request before somebody knew whose it is stands in that patient's timeline from then on, and no
/// longer if it turns out to be another's.
fn link(tx: &Tx<'_>, row: &Row, now: &Standing) -> Result<()> {
    if now.patient != row.standing.patient {
        store::belongs_to(tx.on(), row.id, now.patient)?;
        automation::request_belongs_to(tx, row.id, now.patient)?;
    }
    Ok(())
}

/// Gives the time the request holds on the web back, unless it is the one a visit now stands on.
pub fn free_slot(tx: &mut Tx<'_>, row: &Row, now: &mut Standing) -> Result<()> {
    if let Some(slot) = row.slot.as_ref().filter(|_| now.slot_held) {
        slot::give_back(tx, row.no, slot.id)?;
        now.slot_held = false;
    }
    Ok(())
}

/// Takes the pages with suggested times away: nobody can answer them any more.
pub fn drop_pages(tx: &mut Tx<'_>, row: &Row) -> Result<()> {
    for suggestion in store::suggestions(tx.on(), row.no)?.iter().filter(|s| s.open) {
        relay::drop_page(tx, suggestion.page)?;
        store::close_suggestion(tx.on(), row.no, suggestion.round)?;
    }
    Ok(())
}

/// What an undo returns to: as it was, but for what cannot be had back (a time given back, a page taken away).
pub fn before(row: &Row, now: &Standing) -> Standing {
    let mut before = row.standing.clone();
    before.slot_held = before.slot_held && now.slot_held;
    if before.state == crate::requests::RequestState::Suggested && now.state != before.state {
        before.state = crate::requests::RequestState::New;
    }
    before
}

/// Writes one change and remembers the way back.
pub fn finish(tx: &mut Tx<'_>, row: &Row, now: &Standing, telling: Telling, label: &str) -> Result<Done<RequestView>> {
    let told_at = write(tx, row, now, telling)?;
    let back = TakeBack::of(vec![BackTo {
        request: row.id,
        version: row.version + 1,
        before: before(row, now),
    }]);
    let undo = tx.undo_with(label, "requests.take_back", &back)?;
    Ok(Done {
        value: view::one(tx.on(), row.id)?,
        undo,
        told_at,
    })
}
