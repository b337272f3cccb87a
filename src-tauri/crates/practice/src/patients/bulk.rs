//! What imports and the demo need of patients: the shape of a record, registering many, and what they agreed to.

pub(crate) use crate::patients::consents::{ConsentChannel, ConsentPurpose, ConsentState, HowGiven};
pub(crate) use crate::patients::record::{
    AddressKind, ContactMethod, EmergencyContact, InsurancePolicy, PatientAddress, PatientEmail, PatientPhone,
    PatientRecord, PatientStatus, PhoneKind, Sex,
};
pub(crate) use crate::patients::register::{NewPatient, register_many};

use crate::Result;
use rusqlite::{Connection, params};

/// An answer a patient gave at the desk.
pub(crate) struct Answer<'a> {
    /// Record number.
    pub no: i64,
    /// By what way.
    pub channel: ConsentChannel,
    /// For what.
    pub purpose: ConsentPurpose,
    /// What they said.
    pub state: ConsentState,
    /// When, Unix seconds.
    pub at: i64,
    /// Who took it down: a staff id.
    pub actor: &'a str,
    /// How it was given.
    pub how: HowGiven,
}

/// Writes one.
pub(crate) fn answer(on: &Connection, answer: &Answer<'_>) -> Result<()> {
    let Answer {
        no,
        channel,
        purpose,
        state,
        at,
        actor,
        how,
    } = answer;
    on.prepare_cached("INSERT INTO patient_consent (no, channel, purpose, state, at, actor, how, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, '')")?
        .execute(params![no, channel, purpose, state, at, actor, how])?;
    Ok(())
}
