//! Reading and writing `keyslots.json`.

use std::fs::{self, File, OpenOptions};
use std::io::{ErrorKind, Write};
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::slot::{Held, VERSION};
use super::{Cost, KeySlots, SLOT_FILE};
use crate::KeyError;

/// Far above any real file; a larger one is not ours.
const LARGEST: u64 = 1024 * 1024;

/// The file as it stands on disk.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OnDisk {
    v: u32,
    practice_id: String,
    slots: Vec<Held>,
}

/// Read before anything else, so that a newer file is never called damaged.
#[derive(Deserialize)]
struct Version {
    v: u32,
}

impl KeySlots {
    /// Reads the slots beside the database. `None` only when there is no file at all; one that
    /// cannot be understood is an error, and nothing is changed.
    pub fn load(dir: &Path) -> Result<Option<Self>, KeyError> {
        let path = dir.join(SLOT_FILE);
        let size = match fs::metadata(&path) {
            Ok(meta) => meta.len(),
            // A link that leads nowhere is a file that is there but cannot be read.
            Err(e) if e.kind() == ErrorKind::NotFound && fs::symlink_metadata(&path).is_err() => {
                return Ok(None);
            }
            Err(e) => return Err(reading(e)),
        };
        if size > LARGEST {
            return Err(KeyError::damaged("it is far too large"));
        }
        let text = fs::read(&path).map_err(reading)?;
        let file = parse(&text)?;
        Ok(Some(Self {
            dir: dir.to_owned(),
            practice_id: file.practice_id,
            cost: Cost::default(),
            fresh: false,
            slots: file.slots,
        }))
    }

    /// Writes the slots: temporary file, fsync, read back, rename, fsync of the folder. After a
    /// crash at any moment either the old file or the new one is there, whole.
    pub fn save(&mut self) -> Result<(), KeyError> {
        if !self.good().any(|slot| self.is_sound(slot)) {
            return Err(KeyError::LastSlot);
        }
        let path = self.dir.join(SLOT_FILE);
        if self.fresh && fs::symlink_metadata(&path).is_ok() {
            return Err(KeyError::AlreadySetUp);
        }
        let file = OnDisk {
            v: VERSION,
            practice_id: self.practice_id.clone(),
            slots: self.slots.clone(),
        };
        let mut text = serde_json::to_vec_pretty(&file).map_err(|e| writing(e.into()))?;
        text.push(b'\n');

        let temporary = self.dir.join("keyslots.json.new");
        write_synced(&temporary, &text).map_err(writing)?;
        // The slots in memory were opened when they were made; the disk must hold exactly those.
        let read_back = fs::read(&temporary).map_err(reading)?;
        if read_back != text || parse(&read_back)?.slots != self.slots {
            return Err(KeyError::NotVerified);
        }
        fs::rename(&temporary, &path).map_err(writing)?;
        sync_folder(&self.dir).map_err(writing)?;
        self.fresh = false;
        Ok(())
    }
}

fn parse(text: &[u8]) -> Result<OnDisk, KeyError> {
    let damaged = |e: serde_json::Error| {
        KeyError::damaged(format!(
            "it cannot be read from line {}, column {} on",
            e.line(),
            e.column()
        ))
    };
    let Version { v } = serde_json::from_slice(text).map_err(damaged)?;
    if v > VERSION {
        return Err(KeyError::NewerSlotFile);
    }
    if v != VERSION {
        return Err(KeyError::damaged("it has an unknown version"));
    }
    serde_json::from_slice(text).map_err(damaged)
}

fn write_synced(path: &Path, text: &[u8]) -> std::io::Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(path)?;
    file.write_all(text)?;
    file.sync_all()
}

/// A rename is only safe from a power cut once the folder itself is on disk. Windows has no such
/// call and orders renames in the file system's journal.
fn sync_folder(dir: &Path) -> std::io::Result<()> {
    if cfg!(unix) {
        File::open(dir)?.sync_all()
    } else {
        Ok(())
    }
}

fn reading(source: std::io::Error) -> KeyError {
    KeyError::Io { action: "read", source }
}

fn writing(source: std::io::Error) -> KeyError {
    KeyError::Io {
        action: "written",
        source,
    }
}
