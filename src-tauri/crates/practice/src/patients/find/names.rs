//! A patient about to be shown, and the name as it is searched.

use crate::patients::fold::{FoldedName, NameParts};
use crate::patients::record::PatientStatus;
use crate::patients::view::PatientLine;
use rusqlite::Row;

/// A patient a key led to.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// As lists show them.
    pub line: PatientLine,
    /// The name as it is searched.
    pub name: FoldedName,
}

/// A row of the columns every list of patients selects.
pub fn read_line(row: &Row<'_>) -> rusqlite::Result<PatientLine> {
    Ok(PatientLine {
        no: row.get("no")?,
        id: row.get("id")?,
        given: row.get("given")?,
        middle: row.get("middle")?,
        family: row.get("family")?,
        preferred: row.get("preferred")?,
        own_script: row.get("own_script")?,
        born: row.get("born")?,
        phone: row.get("phone_typed")?,
        email: row.get("email")?,
        status: row.get("status")?,
        changed_at: row.get("changed_at")?,
    })
}

impl Candidate {
    /// From the same row.
    pub fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let line = read_line(row)?;
        let PatientLine {
            given,
            middle,
            family,
            preferred,
            own_script,
            ..
        } = &line;
        let name = FoldedName::of(&NameParts {
            given,
            middle,
            family,
            preferred,
            own_script,
        });
        Ok(Self { line, name })
    }

    /// Whether the record lives on in another one.
    pub fn is_merged(&self) -> bool {
        self.line.status == PatientStatus::Merged
    }

    /// Among equals: those who still come first, then by name and number.
    pub fn sort_key(&self) -> (bool, &str, &str, i64) {
        (
            self.line.status != PatientStatus::Active,
            &self.line.family,
            &self.line.given,
            self.line.no,
        )
    }
}
