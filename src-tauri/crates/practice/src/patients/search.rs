//! Finds patients as somebody types (PAT-2).

use crate::door::Call;
use crate::patients::find::{Finder, Query};
use crate::patients::view::PatientLine;
use crate::patients::visits;
use crate::{Refusal, Result, clinic};
use jiff::civil::Date;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Find patients.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SearchPatients {
    /// What was typed: names in any order, a phone, a date of birth, a record number, an e-mail.
    pub text: String,
    /// At most so many; 20 if left out, 50 at most.
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// A patient who fits.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PatientHit {
    /// Who.
    pub patient: PatientLine,
    /// How they fit.
    pub why: WhyMatched,
    /// The text that fits, for the screen to show beside the name where the name alone does not explain it.
    pub matched: String,
    /// The next visit that still stands, clinic wall time.
    pub next_visit: Option<String>,
    /// The last visit that took place, clinic wall time.
    pub last_visit: Option<String>,
}

/// What made a patient fit, best first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum WhyMatched {
    /// The record number.
    RecordNo,
    /// The name as typed, or its beginning.
    Name,
    /// The words of the name in another order.
    NameAnyOrder,
    /// A nickname (Bill for William) or preferred name.
    Nickname,
    /// Digits of a phone.
    Phone,
    /// The date of birth.
    Born,
    /// The beginning of an e-mail address.
    Email,
    /// A name spelt nearly so.
    Similar,
}

/// The most hits.
const MOST: usize = 50;

/// Finds patients.
pub fn search(call: &Call<'_>, input: SearchPatients) -> Result<Vec<PatientHit>> {
    let practice = call.practice()?;
    let (now, zone, today) = (practice.now().as_second(), practice.zone(), practice.wall_now().date());
    let limit = input.limit.map_or(20, |limit| limit as usize).clamp(1, MOST);
    let wall = |instant: i64| {
        jiff::Timestamp::from_second(instant)
            .map(|at| zone.to_datetime(at).strftime("%Y-%m-%dT%H:%M").to_string())
            .map_err(Refusal::fault)
    };
    let hits = call.read(|on| {
        let query = query(on, &input.text, today)?;
        let found = Finder::find(on, &query, limit)?;
        let hits = found.into_iter().map(|found| {
            let (next, last) = visits::nearest(on, found.candidate.line.id, now)?;
            let (next_visit, last_visit) = (next.map(wall).transpose()?, last.map(wall).transpose()?);
            Ok(PatientHit {
                patient: found.candidate.line,
                why: found.why,
                matched: found.matched,
                next_visit,
                last_visit,
            })
        });
        hits.collect::<Result<Vec<_>>>()
    })?;
    for hit in &hits {
        call.looks_at(hit.patient.id);
    }
    Ok(hits)
}

/// Takes a typed text apart as this clinic writes days.
pub fn query(on: &Connection, text: &str, today: Date) -> Result<Query> {
    let country = clinic::facts(on)?.country;
    Ok(Query::parse(
        text,
        today,
        matches!(country.as_str(), "US" | "PH" | "FM" | "PW" | "GU" | "AS"),
    ))
}
