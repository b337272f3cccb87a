//! The clinic, as its settings page shows it.

use crate::door::Call;
use crate::{Refusal, Result};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The clinic.
#[derive(Debug, Clone, Serialize, TS)]
pub struct ClinicView {
    /// Its name.
    pub name: String,
    /// Its phone, as it wants it printed.
    pub phone: String,
    /// Its e-mail address.
    pub email: String,
    /// Its postal address, lines.
    pub address: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// IANA zone: the authority for every wall time.
    pub zone: String,
    /// ISO 4217.
    pub currency: String,
    /// What the printer holds.
    pub paper: Paper,
    /// A demo practice: nothing leaves it.
    pub demo: bool,
    /// Whether the recovery kit was proven.
    pub recovery_proven: bool,
}

/// Paper formats.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Paper {
    /// ISO A4.
    A4,
    /// US Letter.
    Letter,
}

impl Paper {
    /// As stored.
    pub fn stored(self) -> &'static str {
        match self {
            Self::A4 => "a4",
            Self::Letter => "letter",
        }
    }
}

/// The clinic.
pub fn get(call: &Call<'_>, (): ()) -> Result<ClinicView> {
    call.read(view)
}

/// The clinic, from any snapshot.
pub fn view(on: &Connection) -> Result<ClinicView> {
    let facts = crate::clinic::facts(on)?;
    let paper: String = on
        .prepare_cached("SELECT paper FROM clinic")?
        .query_row([], |row| row.get(0))?;
    let paper = [Paper::A4, Paper::Letter]
        .into_iter()
        .find(|p| p.stored() == paper)
        .ok_or_else(|| Refusal::fault("the clinic's paper format"))?;
    Ok(ClinicView {
        name: facts.name,
        phone: facts.phone,
        email: facts.email,
        address: facts.address,
        country: facts.country,
        zone: facts.zone,
        currency: facts.currency,
        paper,
        demo: facts.demo,
        recovery_proven: facts.recovery_proven,
    })
}
