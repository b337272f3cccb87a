//! Takes what a patient sent into the queue, in the transaction that fetched it.

use crate::automation::{self, RequestChange};
use crate::events::Event;
use crate::ids::{PatientId, RequestId};
use crate::requests::look_over::LookedOver;
use crate::requests::store::{self, Came, HeldSlot, NewFile, Row, Standing};
use crate::requests::text::{LINE, in_language, one_line};
use crate::requests::typed::{Reading, Typed, preferred_words};
use crate::requests::{BandView, Flag, RequestPriority, RequestState, book, into_record, matches};
use crate::schedule::BookVisit;
use crate::transact::Tx;
use crate::{Code, Refusal, Result, clinic, online};
use jiff::tz::TimeZone;
use keepwell_protocol::form::score::score;
use keepwell_protocol::form::{Form, Score};
use keepwell_protocol::id::SlotId;
use keepwell_protocol::submission::ChosenSlot;
use rusqlite::Connection;
use serde_json::json;

/// Takes a filled form. The same submission again answers the request it became and changes nothing. Files are looked over
/// on the way in (`LookedOver::from`): do that before the transaction where there is time for it.
pub fn take(tx: &mut Tx<'_>, arrived: impl Into<LookedOver>) -> Result<RequestId> {
    let LookedOver { arrived, files } = arrived.into();
    let sid = arrived.sid.to_string();
    if let Some(known) = store::of_submission(tx.on(), &sid)? {
        return Ok(known);
    }
    let facts = clinic::facts(tx.on())?;
    let zone = TimeZone::get(&facts.zone).map_err(Refusal::fault)?;
    let today = zone.to_datetime(tx.now()).date();
    let reading = Reading {
        country: facts.country,
        today,
    };
    let (form, filled) = (&arrived.form, &arrived.filled);
    let typed = Typed::read(form, &filled.answers, &filled.language, &reading);
    let first = form.languages.first().map(String::as_str).unwrap_or_default();
    let scored = score(form, &filled.answers);
    let band = scored
        .and_then(|scored| scored.band)
        .and_then(|at| form.score.as_ref().and_then(|score: &Score| score.bands.get(at)))
        .map(|band| BandView {
            label: one_line(in_language(&band.label, first, first), LINE),
            tone: band.tone,
            urgent: band.urgent,
        });
    let mut flags = arrived.flags;
    let slot = held(tx.on(), arrived.slot, filled.slot.as_ref(), &mut flags)?;
    let service = match slot.as_ref().and_then(|slot| slot.service).or(typed.service) {
        Some(service) => clinic::services::name_of(tx.on(), service)?.map(|name| (service, name)),
        None => None,
    };
    let now = tx.now().as_second();
    let mut row = Row {
        no: 0,
        id: RequestId::make(),
        version: 1,
        standing: Standing {
            state: RequestState::New,
            priority: match &band {
                Some(band) if band.urgent => RequestPriority::Urgent,
                _ => RequestPriority::Normal,
            },
            assigned_to: None,
            note: String::new(),
            patient: None,
            visit: None,
            decline_reason: String::new(),
            slot_held: slot.is_some(),
            flags: Vec::new(),
        },
        // The relay's clock is a hint: nothing arrives before it was received, nor has waited since for ever.
        received_at: arrived.received_at.clamp(now - 366 * 86_400, now),
        arrived_at: now,
        changed_at: now,
        form_no: 0,
        form_id: form.id.to_string(),
        form_version: form.version,
        form_title: title(form, first),
        purpose: form.purpose,
        language: typed.language.clone(),
        name_key: typed.name_key(),
        born: typed.born.map(|born| born.to_string()),
        phone_e164: typed.phone_e164.clone(),
        email_key: typed.email_valid.as_ref().map(|email| email.to_lowercase()),
        service_name: service
            .as_ref()
            .map_or_else(|| typed.service_name.clone(), |(_, name)| name.clone()),
        service: service.map(|(service, _)| service),
        preferred_words: preferred_words(&typed.preferred),
        preferred: typed.preferred.clone(),
        reason: typed.reason.clone(),
        referral: typed.referral.clone(),
        source: one_line(&filled.source, 500),
        score: scored.map(|scored| scored.points),
        band,
        slot,
        given: typed.given.clone(),
        family: typed.family.clone(),
        phone: typed.phone.clone(),
        email: typed.email.clone(),
    };
    if let Some(slot) = &row.slot
        && let Some(what) = slot.conflict(tx.on(), None, now)?
    {
        flags.push(Flag::SlotConflict { what });
    }
    row.standing.flags = flags;
    let found = matches::find(tx.on(), &row, today)?;
    let known = matches::sure(&found).is_some();
    let kept: Vec<_> = found
        .iter()
        .map(|m| json!({ "patient": m.patient.id, "score": m.score, "sure": m.sure, "reasons": m.reasons }))
        .collect();
    let came = Came {
        sid: &sid,
        seq: arrived.seq,
        sha256: &arrived.sha256,
        answers: &filled.answers,
        search: &search(&typed),
        matches: &serde_json::to_string(&kept).map_err(Refusal::fault)?,
        known,
        files: files.len(),
    };
    row.no = store::insert(tx.on(), &row, form, &came)?;
    for file in &files {
        store::insert_file(
            tx.on(),
            row.no,
            &NewFile {
                position: file.position,
                question: &file.question,
                name: &file.name,
                media_type: file.media_type,
                bytes: &file.bytes,
                size: file.size,
                thumbnail: file.thumbnail.as_deref(),
            },
        )?;
    }
    tx.event(Event::new("request.arrived").request(row.id).body(json!({
        "name": row.name(), "form": row.form_title, "service": row.service_name, "urgent": row.standing.priority == RequestPriority::Urgent,
    })));
    // As stored: with its number, and where its form stands.
    let row = store::load(tx.on(), row.id)?;
    if !by_itself(tx, &row, today)? {
        automation::request_changed(tx, row.id, RequestChange::Received)?;
    }
    Ok(row.id)
}

