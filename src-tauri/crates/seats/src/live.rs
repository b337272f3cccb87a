//! `GET /live`: tells a browser that something changed, as server-sent events. Kinds and ids only, and ids only to a
//! seat where somebody is signed in.

use crate::Seats;
use crate::call::seat_cookie;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::sse::{Event, KeepAlive, Sse};
use keepwell_practice::door::{Caller, Door};
use keepwell_practice::events::Changed;
use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::broadcast;
use tokio_stream::wrappers::BroadcastStream;
use tokio_stream::{Stream, StreamExt};

/// Spreads the door's changes over every open browser.
#[derive(Clone)]
pub struct Hub(broadcast::Sender<Changed>);

impl Hub {
    /// Begins to listen at the door. The thread ends when the door does.
    pub fn start(door: &Arc<Door>) -> Self {
        let (sender, _) = broadcast::channel(256);
        let changes = door.subscribe();
        let spread = sender.clone();
        let started = std::thread::Builder::new().name("live".into()).spawn(move || {
            while let Ok(changed) = changes.recv() {
                if spread.send(changed).is_err() {
                    tracing::trace!("a change that no browser is open for");
                }
            }
        });
        if let Err(cause) = started {
            tracing::error!(%cause, "live updates could not be started");
        }
        Self(sender)
    }
}

/// The stream. A browser that fell behind is told to look at everything again.
pub async fn live(
    State(seats): State<Seats>,
    headers: HeaderMap,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let caller = seat_cookie(&headers).map(|cookie| Caller::browser(&cookie, true));
    let door = seats.door.clone();
    let stream = BroadcastStream::new(seats.live.0.subscribe()).map(move |received| {
        Ok(match received {
            Ok(mut changed) => {
                if !caller.as_ref().is_some_and(|caller| door.has_session(caller)) {
                    changed.ids.clear();
                }
                Event::default()
                    .json_data(&changed)
                    .unwrap_or_else(|_| Event::default().event("all").data("{}"))
            }
            Err(_) => Event::default().event("all").data("{}"),
        })
    });
    Sse::new(stream).keep_alive(KeepAlive::new().interval(Duration::from_secs(15)))
}
