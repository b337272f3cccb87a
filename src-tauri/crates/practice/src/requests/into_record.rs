//! Puts what a request says into a patient's record: a new one, or the fields chosen of one there is.

use crate::ids::PatientId;
use crate::messaging::templates::plain_name;
use crate::patients::record::PatientRecord;
use crate::patients::{
    self, ConsentAnswer, ConsentChannel, ConsentPurpose, ConsentState, EditPatient, HowGiven, SetConsent,
    UnregisterPatient,
};
use crate::requests::answers::Rendering;
use crate::requests::store::{self, Row};
use crate::requests::text::one_line;
use crate::requests::typed::{Reading, Typed};
use crate::requests::{RequestConsent, TakeField, WhoIsIt};
use crate::transact::Tx;
use crate::{Refusal, Result, clinic};
use jiff::civil::Date;
use keepwell_protocol::form::ConsentMeaning;
use rusqlite::Connection;

/// A record a request went into, and the way back.
pub struct Linked {
    /// Whose.
    pub patient: PatientId,
    /// Takes the registration back.
    pub registered: Option<UnregisterPatient>,
    /// Takes the change of the record back.
    pub edited: Option<EditPatient>,
    /// Takes the consents back.
    pub consents: Option<SetConsent>,
}

/// What the answers of a request say, read again.
pub fn typed(on: &Connection, row: &Row, today: Date) -> Result<Typed> {
    let reading = Reading {
        country: clinic::facts(on)?.country,
        today,
    };
    let (form, answers) = (store::form(on, row.form_no)?, store::answers(on, row.no)?);
    Ok(Typed::read(&form, &answers, &row.language, &reading))
}

/// Registers or changes the patient and takes their consents down.
pub fn link(tx: &mut Tx<'_>, row: &Row, who: WhoIsIt, today: Date) -> Result<Linked> {
    let mut linked = match who {
        WhoIsIt::New { record } => {
            let registered = patients::register_on(tx, today, *record).map_err(at_record)?;
            Linked {
                patient: registered.patient,
                registered: Some(registered.back),
                edited: None,
                consents: None,
            }
        }
        WhoIsIt::Existing { patient, take } => {
            let typed = typed(tx.on(), row, today)?;
            let now = patients::view_of(tx.on(), patient, tx.now().as_second())?;
            let mut record = now.record;
            for field in take {
                fill(&mut record, field, &typed, &row.source);
            }
            let change = EditPatient {
                patient,
                version: now.version,
                record,
            };
            Linked {
                patient,
                registered: None,
                edited: change.run(tx, today)?.map(|edited| edited.back),
                consents: None,
            }
        }
    };
    let known = linked.registered.is_none();
    linked.consents = take_consents(tx, row, linked.patient)?.filter(|_| known);
    Ok(linked)
}

/// Takes one field over. What one has several of is added behind those there are; what is there already stays as it is.
pub fn fill(record: &mut PatientRecord, field: TakeField, typed: &Typed, web_source: &str) {
    let new = typed.record(web_source);
    match field {
        TakeField::Name => {
            (record.given, record.family) = (new.given, new.family);
        }
        TakeField::Born => record.born = new.born.or(record.born.take()),
        TakeField::Sex => record.sex = typed.sex.unwrap_or(record.sex),
        TakeField::Phone => {
            let fresh = new
                .phones
                .into_iter()
                .filter(|p| record.phones.iter().all(|r| r.e164 != p.e164));
            let fresh: Vec<_> = fresh.collect();
            record.phones.extend(fresh);
        }
        TakeField::Email => {
            let same = |a: &str, b: &str| a.eq_ignore_ascii_case(b);
            let fresh = new
                .emails
                .into_iter()
                .filter(|e| record.emails.iter().all(|r| !same(&r.address, &e.address)));
            let fresh: Vec<_> = fresh.collect();
            record.emails.extend(fresh);
        }
        TakeField::Address => {
            let fresh: Vec<_> = new
                .addresses
                .into_iter()
                .filter(|a| !record.addresses.contains(a))
                .collect();
            record.addresses.extend(fresh);
        }
        TakeField::Insurance => {
            let fresh: Vec<_> = new
                .insurance
                .into_iter()
                .filter(|p| !record.insurance.contains(p))
                .collect();
            record.insurance.extend(fresh);
        }
        TakeField::Emergency => {
            let known = |name: &str| record.emergency.iter().any(|c| c.name == name);
            let fresh: Vec<_> = new.emergency.into_iter().filter(|c| !known(&c.name)).collect();
            record.emergency.extend(fresh);
        }
        TakeField::Language => {
            if !new.language.is_empty() {
                record.language = new.language;
            }
        }
        TakeField::Source => record.source = new.source,
    }
}

