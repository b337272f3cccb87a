//! Where a practice may not live: network drives, where file locks lie, and synced folders, where
//! another program swaps files under an open database. Both end in a corrupt database.

mod mounts;
mod synced;
mod windows;

use std::path::{Path, PathBuf};

/// Why a folder was refused, in words for the person who chose it.
#[derive(Debug, thiserror::Error)]
pub enum PlaceRefused {
    /// A network file system.
    #[error("{} is on a network drive ({kind}). The records could be damaged there when the connection drops. Choose a folder on this computer's own disk; other computers connect to it over the network.", folder.display())]
    Network {
        /// The mount point or share.
        folder: PathBuf,
        /// What kind it is, such as `nfs4`.
        kind: String,
    },
    /// A folder that a sync program keeps.
    #[error("{} is kept in sync by {service}. A sync program changes files while they are in use and would damage the records. Choose a folder outside of it; backups may go there.", folder.display())]
    Synced {
        /// The folder that belongs to the sync program.
        folder: PathBuf,
        /// Its name.
        service: String,
    },
    /// The folder or the list of drives could not be read.
    #[error("Keepwell could not find out what kind of drive {} is on ({source}). Check that the folder can be opened and try again.", folder.display())]
    Unknown {
        /// The folder asked for.
        folder: PathBuf,
        /// The system's error.
        source: std::io::Error,
    },
}

impl PlaceRefused {
    /// Stable snake_case name.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Network { .. } => "place_is_network",
            Self::Synced { .. } => "place_is_synced",
            Self::Unknown { .. } => "place_unknown",
        }
    }
}

/// Refuses a folder on a network drive or inside a synced folder. The folder itself need not
/// exist yet; then its nearest parent that does is what counts.
pub fn check(dir: &Path) -> Result<(), PlaceRefused> {
    let real = resolve(dir)?;
    windows::check(&real)?;
    mounts::check_system(&real)?;
    // Both spellings: a link may hide the name of the sync folder, or lead into one.
    synced::check(dir)?;
    synced::check(&real)
}

/// Follows links, as far as the path exists.
fn resolve(dir: &Path) -> Result<PathBuf, PlaceRefused> {
    let unknown = |source| PlaceRefused::Unknown {
        folder: dir.to_owned(),
        source,
    };
    let absolute = std::path::absolute(dir).map_err(unknown)?;
    for parent in absolute.ancestors() {
        match parent.canonicalize() {
            Ok(real) => {
                let rest = absolute.strip_prefix(parent).unwrap_or(Path::new(""));
                return Ok(if rest.as_os_str().is_empty() {
                    real
                } else {
                    real.join(rest)
                });
            }
            Err(e) if e.kind() == std::io::ErrorKind::NotFound => {}
            Err(source) => return Err(unknown(source)),
        }
    }
    Ok(absolute)
}
