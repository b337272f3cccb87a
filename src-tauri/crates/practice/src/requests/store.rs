//! The request's own tables.

use crate::ids::{PatientId, ProviderId, RequestFileId, RequestId, ServiceId, StaffId, VisitId};
use crate::requests::{
    BandView, Flag, PreferredView, ReplyView, RequestFile, RequestPriority, RequestState, SuggestedView,
};
use crate::transact::{Tx, stored_json};
use crate::{Refusal, Result};
use keepwell_protocol::form::{Form, Purpose};
use keepwell_protocol::id::{PageId, SlotId};
use rusqlite::{Connection, OptionalExtension, Row as SqlRow, named_params, params};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What of a request changes; the rest stands since it arrived.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Standing {
    /// Where it stands.
    pub state: RequestState,
    /// How soon.
    pub priority: RequestPriority,
    /// Who looks after it.
    pub assigned_to: Option<StaffId>,
    /// What staff noted.
    pub note: String,
    /// Whose record it went into.
    pub patient: Option<PatientId>,
    /// The visit booked from it.
    pub visit: Option<VisitId>,
    /// What the patient is told about the no.
    pub decline_reason: String,
    /// Nobody else can take the time it holds on the web.
    pub slot_held: bool,
    /// What staff should know first.
    pub flags: Vec<Flag>,
}

/// A time taken on the web, as the clinic understands it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeldSlot {
    /// As the relay names it.
    pub id: SlotId,
    /// Clinic wall time.
    pub starts: String,
    /// 1: the second of a time that comes twice.
    pub fold: u8,
    /// Instant, Unix seconds.
    pub starts_at: i64,
    /// Length; 0 where the clinic does not know the time.
    pub minutes: u32,
    /// With whom; nobody where the clinic does not know the time.
    pub provider: Option<ProviderId>,
    /// For what.
    pub service: Option<ServiceId>,
}

/// A request as stored.
#[derive(Debug, Clone)]
pub struct Row {
    /// Its number: the order of arrival, and what its other tables hang on.
    pub no: i64,
    /// Which.
    pub id: RequestId,
    /// Rises with every change.
    pub version: i64,
    /// What changes.
    pub standing: Standing,
    /// By the relay's clock.
    pub received_at: i64,
    /// At the clinic.
    pub arrived_at: i64,
    /// Last change.
    pub changed_at: i64,
    /// Where its form stands.
    pub form_no: i64,
    /// Which form.
    pub form_id: String,
    /// Which version.
    pub form_version: u32,
    /// Its title.
    pub form_title: String,
    /// What becomes of the answers.
    pub purpose: Purpose,
    /// BCP 47.
    pub language: String,
    /// Given name.
    pub given: String,
    /// Family name.
    pub family: String,
    /// Folded name.
    pub name_key: String,
    /// `YYYY-MM-DD`.
    pub born: Option<String>,
    /// As typed.
    pub phone: String,
    /// As dialled.
    pub phone_e164: Option<String>,
    /// As typed.
    pub email: String,
    /// A valid address in lower case.
    pub email_key: Option<String>,
    /// The wished service, if the clinic has it.
    pub service: Option<ServiceId>,
    /// As called.
    pub service_name: String,
    /// Preferred times.
    pub preferred: PreferredView,
    /// In a few words.
    pub preferred_words: String,
    /// Why they come.
    pub reason: String,
    /// How they heard of the clinic.
    pub referral: String,
    /// The page the form stood in.
    pub source: String,
    /// Score.
    pub score: Option<f64>,
    /// Its band.
    pub band: Option<BandView>,
    /// The time taken on the web.
    pub slot: Option<HeldSlot>,
}

impl Row {
    /// The name as typed, given name first.
    pub fn name(&self) -> String {
        name_of(&self.given, &self.family)
    }
}

/// The name as typed, given name first; a request without one is still somebody's.
pub fn name_of(given: &str, family: &str) -> String {
    let name = format!("{given} {family}");
    let name = name.trim();
    if name.is_empty() {
        "Somebody without a name".into()
    } else {
        name.to_owned()
    }
}

/// The request; gone is an error.
pub fn load(on: &Connection, id: RequestId) -> Result<Row> {
    let mut statement = on.prepare_cached("SELECT * FROM request WHERE id = ?1")?;
    let mut rows = statement.query([id])?;
    match rows.next()? {
        Some(row) => read(row),
        None => Err(Refusal::not_found("This request")),
    }
}

