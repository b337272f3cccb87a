//! A visit as calendar programs read it (RFC 5545, 5546, 6047): what patients' phones put into their calendars.
//!
//! It says when and where and nothing else: a calendar is shown on lock screens and shared with families, so neither
//! service nor provider nor reason stands in it, and its number is drawn from the visit's without naming it.

use crate::automation;
use crate::clinic::ClinicFacts;
use crate::ids::VisitId;
use crate::messaging::templates::base_language;
use crate::schedule::VisitFacts;
use crate::transact::Tx;
use crate::{Refusal, Result};
use icalendar::{Calendar, Component, Event, EventLike, Property};
use jiff::Timestamp;
use keepwell_mail::{Invitation, Method};
use ring::digest::{SHA256, digest};

/// Where the domain is kept that numbers end in: it must stay when the clinic's address changes, or a moved visit would
/// stand in the patient's calendar twice.
const DOMAIN: &str = "calendar.domain";

/// A visit and what is to be done with it in the patient's calendar.
#[derive(Debug, Clone)]
pub struct Entry {
    /// The visit.
    pub visit: VisitFacts,
    /// How often a cancellation the patient knew of was taken back.
    pub round: i64,
    /// Put it in or take it out.
    pub method: Method,
}

/// What else stands in an invitation.
pub struct Card<'a> {
    /// See [`uid`].
    pub uid: String,
    /// When it is written, Unix seconds.
    pub stamp: i64,
    /// The clinic.
    pub clinic: &'a ClinicFacts,
    /// The clinic's address.
    pub organizer: &'a str,
    /// The patient's.
    pub attendee: &'a str,
    /// The letter's language, BCP 47.
    pub language: &'a str,
}

/// The number of a visit in calendars: the same for all its letters, and telling nothing about it.
pub fn uid(tx: &Tx<'_>, practice_id: &str, visit: VisitId, from: &str) -> Result<String> {
    let domain = match automation::setting(tx.on(), DOMAIN)? {
        Some(domain) => domain,
        None => {
            let domain = from.rsplit('@').next().unwrap_or("localhost").to_lowercase();
            automation::put_setting(tx.on(), tx.now().as_second(), DOMAIN, &domain)?;
            domain
        }
    };
    let hash = digest(&SHA256, format!("{practice_id}/calendar/{visit}").as_bytes());
    let hex: String = hash
        .as_ref()
        .iter()
        .take(16)
        .map(|byte| format!("{byte:02x}"))
        .collect();
    Ok(format!("{hex}@{domain}"))
}

/// The invitation, or what takes it back.
pub fn invitation(entry: &Entry, card: &Card<'_>) -> Result<Invitation> {
    let (method, status) = match entry.method {
        Method::Request => ("REQUEST", "CONFIRMED"),
        Method::Cancel => ("CANCEL", "CANCELLED"),
    };
    let clinic = plain(&card.clinic.name);
    let mut event = Event::new();
    event
        .uid(&card.uid)
        .add_property("DTSTAMP", utc(card.stamp)?)
        .add_property("DTSTART", utc(entry.visit.starts_at)?)
        .add_property("DTEND", utc(entry.visit.ends_at)?)
        .add_property("SEQUENCE", sequence(entry).to_string())
        .add_property("STATUS", status)
        .add_property("TRANSP", "OPAQUE")
        .add_property("CLASS", "PRIVATE")
        .summary(&summary(card.language, &clinic))
        .append_property(
            Property::new("ORGANIZER", mailto(card.organizer))
                .add_parameter("CN", &clinic)
                .done(),
        )
        .append_property(
            // No answer is asked for: the clinic reads its mail, not its calendar's.
            Property::new("ATTENDEE", mailto(card.attendee))
                .add_parameter("CUTYPE", "INDIVIDUAL")
                .add_parameter("ROLE", "REQ-PARTICIPANT")
                .add_parameter("PARTSTAT", "NEEDS-ACTION")
                .add_parameter("RSVP", "FALSE")
                .done(),
        );
    let place: Vec<String> = card
        .clinic
        .address
        .lines()
        .map(plain)
        .filter(|line| !line.is_empty())
        .collect();
    if !place.is_empty() {
        event.location(&place.join(", "));
    }
    let mut calendar = Calendar::empty();
    for (name, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//Keepwell//Keepwell//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", method),
    ] {
        calendar.append_property((name, value));
    }
    calendar.push(event.done());
    Ok(Invitation {
        method: entry.method,
        ics: calendar.to_string(),
    })
}

/// Rises with every letter about the visit that calendars must believe more than the one before: each move, and within
/// one time of it each cancellation and each time a cancellation is taken back.
fn sequence(entry: &Entry) -> i64 {
    let within = entry.round.clamp(0, 49) * 2 + i64::from(entry.method == Method::Cancel);
    (entry.visit.revision - 1).clamp(0, 20_000_000) * 100 + within
}

fn summary(language: &str, clinic: &str) -> String {
    match base_language(language) {
        "es" => format!("Cita en {clinic}"),
        "de" => format!("Termin: {clinic}"),
        "fr" => format!("Rendez-vous : {clinic}"),
        "ro" => format!("Programare la {clinic}"),
        _ => format!("Appointment at {clinic}"),
    }
}

fn utc(second: i64) -> Result<String> {
    let at = Timestamp::from_second(second).map_err(Refusal::fault)?;
    Ok(at.strftime("%Y%m%dT%H%M%SZ").to_string())
}

/// An address as a URI: what may not stand in one is written as bytes (RFC 6068).
fn mailto(address: &str) -> String {
    let mut uri = String::from("mailto:");
    for byte in address.trim().bytes() {
        if byte.is_ascii_alphanumeric() || b"@.!#$&'*+-/=^_`{|}~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

/// One line; no quotation marks, which no parameter can hold; none of the marks that turn a line around.
fn plain(text: &str) -> String {
    let unwanted = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '"' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
    };
    text.split(unwanted)
        .filter(|part| !part.is_empty())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests;
