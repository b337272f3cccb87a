//! What the worker meets outside: the mail server and the clocks that cannot be set. Passed in, so that a simulation
//! can live a year of sleep, jumps and faults in seconds over the real outbox.

use keepwell_mail::{Letter, MailServer, Outcome, Phases};
use std::sync::Arc;
use std::time::{Duration, Instant};

/// Hands one letter to a mail server.
pub trait Mailer: Send + Sync {
    /// See [`keepwell_mail::deliver`].
    fn deliver(&self, server: &MailServer, letter: &Letter, phases: &mut dyn Phases) -> Outcome;
}

/// Real SMTP.
#[derive(Debug, Default)]
pub struct Smtp;

impl Mailer for Smtp {
    fn deliver(&self, server: &MailServer, letter: &Letter, phases: &mut dyn Phases) -> Outcome {
        keepwell_mail::deliver(server, letter, phases)
    }
}

/// The clocks nobody can set.
pub trait SteadyClock: Send + Sync {
    /// Time this computer has been awake, from some start.
    fn awake(&self) -> Duration;

    /// Time since some start, sleep included; `None` where the system has no such clock that can be read.
    fn since_boot(&self) -> Option<Duration>;
}

/// The computer's own.
#[derive(Debug)]
pub struct Machine(Instant);

impl Default for Machine {
    fn default() -> Self {
        Self(Instant::now())
    }
}

impl SteadyClock for Machine {
    fn awake(&self) -> Duration {
        self.0.elapsed()
    }

    fn since_boot(&self) -> Option<Duration> {
        let real = since_boot(self.0);
        #[cfg(debug_assertions)]
        let real = real.map(shifted_for_tests);
        real
    }
}

/// `CLOCK_BOOTTIME`, which Linux also writes here.
#[cfg(target_os = "linux")]
fn since_boot(_: Instant) -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/uptime").ok()?;
    let seconds: f64 = text.split_whitespace().next()?.parse().ok()?;
    Duration::try_from_secs_f64(seconds).ok()
}

/// On Windows `Instant` counts sleep (rust-lang/rust#79462).
#[cfg(windows)]
fn since_boot(start: Instant) -> Option<Duration> {
    Some(start.elapsed())
}

/// Elsewhere a forward gap is taken for sleep.
#[cfg(not(any(target_os = "linux", windows)))]
fn since_boot(_: Instant) -> Option<Duration> {
    None
}

/// An end-to-end test that moves the clock means that the time really passed (see `clock::WallClock`). Absent from
/// shipped builds.
#[cfg(debug_assertions)]
fn shifted_for_tests(real: Duration) -> Duration {
    let seconds = std::env::var_os("KEEPWELL_TEST_CLOCK")
        .and_then(|path| std::fs::read_to_string(path).ok())
        .and_then(|text| text.trim().parse::<i64>().ok())
        .unwrap_or(0);
    if seconds >= 0 {
        real + Duration::from_secs(seconds.unsigned_abs())
    } else {
        real.saturating_sub(Duration::from_secs(seconds.unsigned_abs()))
    }
}

/// Everything outside.
#[derive(Clone)]
pub struct Outside {
    /// The way to the mail server.
    pub mailer: Arc<dyn Mailer>,
    /// The clocks nobody can set.
    pub clock: Arc<dyn SteadyClock>,
}

impl Outside {
    /// The real mail server and the computer's clocks.
    pub fn real() -> Self {
        Self {
            mailer: Arc::new(Smtp),
            clock: Arc::new(Machine::default()),
        }
    }
}
