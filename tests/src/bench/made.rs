//! Practices to measure on, made once a size and kept under `target/bench-data` until the schema or the demo changes.

use jiff::Timestamp;
use keepwell_keys::{Cost, Keychain, KeychainFailure, KeychainStore};
use keepwell_practice::clock::HandClock;
use keepwell_practice::demo;
use keepwell_practice::ports::{NoDesktop, Ports};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};
use zeroize::Zeroizing;

/// Rises when what a practice of a size holds changes without its schema.
const CONTENTS: u32 = 2;

/// How much there is.
#[derive(Debug, Clone, Copy)]
pub struct Volume {
    /// Patients.
    pub patients: u32,
    /// Visits; three messages each.
    pub visits: u32,
}

/// A practice that lies ready.
pub struct Made {
    home: PathBuf,
    /// The instant it was made for: the clock of every measurement on it stands there.
    at: Timestamp,
}

/// A copy to work on: what is booked in it must not be there the next time.
pub struct WorkCopy {
    /// The practice's folder.
    pub folder: PathBuf,
    /// The clock.
    pub at: Timestamp,
    home: PathBuf,
}

/// The practice of a size, made now if it is not there yet.
pub fn practice(volume: &Volume) -> Made {
    let home = data().join(format!("{:016x}-{}-{}", fingerprint(), volume.patients, volume.visits));
    let stamp = home.join("made-for.txt");
    if let Ok(text) = std::fs::read_to_string(&stamp) {
        return Made {
            home,
            at: text.trim().parse().expect("an instant"),
        };
    }
    let at: Timestamp = "2026-11-18T15:10:00Z".parse().expect("an instant");
    clear(volume);
    std::fs::create_dir_all(&home).expect("the folder of the bench's data");
    let begun = Instant::now();
    let wish = demo::Volume {
        patients: volume.patients,
        visits: volume.visits as usize,
        seed: 1,
    };
    let folder = home.join("practice");
    let made = demo::make_volume(&folder, &ports(at), &Arc::default(), &wish).expect("a practice of that size");
    drop(made);
    std::fs::write(&stamp, at.to_string()).expect("the stamp");
    println!(
        "  made in {:.1} s, {:.0} MB",
        begun.elapsed().as_secs_f64(),
        size(&folder.join("practice.db"))
    );
    Made { home, at }
}

/// Removes what was cut short, and practices of this size in an older form.
fn clear(volume: &Volume) {
    let ending = format!("-{}-{}", volume.patients, volume.visits);
    for entry in std::fs::read_dir(data()).into_iter().flatten().flatten() {
        if entry.file_name().to_string_lossy().ends_with(&ending) {
            std::fs::remove_dir_all(entry.path()).expect("clearing an old practice");
        }
    }
}

impl WorkCopy {
    /// Copies the practice.
    pub fn of(made: &Made) -> Self {
        let home = data().join(format!("work-{}", std::process::id()));
        let folder = home.join("practice");
        std::fs::create_dir_all(&folder).expect("the folder of the copy");
        for entry in std::fs::read_dir(made.home.join("practice"))
            .expect("the practice")
            .flatten()
        {
            if entry.path().is_file() {
                std::fs::copy(entry.path(), folder.join(entry.file_name())).expect("a copy");
            }
        }
        Self {
            folder,
            at: made.at,
            home,
        }
    }
}

impl Drop for WorkCopy {
    fn drop(&mut self) {
        if let Err(error) = std::fs::remove_dir_all(&self.home) {
            println!("  the copy stays behind: {error}");
        }
    }
}

/// The machine around a practice: a clock that stands, and a keychain in a file, so that a fresh process opens the
/// practice as a PC does after a restart. The keychain's own waiting (a few milliseconds on the session bus) is not in
/// the figures.
pub fn ports(at: Timestamp) -> Ports {
    Ports {
        clock: Arc::new(HandClock::at(at)),
        notifier: Arc::new(NoDesktop),
        keychain: in_a_file,
        cost: Cost::WORTHLESS_BUT_QUICK,
        ..Ports::real()
    }
}

fn in_a_file(practice_id: &str) -> Keychain {
    Keychain::with_store(practice_id, InAFile, Duration::from_secs(5))
}

/// A keychain for made-up data.
struct InAFile;

impl InAFile {
    fn entry(service: &str, user: &str) -> PathBuf {
        let name: String = format!("{service}-{user}")
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
            .collect();
        data().join("entries").join(name)
    }
}

impl KeychainStore for InAFile {
    fn read(&mut self, service: &str, user: &str) -> Result<Zeroizing<String>, KeychainFailure> {
        std::fs::read_to_string(Self::entry(service, user))
            .map(Zeroizing::new)
            .map_err(|_| KeychainFailure::NoEntry)
    }

    fn write(&mut self, service: &str, user: &str, text: &str) -> Result<(), KeychainFailure> {
        let failed = |error: std::io::Error| KeychainFailure::Failed(error.to_string());
        let entry = Self::entry(service, user);
        std::fs::create_dir_all(entry.parent().unwrap_or(&entry)).map_err(failed)?;
        std::fs::write(entry, text).map_err(failed)
    }

    fn delete(&mut self, service: &str, user: &str) -> Result<(), KeychainFailure> {
        std::fs::remove_file(Self::entry(service, user)).map_err(|_| KeychainFailure::NoEntry)
    }
}

/// Where everything of the bench lies.
pub fn data() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../target/bench-data")
}

/// Of the schema and the demo's contents.
fn fingerprint() -> u64 {
    let mut hasher = DefaultHasher::new();
    CONTENTS.hash(&mut hasher);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../migrations/practice");
    let mut steps: Vec<_> = std::fs::read_dir(folder)
        .expect("the migrations")
        .flatten()
        .map(|entry| entry.path())
        .collect();
    steps.sort();
    for step in steps {
        std::fs::read(step).expect("a migration").hash(&mut hasher);
    }
    hasher.finish()
}

fn size(path: &Path) -> f64 {
    std::fs::metadata(path).map_or(0.0, |meta| meta.len() as f64 / 1e6)
}
