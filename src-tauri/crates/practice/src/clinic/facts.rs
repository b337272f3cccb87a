//! What every concept may know of the clinic.

use crate::{Refusal, Result};
use rusqlite::{Connection, OptionalExtension};

/// The clinic as messages, prints and parsers need it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClinicFacts {
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
    /// IANA zone.
    pub zone: String,
    /// ISO 4217.
    pub currency: String,
    /// Whether this is a demo practice: nothing leaves it, ever.
    pub demo: bool,
    /// Whether the recovery kit was proven.
    pub recovery_proven: bool,
}

/// The clinic's facts.
pub fn facts(on: &Connection) -> Result<ClinicFacts> {
    on.prepare_cached("SELECT name, phone, email, address, country, zone, currency, demo, recovery_proven_at IS NOT NULL AS proven FROM clinic")?
        .query_row([], |row| {
            Ok(ClinicFacts {
                name: row.get("name")?,
                phone: row.get("phone")?,
                email: row.get("email")?,
                address: row.get("address")?,
                country: row.get("country")?,
                zone: row.get("zone")?,
                currency: row.get("currency")?,
                demo: row.get("demo")?,
                recovery_proven: row.get("proven")?,
            })
        })
        .optional()?
        .ok_or_else(|| Refusal::fault("a practice without its clinic row"))
}
