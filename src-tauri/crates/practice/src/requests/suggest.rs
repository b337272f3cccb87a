//! Suggest other times.

use crate::automation::RequestChange;
use crate::clinic::text;
use crate::door::Call;
use crate::ids::{PatientId, ProviderId, RequestId, ServiceId};
use crate::requests::change::{self, Telling};
use crate::requests::facts::for_patient;
use crate::requests::store::{self, Row, Suggestion};
use crate::requests::{Flag, RequestState, RequestView, SuggestedView, slot};
use crate::schedule::{CheckVisit, wall};
use crate::transact::{Done, Tx};
use crate::{Code, Refusal, Result, clinic, relay};
use jiff::Timestamp;
use keepwell_protocol::id::PageId;
use keepwell_protocol::submission::SuggestionPage;
use ring::rand::{SecureRandom, SystemRandom};
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use serde_json::json;
use ts_rs::TS;

/// Suggest times: a letter goes with a link to a page where the patient chooses.
#[derive(Debug, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct SuggestTimes {
    /// Which request.
    pub request: RequestId,
    /// The version that was on the screen.
    #[ts(type = "number")]
    pub version: i64,
    /// For what; the one wished without.
    #[ts(optional)]
    pub service: Option<ServiceId>,
    /// Whose record it will go into, if staff know already: then the time chosen is booked even where several records are
    /// alike.
    #[ts(optional)]
    pub patient: Option<PatientId>,
    /// One to five.
    pub times: Vec<TimeToSuggest>,
    /// What staff add, for the letter and the page.
    #[serde(default)]
    pub note: String,
    /// The answer counts so many days, 1 to 14; 3 if left out.
    #[ts(optional)]
    pub valid_days: Option<u32>,
}

/// A time to suggest.
#[derive(Debug, Clone, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct TimeToSuggest {
    /// With whom.
    pub provider: ProviderId,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time.
    pub starts: String,
    /// 1: the second of a time that comes twice.
    #[ts(optional)]
    pub fold: Option<u8>,
    /// Length; the service's without.
    #[ts(optional)]
    pub minutes: Option<u32>,
}

/// Suggests times.
pub fn suggest(call: &Call<'_>, input: SuggestTimes) -> Result<Done<RequestView>> {
    let days = input.valid_days.unwrap_or(3);
    text::between("valid_days", i64::from(days), 1, 14, "days")?;
    let note = text::lines("note", &input.note, 1000)?;
    if input.times.is_empty() || input.times.len() > 5 {
        return Err(Refusal::invalid("times", "Choose one to five times."));
    }
    call.transact(|tx| {
        let row = change::begin(tx.on(), input.request, input.version)?;
        change::refuse_settled(&row)?;
        if let Some(why) = obstacle(tx.on())? {
            return Err(Refusal::new(Code::Invalid, why)
                .next("Connect the clinic to its relay in the settings, or call the patient."));
        }
        let service = input
            .service
            .or(row.service)
            .ok_or_else(|| Refusal::invalid("service", "Choose what the visit is for."))?;
        let times = checked(
            tx.on(),
            &input.times,
            service,
            input.patient.or(row.standing.patient),
            tx.now(),
        )?;
        let now = tx.now().as_second();
        let last = times.iter().map(|time| time.starts_at).max().unwrap_or(now);
        let suggestion = Suggestion {
            no: row.no,
            round: store::suggestions(tx.on(), row.no)?
                .first()
                .map_or(1, |newest| newest.round + 1),
            page: PageId::from_bytes(random()?),
            secret: random()?,
            service,
            times,
            note,
            // An answer after the last of them has begun helps nobody.
            until: (now + i64::from(days) * 86_400).min(last),
            made_at: now,
            made_by: tx.actor().to_string(),
            open: true,
        };
        change::drop_pages(tx, &row)?;
        put_page(tx, &row, &suggestion)?;
        store::insert_suggestion(tx.on(), &suggestion)?;
        let mut standing = row.standing.clone();
        standing.state = RequestState::Suggested;
        standing.patient = input.patient.or(standing.patient);
        // The new times are the answer to what stood in the way.
        standing.flags.retain(|flag| {
            !matches!(
                flag,
                Flag::ChosenTimeTaken { .. }
                    | Flag::NoneSuits
                    | Flag::LateReply
                    | Flag::AnsweredAgain
                    | Flag::NotByItself { .. }
            )
        });
        let starts: Vec<&str> = suggestion.times.iter().map(|time| time.starts.as_str()).collect();
        let telling = Telling {
            kind: "request.suggested",
            more: json!({ "times": starts, "until": suggestion.until }),
            letter: Some(RequestChange::Suggested),
        };
        change::finish(
            tx,
            &row,
            &standing,
            telling,
            &format!("Suggested times to {}", row.name()),
        )
    })
}

/// Why no times can be suggested now, in a sentence.
pub fn obstacle(on: &Connection) -> Result<Option<String>> {
    Ok(relay::link(on)?.is_none().then(|| {
        "The clinic is not connected to a relay, so there is no page where the patient could choose a time.".to_owned()
    }))
}

fn put_page(tx: &mut Tx<'_>, row: &Row, suggestion: &Suggestion) -> Result<()> {
    let page = SuggestionPage {
        v: 1,
        language: row.language.clone(),
        first_name: row.given.clone(),
        times: suggestion.times.iter().map(for_patient).collect(),
        note: suggestion.note.clone(),
        until: suggestion.until,
    };
    relay::put_page(tx, suggestion.page, &suggestion.secret, &page)
}

fn random() -> Result<[u8; 16]> {
    let mut bytes = [0; 16];
    SystemRandom::new()
        .fill(&mut bytes)
        .map_err(|_| Refusal::fault("the system gives no randomness"))?;
    Ok(bytes)
}

/// The times, each free now by the rules of the calendar: one that needs a reason at the desk cannot be chosen on the web.
fn checked(
    on: &Connection,
    wanted: &[TimeToSuggest],
    service: ServiceId,
    patient: Option<PatientId>,
    now: Timestamp,
) -> Result<Vec<SuggestedView>> {
    let (zone, _) = wall::clinic_zone(on)?;
    let mut times: Vec<SuggestedView> = Vec::new();
    for (at, time) in wanted.iter().enumerate() {
        let field = format!("times.{at}");
        let moment = wall::resolve(&field, &zone, wall::parse(&field, &time.starts)?, time.fold)?;
        if moment.at <= now.as_second() {
            return Err(Refusal::invalid(field, "This time has passed. Choose another."));
        }
        let check = CheckVisit {
            visit: None,
            patient,
            provider: time.provider,
            service,
            starts: time.starts.clone(),
            fold: time.fold,
            minutes: time.minutes,
            room: None,
        };
        if let Some(what) = slot::conflict(on, check)? {
            return Err(Refusal::invalid(field, format!("{what} Suggest another time.")));
        }
        let known = |t: &SuggestedView| t.starts_at == moment.at && t.provider == time.provider;
        if times.iter().any(known) {
            return Err(Refusal::invalid(field, "This time is in the list twice."));
        }
        times.push(SuggestedView {
            provider: time.provider,
            provider_name: clinic::providers::named(on, "provider", time.provider)?.name,
            starts: wall::text(moment.wall),
            fold: moment.fold,
            starts_at: moment.at,
            minutes: match time.minutes {
                Some(minutes) => minutes,
                None => clinic::services::minutes_of(on, service)?,
            },
        });
    }
    times.sort_by_key(|time| time.starts_at);
    Ok(times)
}
