//! Put a visit into the tray.

use crate::door::Call;
use crate::events::Event;
use crate::schedule::status::VisitStatus;
use crate::schedule::tray::{TrayEntry, list};
use crate::schedule::visit::AskVisit;
use crate::schedule::{change, store};
use crate::transact::Done;
use crate::{Refusal, Result};

/// Puts it into the tray. It keeps its old time, and the patient hears nothing, until it is placed.
pub fn put(call: &Call<'_>, input: AskVisit) -> Result<Done<TrayEntry>> {
    call.transact(|tx| {
        let visit = store::load(tx.on(), input.visit)?;
        match visit.state.status {
            VisitStatus::Scheduled | VisitStatus::Confirmed | VisitStatus::Arrived => {}
            other => {
                return Err(Refusal::invalid(
                    "visit",
                    format!("This visit is {}, so there is nothing to rebook.", other.words()),
                )
                .next("Book a new visit."));
            }
        }
        let mut undo = None;
        // What lies there already stays; there is nothing to take back then.
        if !visit.state.in_tray {
            store::set_in_tray(tx, visit.id, true)?;
            tx.event(Event::new("visit.tray").patient(visit.patient).visit(visit.id));
            let label = format!("Put {} into the tray", change::patient_name(tx.on(), visit.patient)?);
            undo = tx.undo_with(&label, "tray.take", &input)?;
        }
        let value =
            list::one(tx.on(), visit.id)?.ok_or_else(|| Refusal::fault("the tray lost what was put into it"))?;
        Ok(Done {
            value,
            undo,
            told_at: None,
        })
    })
}
