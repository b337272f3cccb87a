//! What happened, as rows: the trigger of automation, of live updates in every open window and of the patient's
//! timeline. An event leaves the practice only after its transaction committed.

mod watch;

pub use watch::Watch;

use crate::Result;
use crate::ids::{PatientId, RequestId, VisitId};
use rusqlite::{Connection, params};
use serde::Serialize;
use ts_rs::TS;

/// One thing that happened, about to be recorded.
#[derive(Debug, Clone)]
pub struct Event {
    /// What kind: `visit.booked`, `patient.edited` …
    pub kind: &'static str,
    /// Whom it is about.
    pub patient: Option<PatientId>,
    /// Which visit it is about.
    pub visit: Option<VisitId>,
    /// Which request from the web it is about.
    pub request: Option<RequestId>,
    /// What a reader of the timeline needs, as JSON.
    pub body: serde_json::Value,
}

impl Event {
    /// An event of `kind` about nobody in particular.
    pub fn new(kind: &'static str) -> Self {
        Self {
            kind,
            patient: None,
            visit: None,
            request: None,
            body: serde_json::Value::Null,
        }
    }

    /// About `patient`.
    pub fn patient(mut self, patient: PatientId) -> Self {
        self.patient = Some(patient);
        self
    }

    /// About `visit`.
    pub fn visit(mut self, visit: VisitId) -> Self {
        self.visit = Some(visit);
        self
    }

    /// About `request`.
    pub fn request(mut self, request: RequestId) -> Self {
        self.request = Some(request);
        self
    }

    /// With what a reader of the timeline needs.
    pub fn body(mut self, body: serde_json::Value) -> Self {
        self.body = body;
        self
    }
}

/// Told to every open window after a commit. Carries ids and kinds, never names.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Changed {
    /// The highest event number of the change.
    #[ts(type = "number")]
    pub seq: i64,
    /// The kinds of event in it.
    pub kinds: Vec<String>,
    /// The patients, visits and requests it is about, as wire ids.
    pub ids: Vec<String>,
}

impl Changed {
    /// What windows are told of `events`.
    pub fn of(seq: i64, events: &[Event]) -> Self {
        let mut changed = Self {
            seq,
            kinds: Vec::new(),
            ids: Vec::new(),
        };
        for event in events {
            let ids = event
                .patient
                .map(|id| id.to_string())
                .into_iter()
                .chain(event.visit.map(|id| id.to_string()))
                .chain(event.request.map(|id| id.to_string()));
            changed.ids.extend(ids);
            changed.kinds.push(event.kind.to_owned());
        }
        changed.tidy()
    }

    /// Each kind and id once, in order.
    fn tidy(mut self) -> Self {
        self.kinds.sort_unstable();
        self.kinds.dedup();
        self.ids.sort_unstable();
        self.ids.dedup();
        self
    }
}

/// Writes `event` and answers its number.
pub(crate) fn record(on: &Connection, at: i64, actor: &str, event: &Event) -> Result<i64> {
    on.prepare_cached(
        "INSERT INTO event (at, kind, actor, patient_id, visit_id, request_id, body) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
    )?
    .execute(params![
        at,
        event.kind,
        actor,
        event.patient,
        event.visit,
        event.request,
        event.body.to_string()
    ])?;
    Ok(on.last_insert_rowid())
}
