//! Take a visit out of the tray without placing it: it stays at its old time.

use crate::Result;
use crate::door::Call;
use crate::events::Event;
use crate::schedule::visit::AskVisit;
use crate::schedule::{change, store};
use crate::transact::Done;

/// Takes it out.
pub fn take(call: &Call<'_>, input: AskVisit) -> Result<Done<()>> {
    call.transact(|tx| {
        let visit = store::load(tx.on(), input.visit)?;
        let mut undo = None;
        if visit.state.in_tray {
            store::set_in_tray(tx, visit.id, false)?;
            tx.event(Event::new("visit.tray").patient(visit.patient).visit(visit.id));
            let label = format!("Took {} out of the tray", change::patient_name(tx.on(), visit.patient)?);
            undo = tx.undo_with(&label, "tray.put", &input)?;
        }
        Ok(Done {
            value: (),
            undo,
            told_at: None,
        })
    })
}