/// Takes down what was agreed to on the web, each with the version of the text it was.
fn take_consents(tx: &mut Tx<'_>, row: &Row, patient: PatientId) -> Result<Option<SetConsent>> {
    let (form, answers) = (store::form(tx.on(), row.form_no)?, store::answers(tx.on(), row.no)?);
    let consents = Rendering {
        form: &form,
        answers: &answers,
        language: &row.language,
        files: &[],
        flags: &[],
    }
    .consents();
    let mut back: Option<SetConsent> = None;
    for consent in consents {
        let mut answers = Vec::new();
        for answer in said(row, &consent) {
            // What they told staff since they filled the form holds.
            if !patients::told_since(tx.on(), patient, answer.channel, answer.purpose, row.received_at)? {
                answers.push(answer);
            }
        }
        if answers.is_empty() {
            continue;
        }
        let taken = SetConsent {
            patient,
            answers,
            how: HowGiven::Web,
            note: one_line(
                &format!("Web form “{}”, version {} of the text", row.form_title, consent.version),
                200,
            ),
            only_after: None,
        }
        .run(tx)?;
        back = Some(match back {
            None => taken,
            Some(earlier) => merged(earlier, taken),
        });
    }
    Ok(back)
}

/// The way back over both: to what was before the first.
fn merged(mut earlier: SetConsent, later: SetConsent) -> SetConsent {
    for answer in later.answers {
        let known = |a: &ConsentAnswer| a.channel == answer.channel && a.purpose == answer.purpose;
        if !earlier.answers.iter().any(known) {
            earlier.answers.push(answer);
        }
    }
    earlier.only_after = later.only_after;
    earlier
}

/// What an answer means to the record. An agreement that names no way counts for the ways the patient left.
fn said(row: &Row, consent: &RequestConsent) -> Vec<ConsentAnswer> {
    let Some(agreed) = consent.agreed else {
        return Vec::new();
    };
    let state = if agreed {
        ConsentState::Given
    } else {
        ConsentState::Refused
    };
    let answer = |channel, purpose| ConsentAnswer {
        channel,
        purpose,
        state,
    };
    let left = |purpose| {
        let mut ways = Vec::new();
        if row.email_key.is_some() {
            ways.push(answer(ConsentChannel::Email, purpose));
        }
        if row.phone_e164.is_some() {
            ways.push(answer(ConsentChannel::Phone, purpose));
        }
        if ways.is_empty() {
            ways.push(answer(ConsentChannel::Post, purpose));
        }
        ways
    };
    match consent.meaning {
        ConsentMeaning::Kept => Vec::new(),
        ConsentMeaning::Treatment => left(ConsentPurpose::Treatment),
        ConsentMeaning::DataSharing => left(ConsentPurpose::DataSharing),
        ConsentMeaning::RemindersEmail => vec![answer(ConsentChannel::Email, ConsentPurpose::Reminders)],
        ConsentMeaning::RemindersSms => vec![answer(ConsentChannel::Sms, ConsentPurpose::Reminders)],
        ConsentMeaning::MarketingEmail => vec![answer(ConsentChannel::Email, ConsentPurpose::Marketing)],
    }
}

/// Who it is where nobody on the staff has said: the sure match, or somebody surely new. `Err` inside says why neither.
pub fn surely(on: &Connection, row: &Row, today: Date) -> Result<std::result::Result<WhoIsIt, String>> {
    if let Some(patient) = row.standing.patient {
        return Ok(Ok(WhoIsIt::Existing {
            patient,
            take: Vec::new(),
        }));
    }
    let matches = crate::requests::matches::find(on, row, today)?;
    if let Some(found) = crate::requests::matches::sure(&matches) {
        return Ok(Ok(WhoIsIt::Existing {
            patient: found.patient.id,
            take: Vec::new(),
        }));
    }
    if !matches.is_empty() {
        return Ok(Err(
            "It may be somebody the clinic knows: somebody has to say whose record it is.".into(),
        ));
    }
    // The name stands in the letters about the visit: a stranger's advertisement must not go to a third person's address.
    let is_name = |name: &str| name.is_empty() || !plain_name(name).is_empty();
    if !is_name(&row.given) || !is_name(&row.family) {
        return Ok(Err("What stands as the name does not look like one.".into()));
    }
    if row.given.is_empty() || (row.email_key.is_none() && row.phone_e164.is_none()) {
        return Ok(Err("There is no name, or no way to reach the person.".into()));
    }
    let record = typed(on, row, today)?.record(&row.source);
    Ok(Ok(WhoIsIt::New {
        record: Box::new(record),
    }))
}

/// A refusal that belongs to a field of the form for the record.
pub fn at_record(mut refusal: Refusal) -> Refusal {
    refusal.field = refusal.field.map(|field| format!("patient.record.{field}"));
    refusal
}
