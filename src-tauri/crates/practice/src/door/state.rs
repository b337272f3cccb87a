//! Whether there is a practice, and whether it is open.

use crate::ports::Ports;
use crate::practice::{Practice, Told};
use crate::{Code, Refusal, store};
use keepwell_keys::{KeySlots, place};
use std::path::Path;
use std::sync::Arc;

/// The state of the door.
pub enum State {
    /// No practice on this PC: the wizard's turn.
    None,
    /// There is one and it is not open.
    Shut {
        /// Why the PC could not open it by itself; `None` where the clinic chose that a person must (Locked mode).
        problem: Option<Refusal>,
        /// Whether a password or the recovery code can open it.
        can_unlock: bool,
    },
    /// Open.
    Open(Arc<Practice>),
}

impl State {
    /// Looks at the folder and opens what it can.
    pub fn find(folder: &Path, ports: &Ports, told: &Arc<Told>) -> Self {
        let slots = match KeySlots::load(folder) {
            Ok(slots) => slots,
            Err(error) => return Self::shut(error.into(), false),
        };
        let file = folder.join(store::FILE).exists();
        match (slots, file) {
            (None, false) => Self::None,
            (Some(_), false) => Self::shut(
                Refusal::new(Code::Damaged, "The patient file is missing, though its keys are here. Keepwell does not start an empty one in its place.")
                    .next("Put practice.db back from a backup, into the same folder as keyslots.json."),
                false,
            ),
            (None, true) => Self::shut(
                Refusal::new(Code::Damaged, "The patient file is here, but the file that holds its keys (keyslots.json) is missing.")
                    .next("Put keyslots.json back from a backup, into the same folder as practice.db."),
                false,
            ),
            (Some(slots), true) => {
                if let Err(refused) = place::check(folder) {
                    return Self::shut(Refusal::new(Code::BadPlace, refused.to_string()), false);
                }
                if !slots.has_device() {
                    return Self::Shut { problem: None, can_unlock: true };
                }
                let keychain = (ports.keychain)(slots.practice_id());
                match slots.unlock_device(&keychain) {
                    Ok(key) => match Practice::open(folder, key, ports.clone(), Arc::clone(told)) {
                        Ok(practice) => Self::Open(Arc::new(practice)),
                        Err(refusal) => Self::shut(refusal, false),
                    },
                    Err(error) => Self::shut(Refusal::from(error).next("Sign in with your password, or use the recovery code from the printed kit."), true),
                }
            }
        }
    }

    fn shut(problem: Refusal, can_unlock: bool) -> Self {
        tracing::warn!(code = ?problem.code, "the practice stays shut");
        Self::Shut {
            problem: Some(problem),
            can_unlock,
        }
    }
}