fn title(form: &Form, first: &str) -> String {
    one_line(in_language(&form.title, first, first), LINE)
}

/// Name, digits of the phone and e-mail, folded: what the queue's search looks through.
fn search(typed: &Typed) -> String {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    [
        typed.name_key(),
        crate::patients::folded_words(&format!("{} {}", typed.family, typed.given)).join(" "),
        typed.email.to_lowercase(),
        digits(&typed.phone),
        digits(typed.phone_e164.as_deref().unwrap_or_default()),
    ]
    .join("\n")
}

/// The time the relay says was taken, as the clinic understands it.
fn held(
    on: &Connection,
    taken: Option<SlotId>,
    chosen: Option<&ChosenSlot>,
    flags: &mut Vec<Flag>,
) -> Result<Option<HeldSlot>> {
    if taken != chosen.map(|chosen| chosen.slot) && !flags.contains(&Flag::SlotMismatch) {
        flags.push(Flag::SlotMismatch);
    }
    let Some(id) = taken else { return Ok(None) };
    let Some(offered) = online::slot(on, id)? else {
        flags.push(Flag::SlotUnknown);
        return Ok(Some(HeldSlot {
            id,
            starts: String::new(),
            fold: 0,
            starts_at: chosen.map(|chosen| chosen.starts_at).unwrap_or_default(),
            minutes: 0,
            provider: None,
            service: None,
        }));
    };
    if chosen.is_some_and(|chosen| chosen.starts_at != offered.starts_at) && !flags.contains(&Flag::SlotMismatch) {
        flags.push(Flag::SlotMismatch);
    }
    let service = chosen.and_then(|chosen| chosen.service.parse().ok());
    let service = match service {
        Some(service) if offered.services.contains(&service) => Some(service),
        None if offered.services.len() == 1 => offered.services.first().copied(),
        _ => {
            if !flags.contains(&Flag::SlotMismatch) {
                flags.push(Flag::SlotMismatch);
            }
            None
        }
    };
    Ok(Some(HeldSlot {
        id,
        starts: offered.starts,
        fold: offered.fold,
        starts_at: offered.starts_at,
        minutes: offered.minutes,
        provider: Some(offered.provider),
        service,
    }))
}

/// Books a taken time at once where the clinic set it so and nothing stands against it. Where something does, staff are
/// told what.
fn by_itself(tx: &mut Tx<'_>, row: &Row, today: jiff::civil::Date) -> Result<bool> {
    let Some(slot) = row.slot.as_ref().filter(|_| row.standing.flags.is_empty()) else {
        return Ok(false);
    };
    let (Some(provider), Some(service), true) = (slot.provider, slot.service, online::accepts_by_itself(tx.on())?)
    else {
        return Ok(false);
    };
    let what = match into_record::surely(tx.on(), row, today)? {
        Err(why) => why,
        Ok(who) => {
            let visit = BookVisit {
                patient: PatientId::from_bytes([0; 16]),
                provider,
                service,
                starts: slot.starts.clone(),
                fold: Some(slot.fold),
                minutes: Some(slot.minutes),
                room: None,
                note: None,
                r#override: None,
            };
            match tx.attempt(|tx| book::book(tx, row, who, visit, today)) {
                Ok(_) => return Ok(true),
                Err(refusal) if refusal.code == Code::Fault || refusal.code == Code::DiskFull => return Err(refusal),
                Err(refusal) => refusal.message,
            }
        }
    };
    let mut now = row.standing.clone();
    now.flags.push(Flag::NotByItself { what });
    store::put(tx, row.no, &now)?;
    Ok(false)
}
