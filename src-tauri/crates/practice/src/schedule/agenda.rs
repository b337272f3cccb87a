//! Visits as a list, page by page.

use crate::clinic::text;
use crate::door::Call;
use crate::ids::{ProviderId, VisitId};
use crate::schedule::status::VisitStatus;
use crate::schedule::visit::VisitLine;
use crate::schedule::{view, wall};
use crate::{Refusal, Result};
use rusqlite::named_params;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Which visits.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct AskAgenda {
    /// First day, `YYYY-MM-DD`.
    pub from: String,
    /// Last day, `YYYY-MM-DD`.
    pub until: String,
    /// Only this provider.
    #[ts(optional)]
    pub provider: Option<ProviderId>,
    /// Only these; without, all but cancelled ones.
    #[ts(optional)]
    pub status: Option<Vec<VisitStatus>>,
    /// The page after this mark (`next` of the page before).
    #[ts(optional)]
    pub after: Option<String>,
    /// The page before this mark (`previous` of the page after).
    #[ts(optional)]
    pub before: Option<String>,
    /// Rows a page, at most 200; 50 without.
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// A page.
#[derive(Debug, Clone, Serialize, TS)]
pub struct AgendaPage {
    /// By start.
    pub rows: Vec<VisitLine>,
    /// Mark of the next page, if there is one.
    pub next: Option<String>,
    /// Mark of the page before, if there is one.
    pub previous: Option<String>,
}

/// A page of the list. Pages hang on the visit they begin after, not on a count: what is booked meanwhile shifts nothing.
pub fn agenda(call: &Call<'_>, input: AskAgenda) -> Result<AgendaPage> {
    let (from, until) = (
        wall::parse_day("from", &input.from)?,
        wall::parse_day("until", &input.until)?,
    );
    if until < from {
        return Err(Refusal::invalid("until", "The last day has to be the first or later."));
    }
    let limit = input.limit.unwrap_or(50);
    text::between("limit", i64::from(limit), 1, 200, "rows")?;
    let backwards = input.before.is_some();
    let mark = match (&input.after, &input.before) {
        (Some(_), Some(_)) => {
            return Err(Refusal::invalid(
                "before",
                "A page is either after one mark or before another.",
            ));
        }
        (Some(mark), None) => Some(Mark::parse("after", mark)?),
        (None, Some(mark)) => Some(Mark::parse("before", mark)?),
        (None, None) => None,
    };
    // One text to look a status up in: the list is a value like any other.
    let statuses = match &input.status {
        None => ",scheduled,confirmed,arrived,in_room,completed,no_show,".to_owned(),
        Some(given) => format!(",{},", given.iter().map(|s| s.stored()).collect::<Vec<_>>().join(",")),
    };
    call.looks_at(from);
    call.read(|on| {
        let mut statement = on.prepare_cached(&page_query(backwards))?;
        let (day, at, id) = mark.map_or((None, None, None), |mark| {
            (Some(mark.day), Some(mark.at), Some(mark.id))
        });
        let mut rows = statement.query(named_params! {
            ":from": from.to_string(), ":until": until.to_string(), ":provider": input.provider, ":statuses": statuses,
            ":day": day, ":at": at, ":id": id, ":limit": i64::from(limit) + 1,
        })?;
        let mut lines = Vec::new();
        while let Some(row) = rows.next()? {
            lines.push(view::line(row)?);
        }
        let more = lines.len() > usize::try_from(limit).map_err(Refusal::fault)?;
        if more {
            lines.pop();
        }
        if backwards {
            lines.reverse();
        }
        let (first, last) = (lines.first().map(Mark::of), lines.last().map(Mark::of));
        let (has_next, has_previous) = if backwards {
            (true, more)
        } else {
            (more, input.after.is_some())
        };
        Ok(AgendaPage {
            next: last.filter(|_| has_next),
            previous: first.filter(|_| has_previous),
            rows: lines,
        })
    })
}

fn page_query(backwards: bool) -> String {
    let (beyond, order) = if backwards { ("<", "DESC") } else { (">", "ASC") };
    format!(
        "{} WHERE v.day BETWEEN :from AND :until AND v.withdrawn = 0 AND (:provider IS NULL OR v.provider_id = :provider)
         AND instr(:statuses, ',' || v.status || ',') > 0 AND (:day IS NULL OR (v.day, v.starts_at, v.id) {beyond} (:day, :at, :id))
         ORDER BY v.day {order}, v.starts_at {order}, v.id {order} LIMIT :limit",
        view::LINES
    )
}

/// The visit a page begins after.
struct Mark {
    day: String,
    at: i64,
    id: VisitId,
}

impl Mark {
    fn of(line: &VisitLine) -> String {
        format!(
            "{}_{}_{}",
            line.starts.get(..10).unwrap_or_default(),
            line.starts_at,
            line.id
        )
    }

    fn parse(field: &str, given: &str) -> Result<Self> {
        let wrong = || {
            Refusal::invalid(
                field,
                "This page mark is not one of ours. Begin at the first page again.",
            )
        };
        let (day, rest) = given.split_once('_').ok_or_else(wrong)?;
        let (at, id) = rest.split_once('_').ok_or_else(wrong)?;
        wall::parse_day(field, day).map_err(|_| wrong())?;
        Ok(Self {
            day: day.to_owned(),
            at: at.parse().map_err(|_| wrong())?,
            id: id.parse().map_err(|_| wrong())?,
        })
    }
}
