//! How the practice's key is kept on this PC, for the owner to look at and to choose.

use crate::clinic;
use crate::door::Call;
use crate::events::Event;
use crate::{Code, Refusal, Result};
use keepwell_keys::KeychainStatus;
use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// The ways into the practice.
#[derive(Debug, Serialize, TS)]
pub struct KeyState {
    /// Whether this PC opens the practice by itself after a restart, so that reminders go out with nobody signed in.
    pub opens_by_itself: bool,
    /// Why this PC's keychain does not serve, if it does not.
    pub keychain_trouble: Option<String>,
    /// How many people's passwords open the practice.
    pub passwords: u32,
    /// Whether the recovery kit was proven.
    pub recovery_proven: bool,
}

/// How the practice should open after a restart.
#[derive(Debug, Deserialize, TS)]
#[serde(deny_unknown_fields)]
pub struct ChooseStart {
    /// True: by itself, with the key in this PC's keychain. False: only when somebody signs in (Locked mode).
    pub opens_by_itself: bool,
}

/// Looks at the slots and asks the keychain whether it still holds its part.
pub fn keys(call: &Call<'_>, (): ()) -> Result<KeyState> {
    let practice = call.practice()?;
    let recovery_proven = practice.read(clinic::facts)?.recovery_proven;
    practice.with_slots(|slots| {
        let keychain = (practice.ports().keychain)(slots.practice_id());
        let keychain_trouble = match keychain.status() {
            KeychainStatus::Ready => None,
            KeychainStatus::Missing { why } | KeychainStatus::Locked { why } => Some(why),
        };
        let opens_by_itself = slots.has_device() && slots.unlock_device(&keychain).is_ok();
        Ok(KeyState {
            opens_by_itself,
            keychain_trouble,
            passwords: u32::try_from(slots.password_slots().len()).unwrap_or(u32::MAX),
            recovery_proven,
        })
    })
}

/// Gives this PC its own key, or takes it away.
pub fn choose_start(call: &Call<'_>, input: ChooseStart) -> Result<KeyState> {
    let practice = call.practice()?;
    call.transact(|tx| {
        tx.event(Event::new("practice.start_chosen"));
        practice.with_slots(|slots| {
            let keychain = (practice.ports().keychain)(slots.practice_id());
            if input.opens_by_itself {
                if let KeychainStatus::Missing { why } | KeychainStatus::Locked { why } = keychain.status() {
                    return Err(Refusal::new(
                        Code::Keychain,
                        format!("This computer's keychain cannot hold the key. {why}"),
                    )
                    .next("Until it can, somebody signs in after each restart."));
                }
                slots.add_device(&keychain, &practice.key)?;
            } else if slots.has_device() {
                slots.remove_device(&keychain)?;
            }
            slots.save()?;
            Ok(())
        })
    })?;
    keys(call, ())
}
