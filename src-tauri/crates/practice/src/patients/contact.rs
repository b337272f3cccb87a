//! What other concepts may know of a patient in order to speak to them.

use crate::ids::PatientId;
use crate::patients::consents::{ConsentPurpose, ConsentState, is_allowed};
use crate::{Refusal, Result};
use rusqlite::{Connection, OptionalExtension};

/// How and whether a patient may be reached.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Contact {
    /// Whom.
    pub id: PatientId,
    /// Given name: the only name that goes into a message.
    pub given: String,
    /// Family name.
    pub family: String,
    /// `active`, `inactive`, `deceased`, `merged`.
    pub status: String,
    /// BCP 47; empty means the clinic's language.
    pub language: String,
    /// First e-mail address.
    pub email: Option<String>,
    /// First phone, E.164.
    pub phone: Option<String>,
    /// Whether reminders by e-mail are wanted (PAT-7); a patient who was never asked gets them, one who said no does not.
    pub reminders_by_email: bool,
    /// The patient's own quiet hours as wall times `('21:00', '08:00')`; `None` means the clinic's.
    pub quiet: Option<(String, String)>,
    /// The patient's own zone (IANA) where it differs from the clinic's.
    pub zone: Option<String>,
    /// At most so many messages in seven days; `None` means no limit of their own.
    pub most_per_week: Option<u32>,
}

/// The contact of a patient; gone is an error.
pub fn contact(on: &Connection, patient: PatientId) -> Result<Contact> {
    on.prepare_cached(
        "SELECT p.given, p.family, p.status, p.language, p.email, p.phone, w.quiet_from, w.quiet_until, w.zone, w.most_per_week,
                (SELECT state FROM patient_consent WHERE no = p.no AND channel = 'email' AND purpose = 'reminders' ORDER BY seq DESC LIMIT 1) AS said
         FROM patient p LEFT JOIN patient_preference w ON w.seq = (SELECT max(seq) FROM patient_preference WHERE no = p.no)
         WHERE p.id = ?1",
    )?
    .query_row([patient], |row| {
        let said: Option<ConsentState> = row.get("said")?;
        Ok(Contact {
            id: patient,
            given: row.get("given")?,
            family: row.get("family")?,
            status: row.get("status")?,
            language: row.get("language")?,
            email: row.get("email")?,
            phone: row.get("phone")?,
            reminders_by_email: is_allowed(ConsentPurpose::Reminders, said.unwrap_or(ConsentState::NotAsked)),
            quiet: row.get::<_, Option<String>>("quiet_from")?.zip(row.get("quiet_until")?),
            zone: row.get("zone")?,
            most_per_week: row.get("most_per_week")?,
        })
    })
    .optional()?
    .ok_or_else(|| Refusal::not_found("This patient"))
}
