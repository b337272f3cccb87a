//! The desktop program: a window, a server for seats, or one command at a prompt, each over the same door.
//!
//! This crate is the shell and stays thin: it has no SQL and no rules. Whatever it seems to decide about patients, visits or
//! messages is decided behind [`keepwell_practice::door::Door`].

#[cfg(feature = "window")]
mod autostart;
mod call;
mod command;
mod demo;
#[cfg(feature = "window")]
mod downloads;
mod logs;
#[cfg(feature = "window")]
mod notify;
mod places;
mod reminders;
mod say;
mod serve;
#[cfg(feature = "window")]
mod tray;
#[cfg(feature = "window")]
mod window;

use clap::Parser;
use command::{Arguments, Task};
use std::process::ExitCode;

/// Runs the program with the arguments it was started with.
pub fn run() -> ExitCode {
    // Before anything else: the first TLS connection would otherwise find no cryptography.
    if rustls::crypto::ring::default_provider().install_default().is_err() {
        say::trouble("Keepwell is built wrongly: two libraries bring cryptography for TLS.");
        return ExitCode::FAILURE;
    }
    match perform(Arguments::parse()) {
        Ok(code) => code,
        Err(error) => {
            tracing::error!(%error, "stopped");
            say::trouble(&format!("{error:#}"));
            ExitCode::FAILURE
        }
    }
}

fn perform(arguments: Arguments) -> anyhow::Result<ExitCode> {
    logs::start(&places::logs()?)?;
    let folder = places::practice(arguments.practice)?;
    match arguments.task {
        None => open_window(folder, arguments.hidden),
        Some(Task::Serve(how)) => serve::run(&folder, &how),
        Some(Task::Call(what)) => call::run(&folder, &what),
        Some(Task::Demo(wish)) => demo::run(&folder, &wish),
    }
}

#[cfg(feature = "window")]
fn open_window(folder: std::path::PathBuf, hidden: bool) -> anyhow::Result<ExitCode> {
    window::open(folder, hidden)?;
    Ok(ExitCode::SUCCESS)
}

#[cfg(not(feature = "window"))]
fn open_window(_: std::path::PathBuf, _: bool) -> anyhow::Result<ExitCode> {
    anyhow::bail!(
        "This Keepwell was built without its window. Use `keepwell serve` and open the printed address in a browser."
    )
}
