//! Takes what staff did with requests back: the undo of every command here.

use crate::automation::RequestChange;
use crate::door::Call;
use crate::ids::RequestId;
use crate::patients::{EditPatient, SetConsent, UnregisterPatient, erase_consents};
use crate::requests::change::{self, Telling};
use crate::requests::store::{self, Standing};
use crate::schedule::{WithdrawVisit, erase_withdrawn};
use crate::transact::Tx;
use crate::{Code, Refusal, Result};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

/// Take changes back.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TakeBack {
    /// What the requests return to.
    #[ts(type = "unknown[]")]
    pub requests: Vec<BackTo>,
    /// The visit that was booked.
    #[ts(type = "unknown")]
    pub visit: Option<WithdrawVisit>,
    /// The patient that was registered.
    #[ts(type = "unknown")]
    pub registered: Option<UnregisterPatient>,
    /// The record that was changed.
    #[ts(type = "unknown")]
    pub edited: Option<EditPatient>,
    /// The consents that were taken down for somebody the clinic knew.
    #[ts(type = "unknown")]
    pub consents: Option<SetConsent>,
}

/// What one request returns to.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BackTo {
    /// Which.
    pub request: RequestId,
    /// The version the change made; a request changed since stays.
    pub version: i64,
    /// As it was.
    pub before: Standing,
}

impl TakeBack {
    /// Of changes that touched nothing but requests.
    pub fn of(requests: Vec<BackTo>) -> Self {
        Self {
            requests,
            visit: None,
            registered: None,
            edited: None,
            consents: None,
        }
    }
}

/// Takes changes back, all or none.
pub fn take_back(call: &Call<'_>, input: TakeBack) -> Result<()> {
    let today = call.practice()?.wall_now().date();
    call.transact(|tx| input.run(tx, today))
}

impl TakeBack {
    fn run(self, tx: &mut Tx<'_>, today: Date) -> Result<()> {
        let Self {
            requests,
            visit,
            registered,
            edited,
            consents,
        } = self;
        for back in &requests {
            back.run(tx)?;
        }
        let mut told = false;
        if let Some(visit) = &visit {
            told = visit.run(tx)?;
        }
        if let Some(consents) = consents {
            consents.run(tx)?;
        }
        if let Some(edited) = edited {
            edited.run(tx, today)?;
        }
        // A patient who was told of the visit stays: the letter is in their history.
        if let Some(registered) = registered.filter(|_| !told) {
            let all = tx.attempt(|tx| {
                if let Some(visit) = &visit {
                    erase_withdrawn(tx, visit.visit)?;
                }
                erase_consents(tx, registered.patient)?;
                registered.run(tx)
            });
            match all {
                Ok(()) => {}
                // Something else hangs on the record by now: it stays, and the request finds it as a match.
                Err(refusal) if refusal.code == Code::CannotUndo => {}
                Err(refusal) => return Err(refusal),
            }
        }
        Ok(())
    }
}

impl BackTo {
    fn run(&self, tx: &mut Tx<'_>) -> Result<()> {
        let row = store::load(tx.on(), self.request)?;
        if row.version != self.version {
            return Err(Refusal::new(
                Code::CannotUndo,
                format!("Something else happened to {}'s request since.", row.name()),
            )
            .next("Open the request and change it by hand."));
        }
        if row.standing.state != self.before.state {
            change::drop_pages(tx, &row)?;
        }
        // A time that was given back meanwhile cannot be had back.
        let mut before = self.before.clone();
        before.slot_held = before.slot_held && row.standing.slot_held;
        let telling = Telling {
            kind: "request.taken_back",
            more: json!({ "from": row.standing.state, "to": self.before.state }),
            letter: (row.standing.state != self.before.state).then_some(RequestChange::Closed),
        };
        change::write(tx, &row, &before, telling)?;
        Ok(())
    }
}
