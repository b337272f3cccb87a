//! The demo clinic: one click from the first screen, real in everything but sending, and erased in one click.

use crate::door::{Call, State};
use crate::setup::found::refuse_second;
use crate::staff::Role;
use crate::store::disk;
use crate::{Code, Refusal, Result, clinic, demo};
use keepwell_keys::{KeySlots, SLOT_FILE};
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// How large a demo.
#[derive(Debug, Clone, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct MakeDemo {
    /// How many patients, 1 to 100,000.
    pub patients: u32,
    /// How many years of visits behind today, 0 to 20.
    pub years: u32,
    /// The same seed on the same day makes the same clinic.
    pub seed: u32,
}

/// The demo stands.
#[derive(Debug, Serialize, TS)]
pub struct DemoMade {
    /// Sign-in names of the people who work there.
    pub sign_ins: Vec<String>,
    /// The password of all of them. It protects nothing: every name in a demo is made up.
    pub password: String,
}

/// Makes the demo clinic and signs its owner in.
pub fn make(call: &Call<'_>, input: MakeDemo) -> Result<DemoMade> {
    let _alone = call.door().alone();
    refuse_second(call)?;
    if !(1..=100_000).contains(&input.patients) || input.years > 20 {
        return Err(Refusal::invalid(
            "patients",
            "A demo has 1 to 100,000 patients and up to 20 years.",
        ));
    }
    let door = call.door();
    let size = demo::Size {
        patients: input.patients,
        years: input.years,
        seed: u64::from(input.seed),
    };
    let made = demo::make(door.folder(), door.ports(), door.told(), &size)?;
    let now = made.practice.now();
    door.enter(State::Open(Arc::new(made.practice)));
    door.sessions.begin(&call.caller().key, made.owner, Role::Owner, now);
    Ok(DemoMade {
        sign_ins: made.sign_ins,
        password: demo::PASSWORD.into(),
    })
}

/// Erases the demo clinic, and only a demo clinic. The key goes first, so nothing of it can be read again.
pub fn erase(call: &Call<'_>, (): ()) -> Result<()> {
    let practice = call.practice()?;
    if !practice.read(clinic::facts)?.demo {
        return Err(Refusal::new(
            Code::NotAllowed,
            "This is a real practice, not the demo. Keepwell does not erase it.",
        ));
    }
    let folder = practice.folder().to_owned();
    let door = call.door();
    let _alone = door.alone();
    let slots = KeySlots::load(&folder)?;
    practice.flush_audit();
    door.sessions.clear();
    door.enter(State::None);
    std::fs::remove_file(folder.join(SLOT_FILE)).map_err(|e| disk("erase the demo's key", &e))?;
    if let Some(mut slots) = slots {
        let keychain = (door.ports().keychain)(slots.practice_id());
        if slots.has_device()
            && let Err(trouble) = slots.remove_device(&keychain)
        {
            tracing::warn!(code = trouble.code(), "the demo's keychain entry stays behind");
        }
    }
    std::fs::remove_dir_all(&folder).map_err(|e| disk("erase the demo's files", &e))
}
