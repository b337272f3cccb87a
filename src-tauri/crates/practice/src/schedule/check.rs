//! Ask whether a visit could be somewhere, while it is still being dragged.

use crate::Result;
use crate::door::Call;
use crate::ids::{PatientId, ProviderId, RoomId, ServiceId, VisitId};
use crate::schedule::place::Wish;
use crate::schedule::rules::{self, Clash, Verdict, Wanted};
use crate::schedule::{store, wall};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The visit as it would be.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct CheckVisit {
    /// The visit being moved: it is not in its own way.
    #[ts(optional)]
    pub visit: Option<VisitId>,
    /// For whom, where that is known already.
    #[ts(optional)]
    pub patient: Option<PatientId>,
    /// With whom.
    pub provider: ProviderId,
    /// For what.
    pub service: ServiceId,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time.
    pub starts: String,
    /// 1: the second of a time that comes twice.
    #[ts(optional)]
    pub fold: Option<u8>,
    /// Length, 5 to 720; the service's without.
    #[ts(optional)]
    pub minutes: Option<u32>,
    /// In which room. Absent: the one the provider works in at that time; `null`: none.
    #[ts(optional, type = "string | null")]
    #[serde(default, with = "crate::schedule::asked")]
    pub room: Option<Option<RoomId>>,
}

/// What would happen.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Checked {
    /// Free, allowed, needs a reason, or blocked.
    pub verdict: Verdict,
    /// What is in the way, the heaviest first.
    pub clashes: Vec<Clash>,
    /// The first sentence to show; empty when free.
    pub message: String,
    /// `YYYY-MM-DDTHH:MM` of the end.
    pub ends: String,
    /// The room it would be in.
    pub room: Option<RoomId>,
    /// The start is a time that comes twice that day: offer the choice.
    pub comes_twice: bool,
}

/// The verdict. A promise it is not: the same rules decide again when it is booked.
pub fn check(call: &Call<'_>, input: CheckVisit) -> Result<Checked> {
    call.read(|on| input.run(on))
}

impl CheckVisit {
    /// The verdict, inside any transaction.
    pub fn run(&self, on: &Connection) -> Result<Checked> {
        let wall = wall::parse("starts", &self.starts)?;
        let moving = self.visit.map(|visit| store::load(on, visit)).transpose()?;
        let wish = Wish {
            provider: self.provider,
            service: self.service,
            wall,
            fold: self.fold,
            minutes: self.minutes,
            room: self.room,
        };
        let mut place = wish.place(on)?;
        let mut fresh = true;
        if let Some(moving) = &moving {
            let was = &moving.state;
            fresh = was.provider != place.provider || was.service != place.service || was.room != place.room;
            if was.service == place.service {
                // Buffers belong to the visit and move with it.
                (place.buffer_before, place.buffer_after) = (was.buffer_before, was.buffer_after);
            }
        }
        let patient = self.patient.or(moving.map(|visit| visit.patient));
        let clashes = rules::clashes(
            on,
            &Wanted {
                place: &place,
                visit: self.visit,
                patient,
                fresh,
            },
        )?;
        Ok(Checked {
            verdict: rules::verdict(&clashes),
            message: clashes.first().map(|c| c.what.clone()).unwrap_or_default(),
            clashes,
            ends: wall::text(wall::at(&place.zone, place.ends_at())?),
            room: place.room,
            comes_twice: place.moment.comes_twice,
        })
    }
}
