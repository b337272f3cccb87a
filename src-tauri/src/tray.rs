//! The small icon beside the clock: a way back to the window, and the way to really quit.
//! Some desktops hide such icons, so nothing is only here: starting Keepwell again shows the window as well.

use crate::{autostart, window};
use tauri::image::Image;
use tauri::menu::{CheckMenuItem, Menu, MenuItem, PredefinedMenuItem};
use tauri::tray::TrayIconBuilder;
use tauri::{AppHandle, Wry};

/// The menu's line about reminders, so that it can be changed while Keepwell runs.
pub struct RemindersLine(MenuItem<Wry>);

impl RemindersLine {
    /// Says `text` in the tray's menu.
    pub fn say(&self, text: &str) {
        if let Err(error) = self.0.set_text(text) {
            tracing::warn!(%error, "tray line");
        }
    }
}

/// Puts the icon into the tray.
///
/// # Errors
/// The desktop has no tray to put it into; Keepwell works without one.
pub fn show(app: &AppHandle) -> tauri::Result<RemindersLine> {
    let open = MenuItem::with_id(app, "open", "Open Keepwell", true, None::<&str>)?;
    let reminders = MenuItem::with_id(app, "reminders", "Reminders: starting", false, None::<&str>)?;
    let starts = CheckMenuItem::with_id(
        app,
        "autostart",
        "Start with this computer",
        true,
        autostart::is_on(app).unwrap_or(false),
        None::<&str>,
    )?;
    let quit = MenuItem::with_id(app, "quit", "Quit and stop reminders", true, None::<&str>)?;
    let menu = Menu::with_items(
        app,
        &[&open, &reminders, &PredefinedMenuItem::separator(app)?, &starts, &quit],
    )?;

    TrayIconBuilder::with_id("keepwell")
        .icon(icon()?)
        .icon_as_template(cfg!(target_os = "macos"))
        .tooltip("Keepwell")
        .menu(&menu)
        .on_menu_event(move |app, event| match event.id().as_ref() {
            "autostart" => switch_autostart(app, &starts),
            "open" => window::show(app),
            "quit" => app.exit(0),
            _ => {}
        })
        .build(app)?;
    Ok(RemindersLine(reminders))
}

/// The menu has already changed its tick; what the system then says is what it shows.
fn switch_autostart(app: &AppHandle, tick: &CheckMenuItem<Wry>) {
    let shown = tick.is_checked().map_err(|error| error.to_string());
    let done = shown.and_then(|on| autostart::set(app, on).map_err(|refusal| refusal.to_string()));
    let now = autostart::is_on(app).map_err(|refusal| refusal.to_string());
    if let Err(error) = done
        .and(now)
        .and_then(|on| tick.set_checked(on).map_err(|error| error.to_string()))
    {
        tracing::warn!(error, "start with this computer");
    }
}

/// macOS colours a template itself; the bars of Linux desktops are dark; Windows shows the coloured mark.
fn icon() -> tauri::Result<Image<'static>> {
    let bytes: &[u8] = if cfg!(target_os = "macos") {
        include_bytes!("../../icons/tray-light.png")
    } else if cfg!(windows) {
        include_bytes!("../../icons/32x32.png")
    } else {
        include_bytes!("../../icons/tray-dark.png")
    };
    Image::from_bytes(bytes)
}
