//! Whether a visit may be where somebody wants it: the provider's and the room's other visits, the patient's own, hours,
//! time off, and who performs what. One rule for every entrance; it decides inside the write transaction that puts the
//! visit there, so two seats cannot both be told yes.

mod clash;
mod hours;
mod others;
mod standing;

pub use clash::{Clash, ClashKind, TakenDetails, Verdict, Weight, verdict};
pub use hours::usual_room;

use crate::clinic::providers::Overlap;
use crate::clinic::text;
use crate::ids::{PatientId, VisitId};
use crate::schedule::place::Place;
use crate::schedule::state::Exception;
use crate::schedule::visit::Override;
use crate::transact::Tx;
use crate::{Code, Refusal, Result};
use rusqlite::Connection;

/// A visit as somebody wants it.
#[derive(Debug, Clone, Copy)]
pub struct Wanted<'a> {
    /// Where.
    pub place: &'a Place,
    /// The visit itself, if it stands somewhere already: it is not in its own way.
    pub visit: Option<VisitId>,
    /// For whom, where that is known.
    pub patient: Option<PatientId>,
    /// Another provider, service or room than before: then they have to be in use still.
    pub fresh: bool,
}

/// The provider wanted, as far as the rules care.
struct Provider {
    name: String,
    active: bool,
    overlap: Overlap,
    most: usize,
}

/// Everything in the way, the heaviest first.
pub fn clashes(on: &Connection, wanted: &Wanted<'_>) -> Result<Vec<Clash>> {
    let provider = standing::provider(on, wanted.place.provider)?;
    let mut found = standing::clashes(on, wanted, &provider)?;
    found.extend(others::of_provider(on, wanted, &provider)?);
    found.extend(others::of_room(on, wanted, &provider)?);
    found.extend(others::of_patient(on, wanted)?);
    found.extend(hours::clashes(on, wanted, &provider)?);
    found.sort_by(|a, b| {
        b.weight
            .cmp(&a.weight)
            .then(a.kind.cmp(&b.kind))
            .then(a.from.cmp(&b.from))
    });
    Ok(found)
}

/// What is in the way of a visit where it stands now: known, and accepted when it was put there.
pub fn accepted(on: &Connection, visit: VisitId, patient: PatientId, place: &Place) -> Result<Vec<String>> {
    let found = clashes(
        on,
        &Wanted {
            place,
            visit: Some(visit),
            patient: Some(patient),
            fresh: false,
        },
    )?;
    Ok(found.iter().map(Clash::key).collect())
}

/// Decides. Answers the exception to keep with the visit: `None` when nothing had to be overridden. `accepted` are
/// warnings that need no new reason; `kept` is the exception they were accepted with.
pub fn decide(
    tx: &mut Tx<'_>,
    wanted: &Wanted<'_>,
    overriding: Option<&Override>,
    accepted: &[String],
    kept: Option<&Exception>,
) -> Result<Option<Exception>> {
    let found = clashes(tx.on(), wanted)?;
    let blocked = verdict(&found) == Verdict::Blocked;
    let warned: Vec<&Clash> = found.iter().filter(|c| c.weight == Weight::Warns).collect();
    if !blocked && warned.is_empty() {
        return Ok(None);
    }
    if !blocked && warned.iter().all(|c| accepted.contains(&c.key())) {
        return Ok(kept.cloned());
    }
    match overriding {
        Some(given) if !blocked => {
            let reason = text::line("override.reason", &given.reason, 1, 300)?;
            for clash in &warned {
                tx.subject(["overrode:", &clash.key()].concat());
            }
            Ok(Some(Exception {
                reason,
                by: tx.actor().to_string(),
                at: tx.now().as_second(),
            }))
        }
        Some(_) | None => Err(taken(found, !blocked)),
    }
}

/// The refusal: who has the time, and whether a reason would do.
fn taken(clashes: Vec<Clash>, can_override: bool) -> Refusal {
    let message = clashes.first().map(|c| c.what.clone()).unwrap_or_default();
    let next = if can_override {
        "Choose another time, or say why it should be booked all the same."
    } else {
        "Choose another time."
    };
    Refusal::new(Code::Taken, message)
        .next(next)
        .details(TakenDetails { clashes, can_override })
}