/// The request a submission became.
pub fn of_submission(on: &Connection, sid: &str) -> Result<Option<RequestId>> {
    Ok(on
        .prepare_cached("SELECT id FROM request WHERE sid = ?1")?
        .query_row([sid], |row| row.get(0))
        .optional()?)
}

/// Reads `purpose` as stored.
pub fn purpose(text: &str) -> Result<Purpose> {
    match text {
        "request" => Ok(Purpose::Request),
        "registration" => Ok(Purpose::Registration),
        "questionnaire" => Ok(Purpose::Questionnaire),
        _ => Err(Refusal::fault("a request of an unknown purpose")),
    }
}

/// As stored.
pub fn stored_purpose(purpose: Purpose) -> &'static str {
    match purpose {
        Purpose::Request => "request",
        Purpose::Registration => "registration",
        Purpose::Questionnaire => "questionnaire",
    }
}

/// Reads a band as stored.
pub fn band(json: Option<String>) -> Result<Option<BandView>> {
    json.map(|json| stored_json(&json)).transpose()
}

fn read(row: &SqlRow<'_>) -> Result<Row> {
    let standing = Standing {
        state: RequestState::from_stored(&row.get::<_, String>("state")?)?,
        priority: RequestPriority::from_stored(row.get("priority")?)?,
        assigned_to: row.get("assigned_to")?,
        note: row.get("note")?,
        patient: row.get("patient_id")?,
        visit: row.get("visit_id")?,
        decline_reason: row.get("decline_reason")?,
        slot_held: row.get("slot_held")?,
        flags: stored_json(&row.get::<_, String>("flags")?)?,
    };
    let slot = match row.get::<_, Option<String>>("slot")? {
        None => None,
        Some(id) => Some(HeldSlot {
            id: id.parse().map_err(Refusal::fault)?,
            starts: row.get::<_, Option<String>>("slot_starts")?.unwrap_or_default(),
            fold: row.get("slot_fold")?,
            starts_at: row.get::<_, Option<i64>>("slot_starts_at")?.unwrap_or_default(),
            minutes: row.get::<_, Option<u32>>("slot_minutes")?.unwrap_or_default(),
            provider: row.get("slot_provider")?,
            service: row.get("slot_service")?,
        }),
    };
    Ok(Row {
        no: row.get("no")?,
        id: row.get("id")?,
        version: row.get("version")?,
        standing,
        received_at: row.get("received_at")?,
        arrived_at: row.get("arrived_at")?,
        changed_at: row.get("changed_at")?,
        form_no: row.get("form_no")?,
        form_id: row.get("form_id")?,
        form_version: row.get("form_version")?,
        form_title: row.get("form_title")?,
        purpose: purpose(&row.get::<_, String>("purpose")?)?,
        language: row.get("language")?,
        given: row.get("given")?,
        family: row.get("family")?,
        name_key: row.get("name_key")?,
        born: row.get("born")?,
        phone: row.get("phone")?,
        phone_e164: row.get("phone_e164")?,
        email: row.get("email")?,
        email_key: row.get("email_key")?,
        service: row.get("service_id")?,
        service_name: row.get("service_name")?,
        preferred: stored_json(&row.get::<_, String>("preferred")?)?,
        preferred_words: row.get("preferred_words")?,
        reason: row.get("reason")?,
        referral: row.get("referral")?,
        source: row.get("source")?,
        score: row.get("score")?,
        band: band(row.get("band")?)?,
        slot,
    })
}

/// Which submission a new request came in.
pub struct Came<'a> {
    /// Which.
    pub sid: &'a str,
    /// Its number at the relay.
    pub seq: u64,
    /// Of the sealed bytes.
    pub sha256: &'a [u8; 32],
    /// Answers as sent.
    pub answers: &'a Map<String, Value>,
    /// What the queue's search looks through.
    pub search: &'a str,
    /// Who it may be, as JSON.
    pub matches: &'a str,
    /// Exactly one of them surely.
    pub known: bool,
    /// How many files were kept.
    pub files: usize,
}

