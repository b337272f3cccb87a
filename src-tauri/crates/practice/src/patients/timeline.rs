//! What happened with a patient, newest first (PAT-6), from the events of every concept.

use crate::door::Call;
use crate::ids::{MessageId, PatientId, RuleId, VisitId};
use crate::messaging::WhyCode;
use crate::messaging::outbox::About;
use crate::patients::store;
use crate::patients::told::{Told, tell};
use crate::patients::who::Names;
use crate::transact::stored_json;
use crate::{Code, Result, automation, messaging};
use rusqlite::{Connection, params};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::HashMap;
use ts_rs::TS;

/// A page of a patient's timeline.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ReadTimeline {
    /// Whose.
    pub patient: PatientId,
    /// Only what came before this entry.
    #[ts(optional, type = "number")]
    pub before_seq: Option<i64>,
    /// At most so many; 50 if left out, 200 at most.
    #[ts(optional)]
    pub limit: Option<u32>,
}

/// A page of a timeline.
#[derive(Debug, Serialize, TS)]
pub struct Timeline {
    /// Newest first.
    pub entries: Vec<TimelineEntry>,
    /// Whether there is more before the last of them.
    pub more: bool,
}

/// One thing that happened.
#[derive(Debug, Clone, Serialize, TS)]
pub struct TimelineEntry {
    /// Its number.
    #[ts(type = "number")]
    pub seq: i64,
    /// When, Unix seconds.
    #[ts(type = "number")]
    pub at: i64,
    /// What kind: `patient.edited`, `visit.booked`, `message.sent`.
    pub kind: String,
    /// What happened, in words: "Booked a visit".
    pub title: String,
    /// More, in words; may be empty.
    pub detail: String,
    /// Who did it: a name, "Keepwell" for the background.
    pub by: String,
    /// The visit it is about.
    pub visit: Option<VisitId>,
}

/// Reads a page.
pub fn timeline(call: &Call<'_>, input: ReadTimeline) -> Result<Timeline> {
    call.looks_at(input.patient);
    let limit = input.limit.map_or(50, i64::from).clamp(1, 200);
    call.read(|on| {
        store::head(on, input.patient)?;
        let mut rows = store::all(
            on,
            "SELECT seq, at, kind, actor, visit_id, body FROM event WHERE patient_id = ?1 AND seq < ?2 ORDER BY seq DESC LIMIT ?3",
            params![input.patient, input.before_seq.unwrap_or(i64::MAX), limit + 1],
            |row| {
                Ok(Happened {
                    seq: row.get("seq")?,
                    at: row.get("at")?,
                    kind: row.get("kind")?,
                    actor: row.get("actor")?,
                    visit: row.get("visit_id")?,
                    body: row.get("body")?,
                })
            },
        )?;
        let page = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > page;
        rows.truncate(page);
        let mut names = Names::default();
        let mut rules = HashMap::new();
        let entries = rows.into_iter().map(|row| {
            let body: Value = stored_json(&row.body)?;
            let Told { title, mut detail } = tell(&row.kind, &body);
            if row.kind.starts_with("message.") {
                detail = of_message(on, &body, detail, &mut rules)?;
            }
            Ok(TimelineEntry { seq: row.seq, at: row.at, title, detail, by: names.of(on, &row.actor)?, kind: row.kind, visit: row.visit })
        });
        Ok(Timeline { entries: entries.collect::<Result<_>>()?, more })
    })
}

struct Happened {
    seq: i64,
    at: i64,
    kind: String,
    actor: String,
    visit: Option<VisitId>,
    body: String,
}

/// Which message it was and why it fared so: "24 hours before. The patient has no e-mail address."
fn of_message(on: &Connection, body: &Value, detail: String, rules: &mut HashMap<RuleId, String>) -> Result<String> {
    let id = body["message"].as_str().and_then(|id| id.parse::<MessageId>().ok());
    let Some(id) = id else { return Ok(detail) };
    let about = match messaging::outbox::message(on, id) {
        Ok(message) => message.about,
        // Planned and called off before anybody was told: only the event remembers it.
        Err(refusal) if refusal.code == Code::NotFound => return Ok(detail),
        Err(refusal) => return Err(refusal),
    };
    let name = match about {
        About::Request(of) => of.letter.name().to_owned(),
        About::Visit(of) => match rules.get(&of.rule) {
            Some(name) => name.clone(),
            None => rules
                .entry(of.rule)
                .or_insert(automation::rule(on, of.rule)?.name)
                .clone(),
        },
    };
    let why = serde_json::from_value::<WhyCode>(body["why"].clone())
        .map(|why| why.say().words)
        .unwrap_or(detail);
    Ok(if why.is_empty() { name } else { format!("{name}. {why}") })
}
