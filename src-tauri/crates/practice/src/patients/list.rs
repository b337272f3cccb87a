//! The list of patients, page by page.

use crate::door::Call;
use crate::patients::find::{COLUMNS, Finder, read_line};
use crate::patients::record::PatientStatus;
use crate::patients::search;
use crate::patients::view::PatientLine;
use crate::store::Select;
use crate::{Refusal, Result};
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension};
use sea_query::{Expr, ExprTrait, JoinType, Order, Query};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// A page of the list.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ListPatients {
    /// In what order.
    #[serde(default)]
    pub sort: PatientSort,
    /// The other way round.
    #[serde(default)]
    pub descending: bool,
    /// Only of this status; all of them if left out.
    #[ts(optional)]
    pub status: Option<PatientStatus>,
    /// Only with this tag.
    #[ts(optional)]
    pub tag: Option<String>,
    /// Only those a search finds; then the order is the search's own and there is one page.
    #[ts(optional)]
    pub text: Option<String>,
    /// The `next` of the page before.
    #[ts(optional)]
    pub after: Option<String>,
    /// At most so many; 50 if left out, 200 at most.
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// The order of the list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum PatientSort {
    /// By family name, then given name.
    #[default]
    Name,
    /// By record number.
    No,
    /// By last change.
    Changed,
}

/// A page.
#[derive(Debug, Serialize, TS)]
pub struct PatientPage {
    /// The patients.
    pub patients: Vec<PatientLine>,
    /// Asks for the next page; absent on the last.
    pub next: Option<String>,
    /// How many patients there are in all, whatever the filter; only on the first page.
    #[ts(type = "number | null")]
    pub registered: Option<i64>,
}

/// A page of patients.
pub fn list(call: &Call<'_>, input: ListPatients) -> Result<PatientPage> {
    let limit = input.limit.map_or(50, u64::from).clamp(1, 200);
    let today = call.practice()?.wall_now().date();
    let page = call.read(|on| {
        let text = input.text.as_deref().map(str::trim).unwrap_or_default();
        let patients = if text.is_empty() {
            page(on, &input, limit)?
        } else {
            found(on, &input, text, today)?
        };
        let next =
            (text.is_empty() && patients.len() as u64 > limit).then(|| usize::try_from(limit).unwrap_or(usize::MAX));
        let next = next
            .and_then(|limit| patients.get(limit - 1))
            .map(|last| cursor(on, input.sort, last.no))
            .transpose()?;
        let first = input
            .after
            .is_none()
            .then(|| on.query_row("SELECT count(*) FROM patient", [], |row| row.get(0)))
            .transpose()?;
        let mut patients = patients;
        patients.truncate(usize::try_from(limit).unwrap_or(usize::MAX));
        Ok(PatientPage {
            patients,
            next,
            registered: first,
        })
    })?;
    for patient in &page.patients {
        call.looks_at(patient.id);
    }
    Ok(page)
}

/// Those a search finds, in its order.
fn found(on: &Connection, input: &ListPatients, text: &str, today: Date) -> Result<Vec<PatientLine>> {
    let query = search::query(on, text, today)?;
    let tagged = |no: i64| -> Result<bool> {
        let Some(tag) = &input.tag else { return Ok(true) };
        Ok(on
            .prepare_cached("SELECT 1 FROM patient_tag WHERE tag = ?1 AND no = ?2")?
            .query_row((tag, no), |_| Ok(()))
            .optional()?
            .is_some())
    };
    let mut lines = Vec::new();
    for found in Finder::find(on, &query, 50)? {
        let line = found.candidate.line;
        if input.status.is_none_or(|status| status == line.status) && tagged(line.no)? {
            lines.push(line);
        }
    }
    Ok(lines)
}

/// The rows after the cursor, and one more that tells whether there is a next page.
fn page(on: &Connection, input: &ListPatients, limit: u64) -> Result<Vec<PatientLine>> {
    let column = input.sort.column();
    let mut query = Query::select();
    for name in COLUMNS {
        query.column(("p", name));
    }
    query.from_as("patient", "p").limit(limit + 1);
    let order = if input.descending { Order::Desc } else { Order::Asc };
    query.order_by(("p", column), order.clone());
    if column != "no" {
        query.order_by(("p", "no"), order);
    }
    // Every page but that of one status leaves merged records out: they live on in another.
    match input.status {
        Some(status) => query.and_where(Expr::col(("p", "status")).eq(status.stored())),
        None => query.and_where(Expr::col(("p", "status")).ne(PatientStatus::Merged.stored())),
    };
    if let Some(tag) = &input.tag {
        query.join_as(
            JoinType::InnerJoin,
            "patient_tag",
            "t",
            Expr::col(("t", "no")).equals(("p", "no")),
        );
        query.and_where(Expr::col(("t", "tag")).eq(tag.as_str()));
    }
    if let Some(after) = &input.after {
        let (value, no) = read_cursor(input.sort, after)?;
        let column = Expr::col(("p", column));
        let at = Expr::tuple([column, Expr::col(("p", "no"))]);
        let cursor = Expr::tuple([value, Expr::val(no)]);
        query.and_where(if input.descending { at.lt(cursor) } else { at.gt(cursor) });
    }
    Ok(query.all(on, read_line)?)
}

impl PatientSort {
    fn column(self) -> &'static str {
        match self {
            Self::Name => "sort_name",
            Self::No => "no",
            Self::Changed => "changed_at",
        }
    }
}

/// Where a page ends: the value it is sorted by and the record number.
fn cursor(on: &Connection, sort: PatientSort, no: i64) -> Result<String> {
    let value: String = match sort {
        PatientSort::Name => on.query_row("SELECT sort_name FROM patient WHERE no = ?1", [no], |row| row.get(0))?,
        PatientSort::No => String::new(),
        PatientSort::Changed => on
            .query_row("SELECT changed_at FROM patient WHERE no = ?1", [no], |row| {
                row.get::<_, i64>(0)
            })?
            .to_string(),
    };
    Ok(format!("{no}:{value}"))
}

fn read_cursor(sort: PatientSort, text: &str) -> Result<(Expr, i64)> {
    let wrong = || Refusal::invalid("after", "The list changed. Open it again from the start.");
    let (no, value) = text.split_once(':').ok_or_else(wrong)?;
    let no: i64 = no.parse().map_err(|_| wrong())?;
    let value = match sort {
        PatientSort::Name => Expr::val(value),
        PatientSort::No => Expr::val(no),
        PatientSort::Changed => Expr::val(value.parse::<i64>().map_err(|_| wrong())?),
    };
    Ok((value, no))
}