/// Writes a new request and answers its number. `no`, `version` and `form_no` of the row are made here.
pub fn insert(on: &Connection, row: &Row, form: &Form, came: &Came<'_>) -> Result<i64> {
    let standing = &row.standing;
    let slot = row.slot.as_ref();
    on.prepare_cached(
        "INSERT INTO request (id, sid, relay_seq, sha256, state, priority, received_at, arrived_at, changed_at, form_no, form_id, form_version,
             form_title, purpose, language, given, family, name_key, born, phone, phone_e164, email, email_key, search, service_id, service_name,
             preferred, preferred_words, reason, referral, source, score, band, flags, flag_count, file_count, matches, known,
             slot, slot_held, slot_starts, slot_fold, slot_starts_at, slot_minutes, slot_provider, slot_service)
         VALUES (:id, :sid, :seq, :sha256, :state, :priority, :received_at, :arrived_at, :arrived_at, :form_no, :form_id, :form_version,
             :form_title, :purpose, :language, :given, :family, :name_key, :born, :phone, :phone_e164, :email, :email_key, :search, :service, :service_name,
             :preferred, :preferred_words, :reason, :referral, :source, :score, :band, :flags, :flag_count, :file_count, :matches, :known,
             :slot, :slot_held, :slot_starts, :slot_fold, :slot_starts_at, :slot_minutes, :slot_provider, :slot_service)",
    )?
    .execute(named_params! {
        ":id": row.id, ":sid": came.sid, ":seq": i64::try_from(came.seq).unwrap_or(i64::MAX), ":sha256": came.sha256.as_slice(),
        ":state": standing.state.stored(), ":priority": standing.priority.stored(),
        ":received_at": row.received_at, ":arrived_at": row.arrived_at,
        ":form_no": keep_form(on, form)?, ":form_id": row.form_id, ":form_version": row.form_version, ":form_title": row.form_title,
        ":purpose": stored_purpose(row.purpose), ":language": row.language,
        ":given": row.given, ":family": row.family, ":name_key": row.name_key, ":born": row.born,
        ":phone": row.phone, ":phone_e164": row.phone_e164, ":email": row.email, ":email_key": row.email_key, ":search": came.search,
        ":service": row.service, ":service_name": row.service_name,
        ":preferred": json(&row.preferred)?, ":preferred_words": row.preferred_words, ":reason": row.reason, ":referral": row.referral, ":source": row.source,
        ":score": row.score, ":band": row.band.as_ref().map(json).transpose()?,
        ":flags": json(&standing.flags)?, ":flag_count": count(standing.flags.len()), ":file_count": count(came.files),
        ":matches": came.matches, ":known": came.known,
        ":slot": slot.map(|s| s.id.to_string()), ":slot_held": standing.slot_held,
        ":slot_starts": slot.map(|s| &s.starts), ":slot_fold": slot.map_or(0, |s| s.fold), ":slot_starts_at": slot.map(|s| s.starts_at),
        ":slot_minutes": slot.map(|s| s.minutes), ":slot_provider": slot.and_then(|s| s.provider), ":slot_service": slot.and_then(|s| s.service),
    })?;
    let no = on.last_insert_rowid();
    on.prepare_cached("INSERT INTO request_answers (no, json) VALUES (?1, ?2)")?
        .execute(params![no, json(came.answers)?])?;
    Ok(no)
}

fn count(many: usize) -> i64 {
    i64::try_from(many).unwrap_or(i64::MAX)
}

fn json(value: &impl Serialize) -> Result<String> {
    serde_json::to_string(value).map_err(Refusal::fault)
}

/// The number of the form's version, written down once.
fn keep_form(on: &Connection, form: &Form) -> Result<i64> {
    let json = json(form)?;
    let hash = ring::digest::digest(&ring::digest::SHA256, json.as_bytes());
    on.prepare_cached("INSERT INTO request_form (sha256, json) VALUES (?1, ?2) ON CONFLICT (sha256) DO NOTHING")?
        .execute(params![hash.as_ref(), json])?;
    Ok(on
        .prepare_cached("SELECT no FROM request_form WHERE sha256 = ?1")?
        .query_row([hash.as_ref()], |row| row.get(0))?)
}

/// The form a request was filled in.
pub fn form(on: &Connection, form_no: i64) -> Result<Form> {
    let json: String = on
        .prepare_cached("SELECT json FROM request_form WHERE no = ?1")?
        .query_row([form_no], |row| row.get(0))?;
    stored_json(&json)
}

