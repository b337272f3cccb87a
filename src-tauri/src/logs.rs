//! The program's own diary: one file a day, two weeks kept, on this computer only. Ids, never names.

use anyhow::Context;
use std::path::Path;
use tracing_appender::rolling::{RollingFileAppender, Rotation};
use tracing_subscriber::EnvFilter;

/// What is written unless `KEEPWELL_LOG` says otherwise: our own steps, and only the warnings of libraries.
const USUAL: &str = "warn,keepwell=info,keepwell_desk=info,keepwell_practice=info,keepwell_seats=info,keepwell_mail=info,keepwell_keys=info";

/// Starts writing to `folder`. Lines go straight to the file, so a crash loses none.
///
/// # Errors
/// The folder cannot be made or written.
pub fn start(folder: &Path) -> anyhow::Result<()> {
    std::fs::create_dir_all(folder).with_context(|| format!("The log folder {} cannot be made.", folder.display()))?;
    let file = RollingFileAppender::builder()
        .rotation(Rotation::DAILY)
        .filename_prefix("keepwell")
        .filename_suffix("log")
        .max_log_files(14)
        .build(folder)
        .with_context(|| format!("The log folder {} cannot be written.", folder.display()))?;
    let filter = EnvFilter::try_from_env("KEEPWELL_LOG").unwrap_or_else(|_| EnvFilter::new(USUAL));
    tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_ansi(false)
        .with_writer(file)
        .init();
    log_panics();
    Ok(())
}

/// A panic is written with its place and thread only: its message may quote a patient, and what a desktop program says
/// on standard error ends in the system's journal. A developer sees it whole.
fn log_panics() {
    let usual = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, thread = std::thread::current().name(), "panic");
        if cfg!(debug_assertions) {
            usual(panic);
        }
    }));
}
