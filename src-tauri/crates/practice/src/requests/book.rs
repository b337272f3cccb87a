//! Books the visit a request asks for, by the rules of the desk, whoever decides: staff, or the worker where it may.

use crate::Result;
use crate::automation::RequestChange;
use crate::requests::change::{self, Telling};
use crate::requests::into_record::{self, Linked};
use crate::requests::store::Row;
use crate::requests::{Flag, RequestState, WhoIsIt};
use crate::schedule::{BookVisit, Booking};
use crate::transact::Tx;
use jiff::civil::Date;
use serde_json::json;

/// A request that became a visit.
pub struct Booked {
    /// The record it went into.
    pub linked: Linked,
    /// The visit.
    pub booking: Booking,
    /// The request as it now stands.
    pub standing: crate::requests::store::Standing,
}

/// Registers or changes the patient, books, and settles the request: all of it, or nothing. `visit.patient` is put in here.
pub fn book(tx: &mut Tx<'_>, row: &Row, who: WhoIsIt, mut visit: BookVisit, today: Date) -> Result<Booked> {
    let linked = into_record::link(tx, row, who, today)?;
    visit.patient = linked.patient;
    let booking = Booking::make(tx, &visit)?;
    let mut now = row.standing.clone();
    now.state = RequestState::Confirmed;
    now.patient = Some(linked.patient);
    now.visit = Some(booking.visit);
    // What was in the way is out of it.
    now.flags.retain(|flag| {
        !matches!(
            flag,
            Flag::SlotConflict { .. } | Flag::ChosenTimeTaken { .. } | Flag::NoneSuits | Flag::NotByItself { .. }
        )
    });
    let keeps = row
        .slot
        .as_ref()
        .is_some_and(|slot| slot.starts == visit.starts && slot.provider == Some(visit.provider));
    if !keeps {
        change::free_slot(tx, row, &mut now)?;
    }
    change::drop_pages(tx, row)?;
    let telling = Telling {
        kind: "request.confirmed",
        more: json!({ "starts": visit.starts }),
        letter: Some(RequestChange::Closed),
    };
    change::write(tx, row, &now, telling)?;
    Ok(Booked {
        linked,
        booking,
        standing: now,
    })
}
