//! Move a visit: another time, length, provider or room.

use crate::automation::VisitChange;
use crate::clinic::text;
use crate::door::Call;
use crate::ids::{ProviderId, RoomId, VisitId};
use crate::schedule::change::{self, Change, Telling};
use crate::schedule::place::Place;
use crate::schedule::rules::{self, Wanted};
use crate::schedule::state::VisitState;
use crate::schedule::status::VisitStatus;
use crate::schedule::visit::{Override, VisitView};
use crate::schedule::wall;
use crate::transact::Done;
use crate::{Refusal, Result};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

/// Where it should go. What is absent stays.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MoveVisit {
    /// Which.
    pub visit: VisitId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time.
    #[ts(optional)]
    pub starts: Option<String>,
    /// 1: the second of a time that comes twice.
    #[ts(optional)]
    pub fold: Option<u8>,
    /// Length, 5 to 720.
    #[ts(optional)]
    pub minutes: Option<u32>,
    /// With whom.
    #[ts(optional)]
    pub provider: Option<ProviderId>,
    /// In which room; `null`: none. Absent: it stays, unless the provider changes: then the new provider's room.
    #[ts(optional, type = "string | null")]
    #[serde(default, with = "crate::schedule::asked", skip_serializing_if = "Option::is_none")]
    pub room: Option<Option<RoomId>>,
    /// Why a warning does not count this time.
    #[ts(optional)]
    pub r#override: Option<Override>,
}

/// Moves it, or says what is in the way. The patient's confirmation of another time is void: the visit is scheduled
/// again and gets the reminders of the new one.
pub fn move_to(call: &Call<'_>, input: MoveVisit) -> Result<Done<VisitView>> {
    call.transact(|tx| {
        let change = change::begin(tx.on(), input.visit, input.version)?;
        let was = &change.was.state;
        if matches!(
            was.status,
            VisitStatus::Cancelled | VisitStatus::Completed | VisitStatus::NoShow
        ) {
            return Err(Refusal::invalid(
                "visit",
                format!("This visit is {}, so it cannot be moved.", was.status.words()),
            )
            .next("Book a new visit, or take that status back first."));
        }
        let place = input.place(tx.on(), &change)?;
        let mut now = VisitState {
            provider: place.provider,
            room: place.room,
            starts: wall::text(place.moment.wall),
            fold: place.moment.fold,
            minutes: place.minutes,
            in_tray: false,
            ..was.clone()
        };
        let other_time = (&now.starts, now.fold) != (&was.starts, was.fold);
        if other_time && was.status == VisitStatus::Confirmed {
            let at = tx.now().as_second();
            (now.status, now.status_at, now.times) =
                (VisitStatus::Scheduled, at, was.times.reach(VisitStatus::Scheduled, at));
        }
        if now.stands_elsewhere(was) {
            let fresh = now.provider != was.provider || now.room != was.room;
            let wanted = Wanted {
                place: &place,
                visit: Some(input.visit),
                patient: Some(change.was.patient),
                fresh,
            };
            now.overridden = rules::decide(
                tx,
                &wanted,
                input.r#override.as_ref(),
                &change.accepted,
                was.overridden.as_ref(),
            )?;
        }
        let telling = Telling {
            kind: "visit.moved",
            change: now.means_another_appointment(was).then_some(VisitChange::Moved),
            more: json!({
                "from": change::describe(tx.on(), was)?,
                "to": change::describe(tx.on(), &now)?,
            }),
            label: label(&change, &now)?,
        };
        change.finish(tx, &now, Some(&place), telling)
    })
}

/// `Moved Grace Kim to 14:00`, `Made Grace Kim's visit 45 minutes`.
fn label(change: &Change, now: &VisitState) -> Result<String> {
    let was = &change.was.state;
    if now.starts == was.starts && now.provider == was.provider && now.minutes != was.minutes {
        return Ok(format!(
            "Made the visit of {} {} minutes long",
            change.patient_name, now.minutes
        ));
    }
    Ok(format!(
        "Moved {} to {}",
        change.patient_name,
        change::when(&now.starts, &was.starts)?
    ))
}

impl MoveVisit {
    /// Where it should go: what is not asked for stays. Buffers belong to the visit and go with it.
    fn place(&self, on: &Connection, change: &Change) -> Result<Place> {
        let was = &change.was.state;
        let provider = self.provider.unwrap_or(was.provider);
        let starts = self.starts.as_deref().unwrap_or(&was.starts);
        let wall = wall::parse("starts", starts)?;
        let fold = self
            .fold
            .or((self.starts.is_none() || starts == was.starts).then_some(was.fold));
        let minutes = self.minutes.unwrap_or(was.minutes);
        text::between("minutes", i64::from(minutes), 5, 720, "minutes")?;
        let room = match self.room {
            Some(room) => room,
            None if provider != was.provider => rules::usual_room(on, provider, wall)?,
            None => was.room,
        };
        Ok(Place {
            provider,
            service: was.service,
            room,
            moment: wall::resolve("starts", &change.zone, wall, fold)?,
            minutes,
            buffer_before: was.buffer_before,
            buffer_after: was.buffer_after,
            zone: change.zone.clone(),
            zone_name: change.zone_name.clone(),
        })
    }
}
