//! What a patient agreed to and how they want to be spoken to (PAT-7).

use crate::Result;
use crate::door::Call;
use crate::ids::PatientId;
use crate::patients::record::{ContactMethod, WhichPatient};
use crate::patients::who::Names;
use crate::patients::{preferences, store};
use rusqlite::{Connection, OptionalExtension};
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// By what way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConsentChannel {
    /// E-mail.
    Email,
    /// Text message.
    Sms,
    /// WhatsApp.
    Whatsapp,
    /// A call.
    Phone,
    /// A letter.
    Post,
    /// The patient portal.
    Portal,
}

/// For what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConsentPurpose {
    /// About their treatment.
    Treatment,
    /// Reminders of visits.
    Reminders,
    /// News and offers.
    Marketing,
    /// Research.
    Research,
    /// Sharing data with others who treat them.
    DataSharing,
}

/// What the patient said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum ConsentState {
    /// Never asked, or the answer was taken back.
    NotAsked,
    /// Yes.
    Given,
    /// No.
    Refused,
}

/// How the answer was given.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum HowGiven {
    /// At the desk.
    InPerson,
    /// On the phone.
    Phone,
    /// On a signed paper.
    Paper,
    /// On the web.
    Web,
    /// Staff put a mistake right.
    Correction,
}

/// One answer, and what stands now for one channel and purpose.
#[derive(Debug, Clone, Serialize, TS)]
pub struct Consent {
    /// By what way.
    pub channel: ConsentChannel,
    /// For what.
    pub purpose: ConsentPurpose,
    /// What the patient said.
    pub state: ConsentState,
    /// Whether Keepwell may use this way for this purpose now: treatment and reminders unless refused, the others
    /// only when given.
    pub allowed: bool,
    /// When it was said, Unix seconds; absent where never asked.
    #[ts(type = "number | null")]
    pub at: Option<i64>,
    /// Who took it down.
    pub by: String,
    /// How it was given.
    pub how: Option<HowGiven>,
    /// What staff noted.
    pub note: String,
}

/// How a patient wants to be spoken to.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Preferences {
    /// Language to write in, BCP 47; empty means the clinic's. The same as in the record.
    pub language: String,
    /// How they prefer to be reached. The same as in the record.
    pub contact_method: ContactMethod,
    /// Nothing is sent from this wall time …, `HH:MM`; `null` means the clinic's quiet hours.
    pub quiet_from: Option<String>,
    /// … until this one; may be on the next day.
    pub quiet_until: Option<String>,
    /// At most so many messages in seven days; `null` means no limit of their own.
    pub most_per_week: Option<u32>,
    /// Their own zone (IANA) where it differs from the clinic's.
    pub zone: Option<String>,
}

/// A change of preferences that once happened.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PreferenceChange {
    /// When, Unix seconds.
    #[ts(type = "number")]
    pub at: i64,
    /// Who took it down.
    pub by: String,
    /// How it was given; `null` where it was written in the record's form.
    pub how: Option<HowGiven>,
    /// As they were from then on.
    pub preferences: Preferences,
}

/// Consents and preferences of a patient.
#[derive(Debug, Clone, Serialize, TS)]
pub struct PatientConsents {
    /// What stands now, for every channel and purpose.
    pub now: Vec<Consent>,
    /// Every answer there ever was, newest first.
    pub history: Vec<Consent>,
    /// How they want to be spoken to.
    pub preferences: Preferences,
    /// Every change of preferences, newest first.
    pub preference_history: Vec<PreferenceChange>,
}

/// Whether Keepwell may use a way for a purpose when the patient said `state`: what treatment needs is allowed until
/// it is refused, everything else only when it was given.
pub fn is_allowed(purpose: ConsentPurpose, state: ConsentState) -> bool {
    match (purpose, state) {
        (_, ConsentState::Given) => true,
        (_, ConsentState::Refused) => false,
        (ConsentPurpose::Treatment | ConsentPurpose::Reminders, ConsentState::NotAsked) => true,
        (
            ConsentPurpose::Marketing | ConsentPurpose::Research | ConsentPurpose::DataSharing,
            ConsentState::NotAsked,
        ) => false,
    }
}

