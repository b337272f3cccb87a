//! What the sheet that confirms a request starts with.

use crate::door::Call;
use crate::ids::{PatientId, ProviderId, RequestId, ServiceId};
use crate::patients::record::{PatientAddress, PatientRecord, Sex};
use crate::requests::store::{self, Row};
use crate::requests::typed::Typed;
use crate::requests::{TakeField, into_record, matches, slot, suggest};
use crate::schedule::{AskOpenings, CheckVisit, Opening};
use crate::{Refusal, Result, patients};
use jiff::ToSpan;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::Connection;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Prepare the confirmation of a request.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct PrepareRequest {
    /// Which.
    pub request: RequestId,
    /// Into whose record it is to go. Absent: the sure match, if there is exactly one.
    #[ts(optional)]
    pub patient: Option<PatientId>,
    /// For another service than the one wished: looks for its openings.
    #[ts(optional)]
    pub service: Option<ServiceId>,
    /// Only with this provider.
    #[ts(optional)]
    pub provider: Option<ProviderId>,
}

/// Ready to be looked over and confirmed.
#[derive(Debug, Serialize, TS)]
pub struct PreparedRequest {
    /// The version it was prepared from.
    #[ts(type = "number")]
    pub version: i64,
    /// Into whose record it would go; absent: a new one.
    pub patient: Option<PatientId>,
    /// A new record, as the answers fill it.
    pub record: PatientRecord,
    /// What the answers would put into the record of `patient`; empty without one.
    pub fields: Vec<OfferedField>,
    /// The visit.
    pub visit: PreparedVisit,
    /// The next free times that suit, the preferred days first; empty while no service is known.
    pub openings: Vec<Opening>,
    /// Whether times can be suggested (`requests.suggest`).
    pub can_suggest: bool,
    /// Why not, in a sentence; empty where they can.
    pub cannot_suggest: String,
}

/// The visit as far as it is known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct PreparedVisit {
    /// With whom.
    pub provider: Option<ProviderId>,
    /// For what.
    pub service: Option<ServiceId>,
    /// `YYYY-MM-DDTHH:MM`, clinic wall time: the time taken on the web, else the first opening that suits.
    pub starts: Option<String>,
    /// 1: the second of a time that comes twice.
    pub fold: Option<u8>,
    /// Length, where it is not the service's.
    pub minutes: Option<u32>,
}

/// What an answer would change in a record.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, TS)]
pub struct OfferedField {
    /// Which field.
    pub field: TakeField,
    /// As it is in the record; may be empty.
    pub ours: String,
    /// As it was typed.
    pub theirs: String,
    /// It is added beside what is there, and replaces nothing.
    pub adds: bool,
    /// It is already there.
    pub same: bool,
}

/// Prepares the confirmation.
pub fn prepare(call: &Call<'_>, input: PrepareRequest) -> Result<PreparedRequest> {
    let practice = call.practice()?;
    let (now, zone, today) = (practice.now().as_second(), practice.zone(), practice.wall_now().date());
    call.looks_at(input.request);
    let prepared = call.read(|on| {
        let row = store::load(on, input.request)?;
        let typed = into_record::typed(on, &row, today)?;
        let patient = match input.patient.or(row.standing.patient) {
            Some(patient) => Some(patient),
            None => matches::sure(&matches::find(on, &row, today)?).map(|found| found.patient.id),
        };
        let fields = match patient {
            Some(patient) => offered(&patients::view_of(on, patient, now)?.record, &typed, &row.source),
            None => Vec::new(),
        };
        let service = input.service.or(row.service);
        let slot = row
            .slot
            .as_ref()
            .filter(|slot| slot.conflict(on, patient, now).is_ok_and(|c| c.is_none()));
        let chosen = chosen(on, &row, now)?;
        let openings = match service {
            Some(service) => {
                let ask = |from: String, days, limit| AskOpenings {
                    service,
                    provider: input.provider,
                    from,
                    days,
                    limit,
                    minutes: None,
                };
                openings(on, &row, &zone, now, today, ask)?
            }
            None => Vec::new(),
        };
        let visit = match (slot, chosen, openings.first()) {
            (Some(slot), _, _) if input.service.is_none_or(|s| Some(s) == slot.service) => PreparedVisit {
                provider: slot.provider,
                service: slot.service,
                starts: Some(slot.starts.clone()),
                fold: Some(slot.fold),
                minutes: Some(slot.minutes),
            },
            (_, Some(chosen), _) if input.service.is_none() => chosen,
            (_, _, Some(opening)) => PreparedVisit {
                provider: Some(opening.provider),
                service,
                starts: Some(opening.starts.clone()),
                fold: Some(opening.fold),
                minutes: None,
            },
            (_, _, None) => PreparedVisit {
                provider: input.provider,
                service,
                starts: None,
                fold: None,
                minutes: None,
            },
        };
        let cannot_suggest = suggest::obstacle(on)?;
        Ok(PreparedRequest {
            version: row.version,
            patient,
            record: typed.record(&row.source),
            fields,
            visit,
            openings,
            can_suggest: cannot_suggest.is_none(),
            cannot_suggest: cannot_suggest.unwrap_or_default(),
        })
    })?;
    if let Some(patient) = prepared.patient {
        call.looks_at(patient);
    }
    Ok(prepared)
}

