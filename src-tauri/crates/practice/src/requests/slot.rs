//! The time a request took on the web, and whether it can be kept.

use crate::ids::{PatientId, VisitId};
use crate::requests::store::{HeldSlot, Row};
use crate::requests::{SlotView, store};
use crate::schedule::{CheckVisit, Verdict};
use crate::transact::Tx;
use crate::{Code, Result, clinic, relay};
use keepwell_protocol::id::SlotId;
use rusqlite::Connection;

/// What is in the way of a time, in a sentence; `None`: it can be booked without overriding anything.
pub fn conflict(on: &Connection, wanted: CheckVisit) -> Result<Option<String>> {
    match wanted.run(on) {
        Ok(checked) => Ok(match checked.verdict {
            Verdict::Free | Verdict::Allowed => None,
            Verdict::Warns | Verdict::Blocked => Some(checked.message),
        }),
        // A service or provider that is gone, a time the clocks skip.
        Err(refusal) if refusal.code == Code::Invalid => Ok(Some(refusal.message)),
        Err(refusal) => Err(refusal),
    }
}

impl HeldSlot {
    /// What is in its way; a time the clinic does not know cannot be kept.
    pub fn conflict(&self, on: &Connection, patient: Option<PatientId>, now: i64) -> Result<Option<String>> {
        let (Some(provider), Some(service)) = (self.provider, self.service) else {
            return Ok(Some("The clinic does not offer this time any more.".into()));
        };
        if self.starts_at <= now {
            return Ok(Some("This time has passed.".into()));
        }
        conflict(
            on,
            CheckVisit {
                visit: None,
                patient,
                provider,
                service,
                starts: self.starts.clone(),
                fold: Some(self.fold),
                minutes: Some(self.minutes),
                room: None,
            },
        )
    }
}

/// The time as the panel shows it.
pub fn view(on: &Connection, row: &Row, now: i64) -> Result<Option<SlotView>> {
    let Some(slot) = &row.slot else { return Ok(None) };
    let conflict = if row.standing.state.is_open() {
        slot.conflict(on, row.standing.patient, now)?.unwrap_or_default()
    } else {
        String::new()
    };
    Ok(Some(SlotView {
        starts: slot.starts.clone(),
        starts_at: slot.starts_at,
        minutes: slot.minutes,
        provider: slot.provider,
        provider_name: match slot.provider {
            Some(provider) => clinic::providers::named(on, "provider", provider)?.name,
            None => String::new(),
        },
        service: slot.service,
        held: row.standing.slot_held,
        conflict,
    }))
}

/// Gives a web time back, unless another request claims it too.
pub fn give_back(tx: &mut Tx<'_>, no: i64, slot: SlotId) -> Result<()> {
    if store::others_hold(tx.on(), no, slot)? {
        return Ok(());
    }
    relay::free_slot(tx, slot)
}

/// Gives the web time of a visit back once the visit does not stand on it any more: cancelled, moved, with somebody else.
/// Called in the transaction that changed the visit.
pub fn left(tx: &mut Tx<'_>, visit: VisitId) -> Result<()> {
    for (no, slot) in store::left_by(tx.on(), visit)? {
        give_back(tx, no, slot)?;
        store::holds_no_longer(tx.on(), no)?;
    }
    Ok(())
}