/// The answers as sent.
pub fn answers(on: &Connection, no: i64) -> Result<Map<String, Value>> {
    let json: String = on
        .prepare_cached("SELECT json FROM request_answers WHERE no = ?1")?
        .query_row([no], |row| row.get(0))?;
    stored_json(&json)
}

/// Puts what changes in place; the version rises.
pub fn put(tx: &Tx<'_>, no: i64, standing: &Standing) -> Result<()> {
    tx.on()
        .prepare_cached(
            "UPDATE request SET state = ?2, priority = ?3, assigned_to = ?4, note = ?5, patient_id = ?6, visit_id = ?7, decline_reason = ?8, slot_held = ?9,
                    flags = ?10, flag_count = ?11, changed_at = ?12, version = version + 1 WHERE no = ?1",
        )?
        .execute(params![
            no,
            standing.state.stored(),
            standing.priority.stored(),
            standing.assigned_to,
            standing.note,
            standing.patient,
            standing.visit,
            standing.decline_reason,
            standing.slot_held,
            json(&standing.flags)?,
            count(standing.flags.len()),
            tx.now().as_second()
        ])?;
    Ok(())
}

/// The files of a request, each with its place in the submission.
pub fn files(on: &Connection, no: i64) -> Result<Vec<(i64, RequestFile)>> {
    let mut statement = on.prepare_cached(
        "SELECT id, position, question, name, media_type, bytes, width, height, thumbnail IS NOT NULL AS small FROM request_file WHERE no = ?1 ORDER BY position",
    )?;
    let rows = statement.query_map([no], |row| {
        let file = RequestFile {
            id: row.get("id")?,
            question: row.get("question")?,
            name: row.get("name")?,
            media_type: row.get("media_type")?,
            bytes: row.get("bytes")?,
            width: row.get("width")?,
            height: row.get("height")?,
            has_thumbnail: row.get("small")?,
        };
        Ok((row.get("position")?, file))
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A file about to be kept.
pub struct NewFile<'a> {
    /// Its place in the submission.
    pub position: usize,
    /// The question it answers.
    pub question: &'a str,
    /// Safe to save under.
    pub name: &'a str,
    /// Its kind.
    pub media_type: &'static str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Of a picture.
    pub size: Option<(u32, u32)>,
    /// Of a picture.
    pub thumbnail: Option<&'a [u8]>,
}

/// Bytes of one row of a file.
const PIECE: usize = 256 * 1024;

/// Keeps a file.
pub fn insert_file(on: &Connection, no: i64, file: &NewFile<'_>) -> Result<()> {
    let id = RequestFileId::make();
    on.prepare_cached(
        "INSERT INTO request_file (id, no, position, question, name, media_type, bytes, width, height, thumbnail) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        id,
        no,
        count(file.position),
        file.question,
        file.name,
        file.media_type,
        count(file.bytes.len()),
        file.size.map(|size| size.0),
        file.size.map(|size| size.1),
        file.thumbnail
    ])?;
    for (position, piece) in (0_i64..).zip(file.bytes.chunks(PIECE)) {
        on.prepare_cached("INSERT INTO request_file_piece (file_id, position, bytes) VALUES (?1, ?2, ?3)")?
            .execute(params![id, position, piece])?;
    }
    Ok(())
}

/// A suggestion as stored.
#[derive(Debug, Clone)]
pub struct Suggestion {
    /// Of which request, by number.
    pub no: i64,
    /// From 1.
    pub round: i64,
    /// The page at the relay.
    pub page: PageId,
    /// The secret in its link.
    pub secret: [u8; 16],
    /// For what.
    pub service: ServiceId,
    /// The times.
    pub times: Vec<SuggestedView>,
    /// What staff added.
    pub note: String,
    /// The answer counts until then.
    pub until: i64,
    /// When it was made.
    pub made_at: i64,
    /// By whom, as an actor.
    pub made_by: String,
    /// The page is still there.
    pub open: bool,
}

/// The suggestions of a request, the newest first.
pub fn suggestions(on: &Connection, no: i64) -> Result<Vec<Suggestion>> {
    let mut statement = on.prepare_cached("SELECT * FROM request_suggestion WHERE no = ?1 ORDER BY round DESC")?;
    let mut rows = statement.query([no])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        found.push(suggestion(row)?);
    }
    Ok(found)
}

