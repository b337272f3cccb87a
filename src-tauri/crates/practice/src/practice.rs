//! An open practice: the one writer, the readers, the clock and those who are told of changes.

use crate::audit::Scribe;
use crate::events::{Changed, Watch};
use crate::ports::Ports;
use crate::store::{self, Readers};
use crate::{Refusal, Result};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use keepwell_keys::{DataKey, KeySlots};
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError, RwLock};

/// An open practice. Everything in it is behind its own lock, so seats and the worker share one.
///
/// The order of the fields is the order they are dropped in: whatever reads goes first, the writer's last owner (the
/// scribe) after it. A connection that only reads cannot fold the write-ahead log back into the file when it closes last,
/// and the next start would have to recover it.
pub struct Practice {
    _watch: Watch,
    pub(crate) readers: Arc<Readers>,
    pub(crate) writer: Arc<Mutex<Connection>>,
    pub(crate) scribe: Scribe,
    pub(crate) told: Arc<Told>,
    /// What the reminder thread says of itself.
    pub(crate) pulse: Arc<crate::automation::Pulse>,
    /// What the line to the relay says of itself.
    pub(crate) relay: Arc<crate::relay::Bell>,
    pub(crate) ports: Ports,
    pub(crate) key: DataKey,
    folder: PathBuf,
    zone: RwLock<TimeZone>,
    slots: Mutex<()>,
}

impl Practice {
    /// Opens the practice in `folder` with its key: backup and migration first, then readers.
    pub fn open(folder: &Path, key: DataKey, ports: Ports, told: Arc<Told>) -> Result<Self> {
        Self::with_file(folder, key, ports, told, false)
    }

    /// Makes the file of a new practice in `folder`.
    pub(crate) fn found(folder: &Path, key: DataKey, ports: Ports, told: Arc<Told>) -> Result<Self> {
        Self::with_file(folder, key, ports, told, true)
    }

    fn with_file(folder: &Path, key: DataKey, ports: Ports, told: Arc<Told>, create: bool) -> Result<Self> {
        let path = folder.join(store::FILE);
        let mut writer = store::open_writer(&path, &key, create)?;
        store::backup_before_migrating(&writer, folder)?;
        store::migrate(&mut writer)?;
        let writer = Arc::new(Mutex::new(writer));
        let readers = Arc::new(Readers::open(&path, key.duplicate())?);
        let watch = Watch::start(Arc::clone(&readers), Arc::clone(&told))?;
        let scribe = Scribe::start(Arc::clone(&writer)).map_err(Refusal::fault)?;
        let practice = Self {
            writer,
            readers,
            scribe,
            told,
            pulse: Arc::default(),
            relay: Arc::default(),
            ports,
            key,
            folder: folder.to_owned(),
            zone: RwLock::new(TimeZone::UTC),
            slots: Mutex::new(()),
            _watch: watch,
        };
        practice.reload_zone()?;
        // The rules of the zone may have changed since the file was last open; agreed wall times stay.
        // A disk too full to write it down must not keep the clinic from its calendar: the next opening tries again.
        if let Err(refusal) = crate::schedule::follow_the_zone(&practice) {
            tracing::error!(code = ?refusal.code, "coming visits could not follow the zone's new rules");
        }
        Ok(practice)
    }

    /// The instant it is now.
    pub fn now(&self) -> Timestamp {
        self.ports.clock.now()
    }

    /// The clinic's zone: the authority for every wall time.
    pub fn zone(&self) -> TimeZone {
        self.zone.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// The clinic's wall clock.
    pub fn wall_now(&self) -> jiff::civil::DateTime {
        self.zone().to_datetime(self.now())
    }

    /// Reads the zone again after the clinic's settings changed.
    pub(crate) fn reload_zone(&self) -> Result<()> {
        use rusqlite::OptionalExtension;
        let name: Option<String> = self.read(|on| {
            Ok(on
                .query_row("SELECT zone FROM clinic", [], |row| row.get(0))
                .optional()?)
        })?;
        if let Some(name) = name {
            let zone = TimeZone::get(&name).map_err(|e| Refusal::fault(format!("the clinic's zone: {e}")))?;
            *self.zone.write().unwrap_or_else(PoisonError::into_inner) = zone;
        }
        Ok(())
    }

    /// The folder the practice lives in.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What the practice needs of the machine.
    pub fn ports(&self) -> &Ports {
        &self.ports
    }

    /// Changes the key slots beside the file, one change at a time.
    pub(crate) fn with_slots<T>(&self, change: impl FnOnce(&mut KeySlots) -> Result<T>) -> Result<T> {
        let _one_at_a_time = self.slots.lock().unwrap_or_else(PoisonError::into_inner);
        let mut slots = KeySlots::load(&self.folder)?
            .ok_or_else(|| Refusal::fault("the key slots are gone"))?
            .with_cost(self.ports.cost);
        change(&mut slots)
    }

    /// Test harnesses make the disk "full" by forbidding the file to grow (`PRAGMA max_page_count`), and free again.
    #[cfg(debug_assertions)]
    pub fn limit_file_growth(&self, limited: bool) -> Result<()> {
        let writer = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        let pages: i64 = writer.query_row("PRAGMA page_count", [], |row| row.get(0))?;
        let most = if limited { pages } else { i64::from(u32::MAX - 1) };
        writer.query_row(
            &["PRAGMA max_page_count = ", &most.to_string()].concat(),
            [],
            |_| Ok(()),
        )?;
        Ok(())
    }

    /// The key of the file in hex, so that a bench can read the same file with bare statements. Not in a product build.
    #[cfg(feature = "bench")]
    pub fn dangerously_expose_key_for_measuring(&self) -> zeroize::Zeroizing<String> {
        self.key.dangerously_expose_hex()
    }

    /// Why access entries cannot be written at present, if so.
    pub fn audit_trouble(&self) -> Option<String> {
        self.scribe.trouble()
    }

    /// Waits until every access entry noted so far is on disk.
    pub fn flush_audit(&self) {
        self.scribe.flush();
    }
}

/// Everybody who wants to hear of changes after they committed.
#[derive(Default)]
pub struct Told {
    listeners: Mutex<Vec<Sender<Changed>>>,
    seen: AtomicI64,
}

impl Told {
    /// Hears of every change from now on; a listener that is dropped is forgotten.
    pub fn listen(&self) -> Receiver<Changed> {
        let (sender, receiver) = channel();
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(sender);
        receiver
    }

    /// The newest event everybody has been told of.
    pub(crate) fn seen(&self) -> i64 {
        self.seen.load(Ordering::Acquire)
    }

    /// Nobody need be told of events up to `seq`.
    pub(crate) fn seen_up_to(&self, seq: i64) {
        self.seen.store(seq, Ordering::Release);
    }

    /// Tells everybody.
    pub fn tell(&self, changed: Changed) {
        self.seen.fetch_max(changed.seq, Ordering::AcqRel);
        self.listeners
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|listener| listener.send(changed.clone()).is_ok());
    }
}
