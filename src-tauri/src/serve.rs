//! `keepwell serve`: the same practice with no window, for browsers.

use crate::reminders::Reminders;
use crate::{command, say};
use anyhow::Context;
use keepwell_practice::door::Door;
use keepwell_practice::ports::Ports;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How long open pages may take to finish what they asked for when the program is told to stop. Live updates never finish by themselves.
const FAREWELL: Duration = Duration::from_secs(2);

/// Serves until the program is told to stop.
///
/// # Errors
/// The address cannot be used, or the server fails.
pub fn run(folder: &Path, how: &command::Serve) -> anyhow::Result<ExitCode> {
    // Built by hand: under the attribute macro the whole program, window and all, would live inside this runtime.
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .enable_all()
        .build()
        .context("The server could not be started.")?;
    let door = Arc::new(Door::at(folder, ports()));
    let reminders = Reminders::keep(&door).context("The reminders could not be started.")?;
    runtime.block_on(serve(&door, how))?;
    drop(reminders);
    if let Some(practice) = door.practice() {
        practice.flush_audit();
    }
    // Requests that have not ended by now are cut off: each of their changes is whole or not there.
    runtime.shutdown_background();
    Ok(ExitCode::SUCCESS)
}

async fn serve(door: &Arc<Door>, how: &command::Serve) -> anyhow::Result<()> {
    let listening = keepwell_seats::listen(how.listen).await?;
    say::line(&format!(
        "Keepwell is at http://{}/ (Ctrl+C stops it)",
        listening.address
    ))?;
    let (stop, mut stopping) = watch::channel(false);
    tokio::spawn(async move {
        told_to_stop().await;
        let _nobody_left = stop.send(true);
    });
    let mut also_stopping = stopping.clone();
    let served = listening.serve(Arc::clone(door), async move {
        let _stopped = stopping.wait_for(|stop| *stop).await;
    });
    tokio::select! {
        ended = served => ended?,
        () = async {
            let _stopped = also_stopping.wait_for(|stop| *stop).await;
            tokio::time::sleep(FAREWELL).await;
        } => {}
    }
    Ok(())
}

/// A computer that serves may still have a desktop to notify.
fn ports() -> Ports {
    #[cfg(feature = "window")]
    return Ports {
        notifier: Arc::new(crate::notify::Desktop),
        pages: keepwell_seats::patient_pages,
        ..Ports::real()
    };
    #[cfg(not(feature = "window"))]
    return Ports {
        pages: keepwell_seats::patient_pages,
        ..Ports::real()
    };
}

/// Ctrl+C, or the system's polite request to end.
async fn told_to_stop() {
    let interrupt = async {
        if let Err(error) = tokio::signal::ctrl_c().await {
            tracing::error!(%error, "cannot hear Ctrl+C");
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        match signal(SignalKind::terminate()) {
            Ok(mut terminate) => tokio::select! { () = interrupt => {}, _ = terminate.recv() => {} },
            Err(error) => {
                tracing::error!(%error, "cannot hear the request to end");
                interrupt.await;
            }
        }
    }
    #[cfg(not(unix))]
    interrupt.await;
}
