//! A patient about to be shown, and the name as it is searched.

use crate::Result;
use crate::ids::PatientId;
use crate::patients::fold::{FoldedName, NameParts};
use crate::patients::record::PatientStatus;
use crate::patients::view::PatientLine;
use rusqlite::{Connection, OptionalExtension, Row};

/// A patient a key led to.
#[derive(Debug, Clone)]
pub struct Candidate {
    /// As lists show them.
    pub line: PatientLine,
    /// The name as it is searched.
    pub name: FoldedName,
}

/// What every list of patients selects, in the order [`read_line`] reads it.
pub const COLUMNS: [&str; 12] = [
    "no",
    "id",
    "given",
    "middle",
    "family",
    "preferred",
    "own_script",
    "born",
    "phone_typed",
    "email",
    "status",
    "changed_at",
];

/// The same as text of a SELECT on `patient p`.
macro_rules! line_columns {
    () => {
        "p.no, p.id, p.given, p.middle, p.family, p.preferred, p.own_script, p.born, p.phone_typed, p.email, p.status, p.changed_at"
    };
}
pub(super) use line_columns;

/// A row of [`COLUMNS`]. By place: a keystroke reads dozens of rows, and finding each column by its name took as long as
/// finding the row.
pub fn read_line(row: &Row<'_>) -> rusqlite::Result<PatientLine> {
    Ok(PatientLine {
        no: row.get(0)?,
        id: row.get(1)?,
        given: row.get(2)?,
        middle: row.get(3)?,
        family: row.get(4)?,
        preferred: row.get(5)?,
        own_script: row.get(6)?,
        born: row.get(7)?,
        phone: row.get(8)?,
        email: row.get(9)?,
        status: row.get(10)?,
        changed_at: row.get(11)?,
    })
}

/// A patient in one line; `None` where the record is gone.
pub fn line_of(on: &Connection, patient: PatientId) -> Result<Option<PatientLine>> {
    Ok(on
        .prepare_cached(concat!("SELECT ", line_columns!(), " FROM patient p WHERE p.id = ?1"))?
        .query_row([patient], read_line)
        .optional()?)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_select_what_is_read_in_the_order_it_is_read() {
        let named: Vec<String> = COLUMNS.iter().map(|column| format!("p.{column}")).collect();
        assert_eq!(
            line_columns!(),
            named.join(", "),
            "a column out of place would show one field as another"
        );
    }
}
