//! The window: Keepwell's own pages over the door of one practice. Closing it hides it; the worker goes on.

use crate::reminders::{self, Reminders};
use crate::tray::{self, RemindersLine};
use crate::{autostart, downloads, notify, places};
use keepwell_practice::door::{Caller, Door};
use keepwell_practice::ports::Ports;
use keepwell_practice::{Refusal, Result as Answer};
use serde_json::Value;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;
use tauri::ipc::Response;
use tauri::{
    AppHandle, Emitter, Manager, RunEvent, State, WebviewUrl, WebviewWindow, WebviewWindowBuilder, WindowEvent,
};
use tauri_plugin_autostart::MacosLauncher;

/// The one window's name; the capability in `src-tauri/capabilities/main.json` admits it alone.
const MAIN: &str = "main";
/// The argument with which the system starts Keepwell at sign-in: at work, out of sight.
pub const HIDDEN: &str = "--hidden";

/// How often the tray's menu is brought up to date.
const TRAY_LOOK: Duration = Duration::from_secs(30);

/// Opens the window on the practice in `folder` and stays until the person quits.
///
/// # Errors
/// There is no display, or the system's web view is missing.
pub fn open(folder: PathBuf, hidden: bool) -> anyhow::Result<()> {
    let single = tauri_plugin_single_instance::Builder::new()
        .callback(|app, _, _| show(app))
        .dbus_id(instance_name(&folder));
    let app = tauri::Builder::default()
        // First, so that a second start ends before it touches anything.
        .plugin(single.build())
        .plugin(tauri_plugin_autostart::init(
            MacosLauncher::LaunchAgent,
            Some(vec![HIDDEN]),
        ))
        .plugin(tauri_plugin_window_state::Builder::new().build())
        .invoke_handler(tauri::generate_handler![
            call,
            autostart::autostart,
            downloads::save_download,
            quit
        ])
        .setup(move |app| {
            let door = Arc::new(Door::at(
                &folder,
                Ports {
                    notifier: Arc::new(notify::Desktop),
                    pages: keepwell_seats::patient_pages,
                    ..Ports::real()
                },
            ));
            app.manage(Arc::clone(&door));
            app.manage(TrayTold::default());
            app.manage(Mutex::new(Some(Reminders::keep(&door)?)));
            match tray::show(app.handle()) {
                Ok(line) => {
                    app.manage(line);
                    tell_the_tray(app.handle().clone(), Arc::clone(&door))?;
                }
                Err(error) => tracing::warn!(%error, "no tray"),
            }
            tell_of_changes(app.handle().clone(), door)?;
            build(app.handle(), hidden)?;
            Ok(())
        })
        .build(tauri::generate_context!())?;
    app.run(|app, event| match event {
        RunEvent::WindowEvent {
            label,
            event: WindowEvent::CloseRequested { api, .. },
            ..
        } if label == MAIN => {
            api.prevent_close();
            hide(app);
        }
        RunEvent::Exit => end(app),
        #[cfg(target_os = "macos")]
        RunEvent::Reopen { .. } => show(app),
        _ => {}
    });
    Ok(())
}

/// Asks the door for one command: the window's only way to data.
#[tauri::command]
async fn call(
    window: WebviewWindow,
    door: State<'_, Arc<Door>>,
    name: String,
    input: Value,
    passive: Option<bool>,
) -> Answer<Response> {
    let door = Arc::clone(&door);
    let caller = Caller::window(window.label(), passive.unwrap_or(false));
    // Commands read the disk and check passwords: never on the thread that draws. What a panic says may quote a patient;
    // where it happened is in the log.
    tauri::async_runtime::spawn_blocking(move || door.answer(&caller, &name, input))
        .await
        .map_err(|_| Refusal::fault("a command panicked"))?
        .map(Response::new)
}

/// Ends the program, reminders and all: what the tray's menu does, for desktops that show no tray.
#[tauri::command]
fn quit(app: AppHandle) {
    app.exit(0);
}

fn build(app: &AppHandle, hidden: bool) -> tauri::Result<WebviewWindow> {
    WebviewWindowBuilder::new(app, MAIN, WebviewUrl::default())
        .title("Keepwell")
        .inner_size(1280.0, 800.0)
        .min_inner_size(960.0, 600.0)
        .visible(!hidden)
        // The pages drag visits themselves; the system's file drop would swallow those drags on Windows.
        .disable_drag_drop_handler()
        .on_navigation(is_ours)
        .build()
}

/// Only the pages that came with the program are ever shown; a link to elsewhere goes nowhere.
fn is_ours(url: &tauri::Url) -> bool {
    url.scheme() == "tauri" || url.host_str() == Some("tauri.localhost")
}

/// Brings the window back, in front.
pub fn show(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    let shown = window
        .show()
        .and_then(|()| window.unminimize())
        .and_then(|()| window.set_focus());
    if let Err(error) = shown {
        tracing::warn!(%error, "show the window");
    }
}

/// Whether this run has said that Keepwell goes on without its window.
#[derive(Default)]
struct TrayTold(AtomicBool);

fn hide(app: &AppHandle) {
    let Some(window) = app.get_webview_window(MAIN) else {
        return;
    };
    if let Err(error) = window.hide() {
        tracing::warn!(%error, "hide the window");
    }
    if !app.state::<TrayTold>().0.swap(true, Ordering::Relaxed) {
        // Speaking to the desktop can take seconds; the window is already gone.
        std::thread::spawn(|| {
            use keepwell_practice::ports::Notifier;
            let said = notify::Desktop.notify(
                "Keepwell is still at work",
                "Reminders go on being sent. Open it again from its icon, or quit it there.",
            );
            if let Err(reason) = said {
                tracing::warn!(reason, "could not say that Keepwell goes on");
            }
        });
    }
}

/// Lets the reminders finish the step they are at, and the access log its last line.
fn end(app: &AppHandle) {
    drop(
        app.state::<Mutex<Option<Reminders>>>()
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take(),
    );
    if let Some(practice) = app.state::<Arc<Door>>().practice() {
        practice.flush_audit();
    }
}

/// Says in the tray how the reminders are, twice a minute: what is due next changes by itself.
fn tell_the_tray(app: AppHandle, door: Arc<Door>) -> std::io::Result<()> {
    std::thread::Builder::new().name("tray".into()).spawn(move || {
        loop {
            let words = reminders::words(&door);
            if let Some(line) = app.try_state::<RemindersLine>() {
                line.say(&words);
            }
            std::thread::sleep(TRAY_LOOK);
        }
    })?;
    Ok(())
}

/// Passes every committed change on to the window.
fn tell_of_changes(app: AppHandle, door: Arc<Door>) -> anyhow::Result<()> {
    let home = places::logs()?;
    let changes = door.subscribe();
    std::thread::Builder::new().name("changes".into()).spawn(move || {
        autostart::offer_once(&app, &door, &home);
        for changed in changes {
            if changed.kinds.iter().any(|kind| kind == "practice.state") {
                autostart::offer_once(&app, &door, &home);
            }
            if let Err(error) = app.emit_to(MAIN, "changed", changed) {
                tracing::warn!(%error, "tell the window of a change");
            }
        }
    })?;
    Ok(())
}

/// One Keepwell per practice: the usual practice and a demo may be open side by side.
fn instance_name(folder: &std::path::Path) -> String {
    use std::hash::{DefaultHasher, Hash, Hasher};
    if places::is_usual(folder) {
        return "app.keepwell.desk".into();
    }
    let mut hasher = DefaultHasher::new();
    folder.hash(&mut hasher);
    format!("app.keepwell.desk.p{:x}", hasher.finish())
}
