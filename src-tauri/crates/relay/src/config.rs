//! What a relay is told when it starts.

use keepwell_protocol::limits;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

/// Where everything is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum StoreAt {
    /// One file.
    Sqlite(PathBuf),
    /// `postgres://…`; may carry a password, so it is never logged.
    Postgres(String),
}

impl StoreAt {
    /// `sqlite:PATH`, a bare path, or `postgres://…`.
    pub fn from_text(text: &str) -> Self {
        if text.starts_with("postgres://") || text.starts_with("postgresql://") {
            Self::Postgres(text.to_owned())
        } else {
            Self::Sqlite(PathBuf::from(text.strip_prefix("sqlite:").unwrap_or(text)))
        }
    }
}

/// Tells the time, Unix seconds. Tests move it.
pub type Clock = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The computer's own clock.
pub fn system_clock() -> Clock {
    Arc::new(|| jiff::Timestamp::now().as_second())
}

/// Everything a relay is told.
#[derive(Clone)]
pub struct Config {
    /// Where everything is kept.
    pub store: StoreAt,
    /// Where it listens; port 0 lets the system choose.
    pub listen: SocketAddr,
    /// How browsers and clinics reach it (`https://forms.example.org`), for invitations. Empty: `http://` and the address.
    pub public_url: String,
    /// How many proxies stand in front: the address that many places from the right of `X-Forwarded-For` is the caller's.
    pub trusted_proxies: usize,
    /// How much of everything.
    pub limits: Limits,
    /// The time.
    pub clock: Clock,
    /// How often what has run out is cleared away.
    pub sweep_every: Duration,
    /// How long a request's headers and body may take to come in.
    pub patience: Duration,
}

impl Config {
    /// A relay on this computer alone, on a port the system chooses.
    pub fn new(store: StoreAt) -> Self {
        Self {
            store,
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 0)),
            public_url: String::new(),
            trusted_proxies: 0,
            limits: Limits::default(),
            clock: system_clock(),
            sweep_every: Duration::from_secs(60),
            patience: Duration::from_secs(30),
        }
    }

    /// A relay on one file.
    pub fn sqlite(path: impl Into<PathBuf>) -> Self {
        Self::new(StoreAt::Sqlite(path.into()))
    }
}

macro_rules! limits {
    ($($(#[$doc:meta])* $name:ident: $kind:ty = $value:expr;)*) => {
        /// How much of everything. Each can be set by the environment, `KEEPWELL_RELAY_` and its name in capitals.
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub struct Limits { $($(#[$doc])* pub $name: $kind,)* }

        impl Default for Limits {
            fn default() -> Self { Self { $($name: $value,)* } }
        }

        impl Limits {
            /// Takes what `read` knows by name; the name of the first that is not a number.
            ///
            /// # Errors
            /// That name.
            pub fn set_from(&mut self, read: impl Fn(&str) -> Option<String>) -> Result<(), String> {
                $(
                    let name = concat!("keepwell_relay_", stringify!($name)).to_uppercase();
                    if let Some(text) = read(&name) {
                        self.$name = text.trim().parse().map_err(|_| name)?;
                    }
                )*
                Ok(())
            }
        }
    };
}

limits! {
    /// Bytes of an envelope.
    largest_envelope: usize = limits::LARGEST_ENVELOPE;
    /// Submissions waiting for one clinic.
    most_pending: u64 = limits::MOST_PENDING;
    /// Their bytes.
    most_pending_bytes: u64 = limits::MOST_PENDING_BYTES;
    /// Days until a submission nobody fetches is gone.
    kept_days: i64 = limits::KEPT_DAYS;
    /// Days an acknowledged submission's id, hash and receipt are remembered.
    remembered_days: i64 = limits::REMEMBERED_DAYS;
    /// Seconds a hold on a slot lasts.
    hold_seconds: i64 = limits::HOLD_SECONDS;
    /// Zero bits of work.
    least_work: u8 = limits::LEAST_WORK;
    /// Zero bits of work while many wait.
    busy_work: u8 = limits::BUSY_WORK;
    /// From so many waiting on.
    busy_pending: u64 = limits::BUSY_PENDING;
    /// Submissions from one address in a minute.
    per_address_minute: u32 = limits::PER_ADDRESS_MINUTE;
    /// Submissions from one address in a day.
    per_address_day: u32 = limits::PER_ADDRESS_DAY;
    /// Submissions to one clinic in a minute.
    per_clinic_minute: u32 = limits::PER_CLINIC_MINUTE;
    /// Holds asked for from one address in a minute.
    holds_per_address_minute: u32 = 20;
    /// Slots held from one address at once.
    holds_at_once: u32 = 5;
    /// Registrations tried from one address in a minute.
    registrations_per_address_minute: u32 = 10;
    /// Forms kept for one clinic.
    most_forms: u32 = 500;
    /// Pages for one patient kept for one clinic.
    most_pages: u32 = 5_000;
    /// Times in one book.
    most_slots: usize = 20_000;
    /// Bytes of one answer to a pull.
    pull_bytes: usize = 12 << 20;
    /// Bytes of large request bodies in memory at once; small ones always find room.
    most_body_bytes: usize = 128 << 20;
    /// Open connections.
    most_connections: usize = 4_096;
}