const CHANNELS: [ConsentChannel; 6] = [
    ConsentChannel::Email,
    ConsentChannel::Sms,
    ConsentChannel::Whatsapp,
    ConsentChannel::Phone,
    ConsentChannel::Post,
    ConsentChannel::Portal,
];
const PURPOSES: [ConsentPurpose; 5] = [
    ConsentPurpose::Treatment,
    ConsentPurpose::Reminders,
    ConsentPurpose::Marketing,
    ConsentPurpose::Research,
    ConsentPurpose::DataSharing,
];

/// Consents and preferences of a patient.
pub fn consents(call: &Call<'_>, input: WhichPatient) -> Result<PatientConsents> {
    call.looks_at(input.patient);
    call.read(|on| of(on, input.patient))
}

/// Consents and preferences of a patient, inside any transaction.
pub fn of(on: &Connection, patient: PatientId) -> Result<PatientConsents> {
    let head = store::head(on, patient)?;
    let mut names = Names::default();
    let rows = store::all(
        on,
        "SELECT channel, purpose, state, at, actor, how, note FROM patient_consent WHERE no = ?1 ORDER BY seq DESC",
        [head.no],
        |row| {
            let (purpose, state) = (row.get("purpose")?, row.get("state")?);
            let consent = Consent {
                channel: row.get("channel")?,
                purpose,
                state,
                allowed: is_allowed(purpose, state),
                at: Some(row.get("at")?),
                by: row.get("actor")?,
                how: Some(row.get("how")?),
                note: row.get("note")?,
            };
            Ok(consent)
        },
    )?;
    let history = rows
        .into_iter()
        .map(|row| {
            Ok(Consent {
                by: names.of(on, &row.by)?,
                ..row
            })
        })
        .collect::<Result<Vec<_>>>()?;
    let now = CHANNELS
        .iter()
        .flat_map(|channel| PURPOSES.iter().map(move |purpose| (*channel, *purpose)));
    let now = now.map(|(channel, purpose)| {
        let newest = history
            .iter()
            .find(|answer| answer.channel == channel && answer.purpose == purpose);
        newest.cloned().unwrap_or_else(|| never_asked(channel, purpose))
    });
    let now = now.collect();
    let preferences = preferences::now(on, head.no, store::record(on, head.no)?.record())?;
    Ok(PatientConsents {
        now,
        history,
        preferences,
        preference_history: preferences::history(on, head.no, &mut names)?,
    })
}

fn never_asked(channel: ConsentChannel, purpose: ConsentPurpose) -> Consent {
    let state = ConsentState::NotAsked;
    Consent {
        channel,
        purpose,
        state,
        allowed: is_allowed(purpose, state),
        at: None,
        by: String::new(),
        how: None,
        note: String::new(),
    }
}

/// The number of the patient's newest answer; none where nothing was ever taken down.
pub fn newest(on: &Connection, no: i64) -> Result<Option<i64>> {
    Ok(on
        .prepare_cached("SELECT max(seq) FROM patient_consent WHERE no = ?1")?
        .query_row([no], |row| row.get(0))?)
}

/// Whether a patient told staff something about one way and purpose after `since`, Unix seconds: that counts more than a
/// form they filled in earlier.
pub fn told_since(
    on: &Connection,
    patient: PatientId,
    channel: ConsentChannel,
    purpose: ConsentPurpose,
    since: i64,
) -> Result<bool> {
    let no = store::head(on, patient)?.no;
    Ok(on
        .prepare_cached(
            "SELECT EXISTS (SELECT 1 FROM patient_consent WHERE no = ?1 AND channel = ?2 AND purpose = ?3 AND at > ?4
                            AND how IN ('in_person', 'phone', 'paper')) AS it",
        )?
        .query_row((no, channel, purpose, since), |row| row.get("it"))?)
}

/// What a patient last said to one way and purpose.
pub fn state_of(on: &Connection, no: i64, channel: ConsentChannel, purpose: ConsentPurpose) -> Result<ConsentState> {
    Ok(on
        .prepare_cached("SELECT state FROM patient_consent WHERE no = ?1 AND channel = ?2 AND purpose = ?3 ORDER BY seq DESC LIMIT 1")?
        .query_row((no, channel, purpose), |row| row.get("state"))
        .optional()?
        .unwrap_or(ConsentState::NotAsked))
}
