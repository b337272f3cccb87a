//! Warns of a likely duplicate while a form is filled (PAT-3). A shared phone or e-mail alone is normal in a family.

use crate::door::Call;
use crate::ids::PatientId;
use crate::patients::find::{Candidate, Finder, Query};
use crate::patients::fold::{FoldedName, NameParts};
use crate::patients::likeness::{Likeness, Person};
use crate::patients::store;
use crate::patients::values::{self, NAME, Phone};
use crate::patients::view::PatientLine;
use crate::{Result, clinic};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// What the form holds so far. Half-typed values are welcome: what cannot be read yet is passed over.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct FindDuplicates {
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Date of birth.
    pub born: Option<String>,
    /// Phones, as typed.
    pub phones: Vec<String>,
    /// E-mail addresses.
    pub emails: Vec<String>,
    /// The patient being edited, who is no duplicate of themselves.
    #[ts(optional)]
    pub except: Option<PatientId>,
}

/// Somebody who may be the same person.
#[derive(Debug, Clone, Serialize, TS)]
pub struct LikelyDuplicate {
    /// Who.
    pub patient: PatientLine,
    /// How likely, 0 to 100.
    pub score: u32,
    /// Why, in words: "same date of birth", "name differs by one letter".
    pub reasons: Vec<String>,
    /// Same name, same date of birth, and same phone or e-mail.
    pub sure: bool,
}

/// The most candidates of one kind looked at.
const MOST: i64 = 50;
/// The most duplicates shown.
const SHOWN: usize = 5;

/// Finds likely duplicates, likeliest first.
pub fn duplicates(call: &Call<'_>, input: FindDuplicates) -> Result<Vec<LikelyDuplicate>> {
    let today = call.practice()?.wall_now().date();
    let likely = call.read(|on| input.run(on, today))?;
    for duplicate in &likely {
        call.looks_at(duplicate.patient.id);
    }
    Ok(likely)
}

impl FindDuplicates {
    /// Finds likely duplicates, likeliest first, inside any transaction.
    pub fn run(&self, on: &Connection, today: jiff::civil::Date) -> Result<Vec<LikelyDuplicate>> {
        let country = clinic::facts(on)?.country;
        let typed = typed(self, &country, today);
        let mut likely = Vec::new();
        for candidate in candidates(on, &typed)? {
            if candidate.is_merged() || Some(candidate.line.id) == self.except {
                continue;
            }
            let known = known(on, &candidate)?;
            if let Some(Likeness { score, reasons, sure }) = Likeness::of(&typed, &known) {
                likely.push(LikelyDuplicate {
                    patient: candidate.line,
                    score,
                    reasons,
                    sure,
                });
            }
        }
        likely.sort_by_key(|duplicate| (std::cmp::Reverse(duplicate.score), duplicate.patient.no));
        likely.truncate(SHOWN);
        Ok(likely)
    }
}

/// What the form holds that can be read already.
fn typed(input: &FindDuplicates, country: &str, today: jiff::civil::Date) -> Person {
    let short = |text: &str| text.chars().take(NAME).collect::<String>();
    let (given, family) = (short(&input.given), short(&input.family));
    Person {
        given: FoldedName::of(&NameParts {
            given: &given,
            ..NameParts::default()
        }),
        family: FoldedName::of(&NameParts {
            family: &family,
            ..NameParts::default()
        }),
        born: input
            .born
            .as_deref()
            .and_then(|born| values::born("born", born, today).ok()),
        phones: input
            .phones
            .iter()
            .take(20)
            .filter_map(|phone| Phone::parse("phones", phone, country).ok())
            .map(|phone| phone.e164)
            .collect(),
        emails: input
            .emails
            .iter()
            .take(20)
            .filter_map(|email| values::email("emails", email).ok())
            .map(|email| email.to_lowercase())
            .collect(),
    }
}

fn known(on: &Connection, candidate: &Candidate) -> Result<Person> {
    let line = &candidate.line;
    let preferred = line.preferred.as_str();
    Ok(Person {
        given: FoldedName::of(&NameParts {
            given: &line.given,
            preferred,
            ..NameParts::default()
        }),
        family: FoldedName::of(&NameParts {
            family: &line.family,
            ..NameParts::default()
        }),
        born: line.born.as_deref().and_then(|born| born.parse().ok()),
        phones: store::all(on, "SELECT e164 FROM patient_phone WHERE no = ?1", [line.no], |row| {
            row.get("e164")
        })?,
        emails: store::all(
            on,
            "SELECT lower(address) AS address FROM patient_email WHERE no = ?1",
            [line.no],
            |row| row.get("address"),
        )?,
    })
}

/// Everybody who shares a birthday, a phone, an e-mail or a name that sounds alike.
fn candidates(on: &Connection, typed: &Person) -> Result<Vec<Candidate>> {
    let mut found: Vec<Candidate> = Vec::new();
    let mut keys: Vec<String> = typed
        .phones
        .iter()
        .map(|phone| ["p", phone.trim_start_matches('+')].concat())
        .collect();
    keys.extend(typed.emails.iter().map(|email| ["e", email.as_str()].concat()));
    keys.extend(
        typed
            .born
            .map(|born| format!("b{:04}{:02}{:02}", born.year(), born.month(), born.day())),
    );
    for key in keys {
        found.extend(Finder::behind(on, &key, MOST)?);
    }
    let words: Vec<String> = typed.given.said.iter().chain(&typed.family.said).cloned().collect();
    if words.len() > 1 {
        let query = Query {
            words,
            ..Query::default()
        };
        found.extend(Finder::find(on, &query, 20)?.into_iter().map(|found| found.candidate));
    }
    found.sort_by_key(|candidate| candidate.line.no);
    found.dedup_by_key(|candidate| candidate.line.no);
    Ok(found)
}