/// The suggested time the patient chose, where the worker could not book it by itself and it is free still.
fn chosen(on: &Connection, row: &Row, now: i64) -> Result<Option<PreparedVisit>> {
    let Some(newest) = store::suggestions(on, row.no)?.into_iter().next() else {
        return Ok(None);
    };
    let reply = store::replies(on, row.no, newest.round)?.pop();
    let time = reply
        .and_then(|reply| reply.choice)
        .and_then(|choice| newest.times.get(usize::try_from(choice).unwrap_or(usize::MAX)));
    let Some(time) = time.filter(|time| time.starts_at > now) else {
        return Ok(None);
    };
    let check = CheckVisit {
        visit: None,
        patient: row.standing.patient,
        provider: time.provider,
        service: newest.service,
        starts: time.starts.clone(),
        fold: Some(time.fold),
        minutes: Some(time.minutes),
        room: None,
    };
    Ok(slot::conflict(on, check)?.is_none().then(|| PreparedVisit {
        provider: Some(time.provider),
        service: Some(newest.service),
        starts: Some(time.starts.clone()),
        fold: Some(time.fold),
        minutes: Some(time.minutes),
    }))
}

/// How many openings are shown.
const SHOWN: usize = 12;

/// Free times: on the preferred days first, at the preferred times of day, then whatever comes next.
fn openings(
    on: &Connection,
    row: &Row,
    zone: &TimeZone,
    now: i64,
    today: Date,
    ask: impl Fn(String, u32, u32) -> AskOpenings,
) -> Result<Vec<Opening>> {
    let mut found: Vec<Opening> = Vec::new();
    let suits = |opening: &Opening| {
        let times = &row.preferred.times;
        times.is_empty() || times.iter().any(|time| is_in(time, &opening.starts))
    };
    let days = row.preferred.days.iter().filter_map(|day| day.parse::<Date>().ok());
    let horizon = today.checked_add(366.days()).map_err(Refusal::fault)?;
    for day in days.filter(|day| (today..=horizon).contains(day)).take(3) {
        let free = ask(day.to_string(), 1, 60).run(on, zone, now)?;
        found.extend(free.into_iter().filter(suits).take(4));
    }
    let next = ask(today.to_string(), 30, 100).run(on, zone, now)?;
    let (suiting, other): (Vec<_>, Vec<_>) = next.into_iter().partition(suits);
    for opening in suiting.into_iter().chain(other) {
        if found.len() >= SHOWN {
            break;
        }
        let known = |o: &Opening| o.starts_at == opening.starts_at && o.provider == opening.provider;
        if !found.iter().any(known) {
            found.push(opening);
        }
    }
    Ok(found)
}

/// Whether a wall time lies in a part of the day; the parts overlap as people use the words.
fn is_in(part: &str, starts: &str) -> bool {
    let clock = starts.get(11..).unwrap_or_default();
    match part {
        "morning" => clock < "12:00",
        "midday" => ("11:00".."14:00").contains(&clock),
        "afternoon" => ("12:00".."17:00").contains(&clock),
        "evening" => clock >= "17:00",
        _ => true,
    }
}

/// What the answers would change in a record, field by field.
fn offered(record: &PatientRecord, typed: &Typed, web_source: &str) -> Vec<OfferedField> {
    let new = typed.record(web_source);
    let line = |a: &PatientAddress| {
        let parts = a.lines.iter().chain([&a.postcode, &a.city, &a.region, &a.country]);
        parts.filter(|p| !p.is_empty()).cloned().collect::<Vec<_>>().join(", ")
    };
    let all = |texts: Vec<String>| texts.join("; ");
    let of = |field: TakeField, r: &PatientRecord| match field {
        TakeField::Name => r.spoken(),
        TakeField::Born => r.born.clone().unwrap_or_default(),
        TakeField::Sex => match r.sex {
            Sex::Female => "female".to_owned(),
            Sex::Male => "male".to_owned(),
            Sex::Other => "other".to_owned(),
            Sex::Unknown => String::new(),
        },
        TakeField::Phone => all(r.phones.iter().map(|p| p.number.clone()).collect()),
        TakeField::Email => all(r.emails.iter().map(|e| e.address.clone()).collect()),
        TakeField::Address => all(r.addresses.iter().map(line).collect()),
        TakeField::Insurance => all(r
            .insurance
            .iter()
            .map(|p| [p.payer.as_str(), p.member_no.as_str()].join(" ").trim().to_owned())
            .collect()),
        TakeField::Emergency => all(r
            .emergency
            .iter()
            .map(|c| [c.name.as_str(), c.phone.as_str()].join(" ").trim().to_owned())
            .collect()),
        TakeField::Language => r.language.clone(),
        TakeField::Source => r.source.clone(),
    };
    FIELDS
        .into_iter()
        .filter_map(|field| {
            let theirs = of(field, &new);
            // How a patient first heard of the clinic stays how they heard of it.
            let known_already = field == TakeField::Source && !record.source.is_empty();
            if theirs.is_empty() || known_already {
                return None;
            }
            let mut taken = record.clone();
            into_record::fill(&mut taken, field, typed, web_source);
            Some(OfferedField {
                ours: of(field, record),
                theirs,
                adds: matches!(
                    field,
                    TakeField::Phone
                        | TakeField::Email
                        | TakeField::Address
                        | TakeField::Insurance
                        | TakeField::Emergency
                ),
                same: taken == *record,
                field,
            })
        })
        .collect()
}

const FIELDS: [TakeField; 10] = [
    TakeField::Name,
    TakeField::Born,
    TakeField::Sex,
    TakeField::Phone,
    TakeField::Email,
    TakeField::Address,
    TakeField::Insurance,
    TakeField::Emergency,
    TakeField::Language,
    TakeField::Source,
];