/// The suggestion behind a page, with its request.
pub fn suggestion_of_page(on: &Connection, page: PageId) -> Result<Option<(Suggestion, RequestId)>> {
    let mut statement = on.prepare_cached(
        "SELECT s.*, r.id AS request_id FROM request_suggestion s JOIN request r ON r.no = s.no WHERE s.page = ?1",
    )?;
    let mut rows = statement.query([page.to_string()])?;
    match rows.next()? {
        Some(row) => Ok(Some((suggestion(row)?, row.get("request_id")?))),
        None => Ok(None),
    }
}

fn suggestion(row: &SqlRow<'_>) -> Result<Suggestion> {
    Ok(Suggestion {
        no: row.get("no")?,
        round: row.get("round")?,
        page: row.get::<_, String>("page")?.parse().map_err(Refusal::fault)?,
        secret: row.get("secret")?,
        service: row.get("service_id")?,
        times: stored_json(&row.get::<_, String>("times")?)?,
        note: row.get("note")?,
        until: row.get("until")?,
        made_at: row.get("made_at")?,
        made_by: row.get("made_by")?,
        open: row.get("open")?,
    })
}

/// Writes a suggestion down.
pub fn insert_suggestion(on: &Connection, new: &Suggestion) -> Result<()> {
    on.prepare_cached(
        "INSERT INTO request_suggestion (no, round, page, secret, service_id, times, note, until, made_at, made_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?
    .execute(params![
        new.no,
        new.round,
        new.page.to_string(),
        new.secret.as_slice(),
        new.service,
        json(&new.times)?,
        new.note,
        new.until,
        new.made_at,
        new.made_by
    ])?;
    Ok(())
}

/// The page of a suggestion was taken away.
pub fn close_suggestion(on: &Connection, no: i64, round: i64) -> Result<()> {
    on.prepare_cached("UPDATE request_suggestion SET open = 0 WHERE no = ?1 AND round = ?2")?
        .execute([no, round])?;
    Ok(())
}

/// Writes a patient's answer down; false where this submission is there already.
pub fn insert_reply(on: &Connection, sid: &str, no: i64, round: i64, reply: &ReplyView) -> Result<bool> {
    let written = on
        .prepare_cached("INSERT INTO request_reply (sid, no, round, at, choice, note) VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (sid) DO NOTHING")?
        .execute(params![sid, no, round, reply.at, reply.choice, reply.note])?;
    Ok(written == 1)
}

/// The answers to one round, the newest first.
pub fn replies(on: &Connection, no: i64, round: i64) -> Result<Vec<ReplyView>> {
    let mut statement = on.prepare_cached(
        "SELECT at, choice, note FROM request_reply WHERE no = ?1 AND round = ?2 ORDER BY at DESC, sid DESC",
    )?;
    let rows = statement.query_map([no, round], |row| {
        Ok(ReplyView {
            at: row.get("at")?,
            choice: row.get("choice")?,
            note: row.get("note")?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// Whether a request other than `no` holds this web time as well: only a relay that contradicts itself gives it twice.
pub fn others_hold(on: &Connection, no: i64, slot: SlotId) -> Result<bool> {
    Ok(on
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM request WHERE slot = ?1 AND slot_held = 1 AND no <> ?2) AS it")?
        .query_row(params![slot.to_string(), no], |row| row.get("it"))?)
}

/// Requests that hold a web time which their visit does not stand on any more.
pub fn left_by(on: &Connection, visit: VisitId) -> Result<Vec<(i64, SlotId)>> {
    let mut statement = on.prepare_cached(
        "SELECT r.no, r.slot FROM request r JOIN visit v ON v.id = r.visit_id
         WHERE r.visit_id = ?1 AND r.slot_held = 1 AND r.slot IS NOT NULL
           AND (v.status = 'cancelled' OR v.starts_at IS NOT r.slot_starts_at OR v.provider_id IS NOT r.slot_provider)",
    )?;
    let rows = statement.query_map([visit], |row| Ok((row.get("no")?, row.get::<_, String>("slot")?)))?;
    rows.map(|row| {
        let (no, slot) = row?;
        Ok((no, slot.parse().map_err(Refusal::fault)?))
    })
    .collect()
}

/// The web time was given back. Nobody's decision about the request: its version stays.
pub fn holds_no_longer(on: &Connection, no: i64) -> Result<()> {
    on.prepare_cached("UPDATE request SET slot_held = 0 WHERE no = ?1")?
        .execute([no])?;
    Ok(())
}
