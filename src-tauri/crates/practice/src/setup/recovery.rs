//! The recovery kit: proven at set-up, used when the PC or everybody's memory fails, renewed when the paper is lost.

use crate::door::{Call, State};
use crate::practice::Practice;
use crate::staff;
use crate::transact::{Actor, Origin};
use crate::{Code, Refusal, Result};
use keepwell_keys::{KeyError, KeySlots, KeychainStatus, RecoveryCode, Secret};
use rusqlite::params;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use ts_rs::TS;

/// The code, typed back from paper.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Prove {
    /// As printed; spaces, dashes and case do not matter.
    #[ts(type = "string")]
    pub code: Secret,
}

/// A new code, to be printed and proven.
#[derive(Debug, Serialize, TS)]
pub struct RecoveryKit {
    /// Groups of four.
    pub recovery: Vec<String>,
}

/// Open the practice with the printed code and choose a new password for an owner.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct Recover {
    /// As printed.
    #[ts(type = "string")]
    pub code: Secret,
    /// The owner's sign-in name.
    pub sign_in: String,
    /// The new password.
    #[ts(type = "string")]
    pub new_password: Secret,
}

/// Proves the printed code by opening the file's key with it.
pub fn prove(call: &Call<'_>, input: Prove) -> Result<()> {
    let practice = call.practice()?;
    let slots = KeySlots::load(practice.folder())?.ok_or_else(|| Refusal::fault("the key slots are gone"))?;
    let code = parse(&input.code)?;
    let key = slots.unlock_recovery(&code).map_err(|_| {
        Refusal::invalid("code", "This is a well-formed code, but not the one of this practice.")
            .next("Type the code from the kit you just printed.")
    })?;
    if *key.dangerously_expose_hex() != *practice.key.dangerously_expose_hex() {
        return Err(Refusal::fault("the recovery slot holds another key"));
    }
    call.transact(|tx| {
        tx.on().execute(
            "UPDATE clinic SET recovery_proven_at = ?1",
            params![tx.now().as_second()],
        )?;
        tx.event(crate::events::Event::new("practice.recovery_proven"));
        Ok(())
    })
}

/// Makes a new code; the old paper opens nothing any more. It must be proven like the first.
pub fn renew(call: &Call<'_>, (): ()) -> Result<RecoveryKit> {
    let practice = call.practice()?;
    let code = RecoveryCode::make()?;
    call.transact(|tx| {
        tx.on().execute("UPDATE clinic SET recovery_proven_at = NULL", [])?;
        tx.event(crate::events::Event::new("practice.recovery_renewed"));
        Ok(())
    })?;
    // Last: if the change above does not reach the disk, the old paper still opens the practice and nothing is lost.
    practice.with_slots(|slots| {
        slots.add_recovery(&code, &practice.key)?;
        slots.save()?;
        Ok(())
    })?;
    Ok(RecoveryKit {
        recovery: code.dangerously_expose_groups().to_vec(),
    })
}

/// Opens with the code, lets an owner choose a new password, and gives this PC its key back if it lost it.
pub fn recover(call: &Call<'_>, input: Recover) -> Result<()> {
    let door = call.door();
    let _alone = door.alone();
    let slots = KeySlots::load(door.folder())?
        .ok_or_else(|| Refusal::new(Code::NoPractice, "There is no practice on this computer yet."))?;
    let key = slots
        .unlock_recovery(&parse(&input.code)?)
        .map_err(|_| Refusal::new(Code::WrongPassword, "This code does not open this practice."))?;
    let practice = match door.practice() {
        Some(practice) => practice,
        None => Arc::new(Practice::open(
            door.folder(),
            key,
            door.ports().clone(),
            Arc::clone(door.told()),
        )?),
    };
    let origin = Origin {
        actor: Actor::Nobody,
        ..call.origin()
    };
    let owner = staff::recover_owner(&practice, &origin, &input.sign_in, &input.new_password)?;
    door.sessions.end_all_of(owner);
    let keychain = (door.ports().keychain)(slots.practice_id());
    if slots.has_device() && slots.unlock_device(&keychain).is_err() && keychain.status() == KeychainStatus::Ready {
        practice.with_slots(|slots| {
            slots.add_device(&keychain, &practice.key)?;
            slots.save()?;
            Ok(())
        })?;
    }
    if door.practice().is_none() {
        door.enter(State::Open(practice));
    }
    Ok(())
}

/// Reads a typed code. Where the slip can be told, `details.group` (1 to 7) says so, for the screen to point at.
fn parse(typed: &Secret) -> Result<RecoveryCode> {
    RecoveryCode::parse(typed.dangerously_expose()).map_err(|error| {
        let group = if let KeyError::MistypedRecoveryCode { group } = &error {
            *group
        } else {
            None
        };
        let refusal = Refusal {
            field: Some("code".into()),
            ..Refusal::from(error)
        };
        match group {
            Some(group) => refusal.details(serde_json::json!({ "group": group })),
            None => refusal,
        }
    })
}
