//! A request becomes a visit.

use crate::automation::RequestChange;
use crate::door::Call;
use crate::ids::{PatientId, ProviderId, RequestId, RoomId, ServiceId};
use crate::patients::record::PatientRecord;
use crate::requests::change::{self, Telling};
use crate::requests::permission::also_needs;
use crate::requests::take_back::{BackTo, TakeBack};
use crate::requests::{ConfirmedRequest, RequestState, RequestView, book, into_record, view};
use crate::schedule::BookVisit;
use crate::schedule::visit::Override;
use crate::staff::Permission;
use crate::transact::Done;
use crate::{Result, schedule};
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

/// Confirm a request: the patient is registered or their record changed, consents are taken down, the visit is booked
/// and the patient told, all or nothing.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ConfirmRequest {
    /// Which.
    pub request: RequestId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// Whose record it goes into.
    pub patient: WhoIsIt,
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
    #[serde(default, with = "crate::schedule::asked", skip_serializing_if = "Option::is_none")]
    pub room: Option<Option<RoomId>>,
    /// The desk's note on the visit.
    #[ts(optional)]
    pub note: Option<String>,
    /// Why a warning does not count this time.
    #[ts(optional)]
    pub r#override: Option<Override>,
}

/// Whose record a request goes into.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(tag = "is", rename_all = "snake_case", deny_unknown_fields)]
pub enum WhoIsIt {
    /// Somebody the clinic knows.
    Existing {
        /// Who.
        patient: PatientId,
        /// What to take over from the answers; everything else in the record stays.
        take: Vec<TakeField>,
    },
    /// Somebody new.
    New {
        /// Their record, as looked over by staff.
        record: Box<PatientRecord>,
    },
}

/// A field of the record an answer can fill.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum TakeField {
    /// Given and family name: replaces.
    Name,
    /// Date of birth: replaces.
    Born,
    /// Sex: replaces.
    Sex,
    /// Phone: is added after those there are.
    Phone,
    /// E-mail: is added after those there are.
    Email,
    /// Address: is added after those there are.
    Address,
    /// Insurance policy: is added after those there are.
    Insurance,
    /// Emergency contact: is added after those there are.
    Emergency,
    /// Language to write in: replaces.
    Language,
    /// How they heard of the clinic: replaces.
    Source,
}

/// Take a request into a record without booking a visit: a registration, a questionnaire.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AcceptRequest {
    /// Which.
    pub request: RequestId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// Whose record it goes into.
    pub patient: WhoIsIt,
}

/// Confirms a request.
pub fn confirm(call: &Call<'_>, input: ConfirmRequest) -> Result<Done<ConfirmedRequest>> {
    also_needs(call, Permission::EditSchedule)?;
    also_needs(call, Permission::EditPatients)?;
    let today = call.practice()?.wall_now().date();
    call.transact(|tx| {
        let row = change::begin(tx.on(), input.request, input.version)?;
        change::refuse_settled(&row)?;
        let visit = BookVisit {
            patient: PatientId::from_bytes([0; 16]),
            provider: input.provider,
            service: input.service,
            starts: input.starts,
            fold: input.fold,
            minutes: input.minutes,
            room: input.room,
            note: input.note,
            r#override: input.r#override,
        };
        let book::Booked {
            linked,
            booking,
            standing,
        } = book::book(tx, &row, input.patient, visit, today)?;
        let back = TakeBack {
            visit: Some(booking.back),
            registered: linked.registered,
            edited: linked.edited,
            consents: linked.consents,
            ..TakeBack::of(vec![BackTo {
                request: row.id,
                version: row.version + 1,
                before: change::before(&row, &standing),
            }])
        };
        let undo = tx.undo_with(&booking.label, "requests.take_back", &back)?;
        Ok(Done {
            value: ConfirmedRequest {
                request: view::one(tx.on(), row.id)?,
                visit: schedule::view_of(tx.on(), booking.visit)?,
            },
            undo,
            told_at: booking.told_at,
        })
    })
}

/// Takes a request into a record.
pub fn accept(call: &Call<'_>, input: AcceptRequest) -> Result<Done<RequestView>> {
    also_needs(call, Permission::EditPatients)?;
    let today = call.practice()?.wall_now().date();
    call.transact(|tx| {
        let row = change::begin(tx.on(), input.request, input.version)?;
        change::refuse_settled(&row)?;
        let linked = into_record::link(tx, &row, input.patient, today)?;
        let mut now = row.standing.clone();
        now.state = RequestState::Accepted;
        now.patient = Some(linked.patient);
        change::free_slot(tx, &row, &mut now)?;
        change::drop_pages(tx, &row)?;
        let telling = Telling {
            kind: "request.accepted",
            more: json!({}),
            letter: Some(RequestChange::Closed),
        };
        change::write(tx, &row, &now, telling)?;
        let back = TakeBack {
            registered: linked.registered,
            edited: linked.edited,
            consents: linked.consents,
            ..TakeBack::of(vec![BackTo {
                request: row.id,
                version: row.version + 1,
                before: change::before(&row, &now),
            }])
        };
        let label = format!("Took {}'s answers into the record", row.name());
        let undo = tx.undo_with(&label, "requests.take_back", &back)?;
        Ok(Done {
            value: view::one(tx.on(), row.id)?,
            undo,
            told_at: None,
        })
    })
}
