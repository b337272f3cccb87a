//! Starting with the computer, so that reminders go out after a restart before anybody opens Keepwell.

use keepwell_practice::door::{Caller, Door};
use keepwell_practice::{Refusal, Result as Answer};
use serde_json::Value;
use std::path::Path;
use tauri::AppHandle;
use tauri_plugin_autostart::ManagerExt;

/// Stands beside the logs once Keepwell has switched autostart on by itself, so that it never does so again.
const OFFERED: &str = "starts-with-computer.offered";

/// Whether Keepwell starts with this computer; `on` switches it. For the settings screen in the window.
#[tauri::command]
pub async fn autostart(app: AppHandle, on: Option<bool>) -> Answer<bool> {
    if let Some(on) = on {
        set(&app, on)?;
    }
    is_on(&app)
}

/// Whether Keepwell starts with this computer.
pub fn is_on(app: &AppHandle) -> Answer<bool> {
    app.autolaunch().is_enabled().map_err(Refusal::fault)
}

/// Switches it on or off.
pub fn set(app: &AppHandle, on: bool) -> Answer<()> {
    let manager = app.autolaunch();
    if on { manager.enable() } else { manager.disable() }.map_err(Refusal::fault)
}

/// Switches it on when this computer has its first real practice, once: whoever switches it off has said no.
/// Not for a demo, and not for a program that a developer has just built.
pub fn offer_once(app: &AppHandle, door: &Door, home: &Path) {
    if cfg!(debug_assertions) || home.join(OFFERED).exists() {
        return;
    }
    // A passive question: it is not a sign that somebody sits here.
    let Ok(state) = door.call(&Caller::window("tray", true), "practice.state", Value::Null) else {
        return;
    };
    if state["stage"] != "open" || state["demo"] == true {
        return;
    }
    if let Err(error) = std::fs::write(home.join(OFFERED), "") {
        tracing::warn!(%error, "cannot note that autostart was offered; leaving it alone");
        return;
    }
    match set(app, true) {
        Ok(()) => tracing::info!("starts with this computer from now on"),
        Err(refusal) => tracing::warn!(%refusal, "autostart"),
    }
}
