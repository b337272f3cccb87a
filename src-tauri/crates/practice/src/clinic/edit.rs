//! Change the clinic's facts.

use crate::clinic::get::{ClinicView, Paper, view};
use crate::clinic::text;
use crate::door::Call;
use crate::events::Event;
use crate::{Refusal, Result, schedule};
use jiff::tz::TimeZone;
use rusqlite::params;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The clinic as it should be.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct EditClinic {
    /// Its name.
    pub name: String,
    /// Its phone, as it wants it printed.
    pub phone: String,
    /// Its e-mail address; may be empty.
    pub email: String,
    /// Its postal address, lines.
    pub address: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    /// IANA zone.
    pub zone: String,
    /// ISO 4217.
    pub currency: String,
    /// What the printer holds.
    pub paper: Paper,
}

/// The clinic after the change.
#[derive(Debug, Serialize, TS)]
pub struct ClinicEdited {
    /// As it is now.
    pub clinic: ClinicView,
    /// How many coming visits got new instants because the zone changed: their wall times stayed as agreed.
    pub visits_recomputed: u32,
}

/// Changes the clinic. A new zone keeps every coming visit at the wall time that was agreed and computes its instant,
/// and so its reminders, again; what already happened stays when it happened.
pub fn edit(call: &Call<'_>, input: EditClinic) -> Result<ClinicEdited> {
    let name = text::line("name", &input.name, 1, 200)?;
    let phone = text::line("phone", &input.phone, 0, 60)?;
    let email = email(&input.email)?;
    let address = text::lines("address", &input.address, 500)?;
    let country = capitals("country", &input.country, 2, "Choose the country from the list.")?;
    let currency = capitals("currency", &input.currency, 3, "A currency is three letters, like EUR.")?;
    let zone = zone("zone", &input.zone)?;
    let zone_name = input.zone.trim();
    let edited = call.transact(|tx| {
        let before = crate::clinic::facts(tx.on())?;
        tx.on().execute(
            "UPDATE clinic SET name = ?1, phone = ?2, email = ?3, address = ?4, country = ?5, zone = ?6, currency = ?7, paper = ?8",
            params![name, phone, email, address, country, zone_name, currency, input.paper.stored()],
        )?;
        let visits_recomputed = if before.zone == zone_name { 0 } else { schedule::keep_wall_times(tx, &zone, zone_name)? };
        tx.event(Event::new("clinic.edited"));
        Ok(ClinicEdited { clinic: view(tx.on())?, visits_recomputed })
    })?;
    call.practice()?.reload_zone()?;
    Ok(edited)
}

/// A zone by its IANA name. Only names of the zone database: `UTC+2` and POSIX rules know nothing of summer time.
pub fn zone(field: &str, name: &str) -> Result<TimeZone> {
    let unknown = || {
        Refusal::invalid(
            field,
            "This time zone is not known. Choose a city from the list, like Europe/Berlin.",
        )
    };
    let name = name.trim();
    if name.len() > 60
        || name.is_empty()
        || !name
            .chars()
            .all(|c| c.is_ascii_alphanumeric() || matches!(c, '/' | '_' | '-' | '+'))
    {
        return Err(unknown());
    }
    TimeZone::get(name).map_err(|_| unknown())
}

fn capitals(field: &str, given: &str, letters: usize, told: &str) -> Result<String> {
    let given = given.trim();
    if given.len() == letters && given.chars().all(|c| c.is_ascii_alphabetic()) {
        Ok(given.to_ascii_uppercase())
    } else {
        Err(Refusal::invalid(field, told))
    }
}

fn email(given: &str) -> Result<String> {
    let line = text::line("email", given, 0, 254)?;
    if !line.is_empty() && !email_address::EmailAddress::is_valid(&line) {
        return Err(Refusal::invalid(
            "email",
            "This is not an e-mail address. It looks like front@clinic.example.",
        ));
    }
    Ok(line)
}
