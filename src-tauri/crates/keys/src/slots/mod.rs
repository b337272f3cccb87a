//! `keyslots.json`, the file beside the database that keeps the data key wrapped once per way of
//! opening the practice. `FORMAT.md` in this folder describes it byte by byte.

mod change;
mod cost;
mod device;
mod file;
mod password;
mod recovery;
mod slot;
mod unlock;

use std::path::{Path, PathBuf};

pub use cost::Cost;
use slot::{Held, Kind, Slot};

/// The file's name, beside the database.
pub const SLOT_FILE: &str = "keyslots.json";

/// The slots of one practice, in memory. Nothing is on disk until [`KeySlots::save`]; after a
/// failed change or save, [`KeySlots::load`] again to see what is on disk.
#[derive(Debug)]
pub struct KeySlots {
    dir: PathBuf,
    practice_id: String,
    cost: Cost,
    /// Made here and never saved: must not replace a file that is already there.
    fresh: bool,
    slots: Vec<Held>,
}

impl KeySlots {
    /// An empty set for a new practice. `practice_id` is bound into every slot.
    pub fn create(dir: &Path, practice_id: &str) -> Self {
        Self {
            dir: dir.to_owned(),
            practice_id: practice_id.to_owned(),
            cost: Cost::default(),
            fresh: true,
            slots: Vec::new(),
        }
    }

    /// Uses another Argon2id cost for password slots made from now on.
    #[must_use]
    pub fn with_cost(mut self, cost: Cost) -> Self {
        self.cost = cost;
        self
    }

    /// The practice these slots belong to.
    pub fn practice_id(&self) -> &str {
        &self.practice_id
    }

    /// Whether the practice opens with this computer's keychain (reminders go out unattended).
    pub fn has_device(&self) -> bool {
        self.find(Kind::Device, None).is_some()
    }

    /// Whether a recovery code was printed.
    pub fn has_recovery(&self) -> bool {
        self.find(Kind::Recovery, None).is_some()
    }

    /// The staff members whose password opens the practice.
    pub fn password_slots(&self) -> Vec<String> {
        self.good()
            .filter(|slot| slot.is(Kind::Password))
            .filter_map(|slot| slot.staff.clone())
            .collect()
    }

    fn good(&self) -> impl Iterator<Item = &Slot> {
        self.slots.iter().filter_map(|held| match held {
            Held::Slot(slot) => Some(slot.as_ref()),
            Held::Unreadable(_) => None,
        })
    }

    fn find(&self, kind: Kind, staff: Option<&str>) -> Option<&Slot> {
        self.good().find(|slot| slot.is_for(kind, staff))
    }
}
