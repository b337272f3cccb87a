//! A request with all that is known of it, as its panel shows it.

use crate::ids::RequestId;
use crate::messaging::outbox;
use crate::patients::{self, Names, PatientLine};
use crate::requests::answers::Rendering;
use crate::requests::store::{self, Row};
use crate::requests::{ReplyView, RequestHappening, RequestView, SuggestionView, link, matches, people, slot};
use crate::{Code, Refusal, Result, clinic, schedule};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rusqlite::Connection;

/// The request as of the newest change in the file.
pub fn one(on: &Connection, request: RequestId) -> Result<RequestView> {
    let row = store::load(on, request)?;
    at(on, row.changed_at.max(row.arrived_at), row)
}

/// The request as of `now`, Unix seconds: what is in the way of the time it holds, and who it may be from, is looked up anew.
pub fn at(on: &Connection, now: i64, row: Row) -> Result<RequestView> {
    let (form, answers) = (store::form(on, row.form_no)?, store::answers(on, row.no)?);
    let files = store::files(on, row.no)?;
    let rendering = Rendering {
        form: &form,
        answers: &answers,
        language: &row.language,
        files: &files,
        flags: &row.standing.flags,
    };
    let zone = TimeZone::get(&clinic::facts(on)?.zone).map_err(Refusal::fault)?;
    let today = zone
        .to_datetime(Timestamp::from_second(now).map_err(Refusal::fault)?)
        .date();
    let standing = &row.standing;
    let matches = if standing.patient.is_none() {
        matches::find(on, &row, today)?
    } else {
        Vec::new()
    };
    Ok(RequestView {
        id: row.id,
        version: row.version,
        state: standing.state,
        priority: standing.priority,
        received_at: row.received_at,
        arrived_at: row.arrived_at,
        changed_at: row.changed_at,
        assigned_to: standing.assigned_to,
        assigned_name: people::name_of(on, standing.assigned_to)?,
        given: row.given.clone(),
        family: row.family.clone(),
        born: row.born.clone(),
        phone: row.phone.clone(),
        phone_e164: row.phone_e164.clone(),
        email: row.email.clone(),
        language: row.language.clone(),
        service: row.service,
        service_name: row.service_name.clone(),
        preferred: row.preferred.clone(),
        reason: row.reason.clone(),
        source: row.source.clone(),
        referral: row.referral.clone(),
        form: row.form_id.parse().map_err(Refusal::fault)?,
        form_version: row.form_version,
        form_title: row.form_title.clone(),
        base_language: form.languages.first().cloned().unwrap_or_default(),
        purpose: row.purpose,
        answers: rendering.sections(),
        score: row.score,
        band: row.band.clone(),
        consents: rendering.consents(),
        others: matches::others(on, &row)?,
        flags: standing.flags.clone(),
        slot: slot::view(on, &row, now)?,
        suggestions: suggestions(on, &row, now)?,
        patient: patient(on, &row)?,
        visit: visit(on, &row)?,
        decline_reason: standing.decline_reason.clone(),
        note: standing.note.clone(),
        history: history(on, row.id)?,
        letters: outbox::requests_messages(on, now, row.id)?,
        matches,
        files: files.into_iter().map(|(_, file)| file).collect(),
    })
}

fn patient(on: &Connection, row: &Row) -> Result<Option<PatientLine>> {
    let Some(patient) = row.standing.patient else {
        return Ok(None);
    };
    patients::line_of(on, patient)
}

/// The visit; one that was undone behind the request's back is shown nowhere.
fn visit(on: &Connection, row: &Row) -> Result<Option<schedule::VisitView>> {
    let Some(visit) = row.standing.visit else {
        return Ok(None);
    };
    match schedule::view_of(on, visit) {
        Ok(visit) => Ok(Some(visit)),
        Err(refusal) if refusal.code == Code::NotFound => Ok(None),
        Err(refusal) => Err(refusal),
    }
}

fn suggestions(on: &Connection, row: &Row, now: i64) -> Result<Vec<SuggestionView>> {
    let mut names = Names::default();
    let mut shown = Vec::new();
    for suggestion in store::suggestions(on, row.no)? {
        let replies: Vec<ReplyView> = store::replies(on, row.no, suggestion.round)?;
        shown.push(SuggestionView {
            link: if suggestion.open && suggestion.until > now {
                link::of(on, &suggestion)?
            } else {
                None
            },
            round: suggestion.round,
            times: suggestion.times,
            note: suggestion.note,
            until: suggestion.until,
            at: suggestion.made_at,
            by: names.of(on, &suggestion.made_by)?,
            replies,
        });
    }
    Ok(shown)
}

fn history(on: &Connection, request: RequestId) -> Result<Vec<RequestHappening>> {
    let mut names = Names::default();
    let happened = store::happened(on, request)?.into_iter().map(|one| {
        let told = patients::tell(&one.kind, &one.body);
        Ok(RequestHappening {
            seq: one.seq,
            at: one.at,
            title: told.title,
            detail: told.detail,
            by: names.of(on, &one.actor)?,
            kind: one.kind,
        })
    });
    happened.collect()
}
