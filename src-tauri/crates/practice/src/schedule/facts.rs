//! What other concepts may know of a visit.

use crate::ids::{PatientId, ProviderId, ServiceId, VisitId};
use crate::{Refusal, Result};
use rusqlite::{Connection, OptionalExtension};

/// A visit as messages and timelines need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct VisitFacts {
    /// Which.
    pub id: VisitId,
    /// Whose.
    pub patient: PatientId,
    /// With whom.
    pub provider: ProviderId,
    /// The provider's name as patients know it.
    pub provider_name: String,
    /// For what.
    pub service: ServiceId,
    /// The service's name.
    pub service_name: String,
    /// Price in minor units.
    pub price: i64,
    /// What to bring or do before.
    pub preparation: String,
    /// What comes after.
    pub next_steps: String,
    /// Wall time agreed, `YYYY-MM-DDTHH:MM`.
    pub starts: String,
    /// IANA zone of that wall time.
    pub zone: String,
    /// Instant of the start, Unix seconds.
    pub starts_at: i64,
    /// Instant of the end.
    pub ends_at: i64,
    /// Length in minutes.
    pub minutes: i64,
    /// `scheduled`, `confirmed`, `arrived`, `in_room`, `completed`, `no_show`, `cancelled`.
    pub status: String,
    /// Since when, Unix seconds.
    pub status_at: i64,
    /// Rises when staff move the visit.
    pub revision: i64,
    /// When it was booked, Unix seconds.
    pub booked_at: i64,
}

/// The facts of a visit; gone is an error.
pub fn facts(on: &Connection, visit: VisitId) -> Result<VisitFacts> {
    on.prepare_cached(
        "SELECT v.patient_id, v.provider_id, p.name AS provider_name, v.service_id, s.name AS service_name, s.price, s.preparation, s.next_steps,
                v.starts, v.zone, v.starts_at, v.ends_at, v.minutes, v.status, v.status_at, v.revision, v.booked_at
         FROM visit v JOIN provider p ON p.id = v.provider_id JOIN service s ON s.id = v.service_id WHERE v.id = ?1",
    )?
    .query_row([visit], |row| {
        Ok(VisitFacts {
            id: visit,
            patient: row.get("patient_id")?,
            provider: row.get("provider_id")?,
            provider_name: row.get("provider_name")?,
            service: row.get("service_id")?,
            service_name: row.get("service_name")?,
            price: row.get("price")?,
            preparation: row.get("preparation")?,
            next_steps: row.get("next_steps")?,
            starts: row.get("starts")?,
            zone: row.get("zone")?,
            starts_at: row.get("starts_at")?,
            ends_at: row.get("ends_at")?,
            minutes: row.get("minutes")?,
            status: row.get("status")?,
            status_at: row.get("status_at")?,
            revision: row.get("revision")?,
            booked_at: row.get("booked_at")?,
        })
    })
    .optional()?
    .ok_or_else(|| Refusal::not_found("This visit"))
}
