//! Take a booking back: the opposite of booking, used by undo.

use crate::automation::{self, VisitChange};
use crate::door::Call;
use crate::events::Event;
use crate::ids::VisitId;
use crate::schedule::state::VisitState;
use crate::schedule::{change, store};
use crate::transact::Tx;
use crate::{Code, Refusal, Result, requests};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct WithdrawVisit {
    /// The visit.
    pub visit: VisitId,
    /// As it was booked: once anything else happened to it, it is cancelled, not withdrawn.
    pub booked: VisitState,
}

/// Takes the booking back. Before the patient was told of it, it is as if it had never been; afterwards it is a
/// cancellation they hear of. The outbox knows which, not the clock: a confirmation may have been sent by hand within
/// the grace.
pub fn withdraw(call: &Call<'_>, input: WithdrawVisit) -> Result<()> {
    call.transact(|tx| input.run(tx).map(|_| ()))
}

impl WithdrawVisit {
    /// Takes the booking back inside a running transaction; answers whether the patient had been told of it.
    pub fn run(&self, tx: &mut Tx<'_>) -> Result<bool> {
        let was = store::load(tx.on(), self.visit)?;
        if was.state != self.booked {
            return Err(Refusal::new(
                Code::Changed,
                "Something else happened to this visit since it was booked.",
            )
            .next("Cancel the visit instead."));
        }
        let told = automation::was_told(tx.on(), self.visit)?;
        let (kind, change) = if told {
            ("visit.cancelled", VisitChange::Cancelled)
        } else {
            ("visit.withdrawn", VisitChange::Withdrawn)
        };
        store::mark_withdrawn(tx, self.visit)?;
        requests::slot_left(tx, self.visit)?;
        let mut body = change::describe(tx.on(), &was.state)?;
        if let Some(body) = body.as_object_mut() {
            body.insert("undone".into(), true.into());
        }
        tx.event(Event::new(kind).patient(was.patient).visit(self.visit).body(body));
        automation::visit_changed(tx, self.visit, change)?;
        Ok(told)
    }
}
