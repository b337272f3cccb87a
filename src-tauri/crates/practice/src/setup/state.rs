//! Where this PC stands: no practice, a shut one, an open one; and who sits here.

use crate::door::{Call, State};
use crate::staff::SignedIn;
use crate::{Refusal, Result, clinic};
use keepwell_keys::KeychainStatus;
use serde::Serialize;
use ts_rs::TS;

/// What the window asks first.
#[derive(Debug, Serialize, TS)]
pub struct PracticeState {
    /// How far this PC is.
    pub stage: Stage,
    /// Why a practice stays shut.
    pub problem: Option<Refusal>,
    /// Whether a password or the recovery code can open it.
    pub can_unlock: bool,
    /// Whether this PC's keychain can hold the key, so that reminders run after a restart with nobody signed in.
    pub keychain_ready: bool,
    /// Why not, if not.
    pub keychain_trouble: Option<String>,
    /// The clinic's name.
    pub clinic: Option<String>,
    /// The clinic's zone (IANA).
    pub zone: Option<String>,
    /// ISO 3166-1 alpha-2.
    pub country: Option<String>,
    /// ISO 4217.
    pub currency: Option<String>,
    /// Whether this is the demo clinic, which sends nothing.
    pub demo: bool,
    /// Who may sign in to the demo, and with what; absent in a real practice.
    pub demo_people: Option<DemoPeople>,
    /// Whether the recovery kit was proven; no patient can be added before.
    pub recovery_proven: bool,
    /// Who sits here.
    pub signed_in: Option<SignedIn>,
    /// Whether this seat's screen is locked.
    pub locked: bool,
    /// Whether access entries cannot be written at present, and why.
    pub audit_trouble: Option<String>,
    /// This program's version.
    pub version: String,
    /// The instant it is now, Unix seconds: the screen's clock follows the practice's.
    #[ts(type = "number")]
    pub now: i64,
}

/// The demo's sign-in page says this itself: it protects nothing.
#[derive(Debug, Serialize, TS)]
pub struct DemoPeople {
    /// Everybody who may sign in.
    pub people: Vec<DemoPerson>,
    /// The password they were made with.
    pub password: String,
}

/// Somebody who works in the demo.
#[derive(Debug, Serialize, TS)]
pub struct DemoPerson {
    /// What they sign in with.
    pub sign_in: String,
    /// Their name.
    pub name: String,
    /// Their role in words.
    pub role_words: String,
}

fn demo_people(practice: &crate::Practice) -> Result<DemoPeople> {
    let people = crate::staff::everybody(practice)?
        .into_iter()
        .filter(|person| person.active)
        .map(|person| DemoPerson {
            role_words: person.role.words().into(),
            sign_in: person.sign_in,
            name: person.name,
        })
        .collect();
    Ok(DemoPeople {
        people,
        password: crate::demo::PASSWORD.into(),
    })
}

/// How far a PC is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Stage {
    /// The wizard's turn.
    None,
    /// A key is needed.
    Shut,
    /// Sign in and work.
    Open,
}

/// Answers anybody: it holds nothing of patients.
pub fn state(call: &Call<'_>, (): ()) -> Result<PracticeState> {
    let door = call.door();
    let mut state = PracticeState {
        stage: Stage::None,
        problem: None,
        can_unlock: false,
        keychain_ready: false,
        keychain_trouble: None,
        clinic: None,
        zone: None,
        country: None,
        currency: None,
        demo: false,
        demo_people: None,
        recovery_proven: false,
        signed_in: None,
        locked: false,
        audit_trouble: None,
        version: env!("CARGO_PKG_VERSION").into(),
        now: door.ports().clock.now().as_second(),
    };
    door.with_state(|now| {
        if let State::Shut { problem, can_unlock } = now {
            state.stage = Stage::Shut;
            state.problem.clone_from(problem);
            state.can_unlock = *can_unlock;
        }
    });
    if let Some(practice) = door.practice() {
        let facts = practice.read(clinic::facts)?;
        state.stage = Stage::Open;
        state.clinic = Some(facts.name);
        state.zone = Some(facts.zone);
        state.country = Some(facts.country);
        state.currency = Some(facts.currency);
        state.demo = facts.demo;
        if facts.demo {
            state.demo_people = Some(demo_people(&practice)?);
        }
        state.recovery_proven = facts.recovery_proven;
        state.audit_trouble = practice.audit_trouble();
        state.locked = call.session().is_some_and(|session| session.locked);
        if let Some(session) = call.session() {
            state.signed_in = Some(crate::staff::describe(&practice, session.staff)?);
        }
    } else {
        match (door.ports().keychain)("probe").status() {
            KeychainStatus::Ready => state.keychain_ready = true,
            KeychainStatus::Missing { why } | KeychainStatus::Locked { why } => state.keychain_trouble = Some(why),
        }
    }
    Ok(state)
}
