//! Serves an open practice to browsers and other seats: the same door, the same screens, over HTTP.
//!
//! What it is not: it decides nothing about patients. It knows who calls (a secret cookie), refuses requests that come
//! from a foreign page or by a foreign name, and passes the rest to the door.

mod call;
mod guard;
mod live;
mod pages;

pub use pages::patient_pages;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};
use keepwell_practice::door::Door;
use std::net::SocketAddr;
use std::sync::Arc;
use tokio::net::TcpListener;

/// The largest request, bytes: a photo of 256 KiB in base64 with room to spare.
const LARGEST_REQUEST: usize = 2 * 1024 * 1024;

/// What every route shares.
#[derive(Clone)]
pub(crate) struct Seats {
    pub door: Arc<Door>,
    pub live: live::Hub,
    pub allowed: Arc<guard::Allowed>,
}

/// Why the practice cannot be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address is taken or not this computer's.
    #[error(
        "Keepwell cannot listen on {address}: {source}. Another program may be using it; choose another with --listen."
    )]
    Listen {
        /// What was asked for.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// The server stopped.
    #[error("the server stopped: {0}")]
    Stopped(#[source] std::io::Error),
}

/// A server that listens and has not begun to answer.
pub struct Listening {
    listener: TcpListener,
    /// Where it listens, with the port the system chose.
    pub address: SocketAddr,
}

/// Takes the address. Port 0 lets the system choose.
pub async fn listen(address: SocketAddr) -> Result<Listening, ServeError> {
    let listener = TcpListener::bind(address)
        .await
        .map_err(|source| ServeError::Listen { address, source })?;
    let address = listener.local_addr().map_err(ServeError::Stopped)?;
    Ok(Listening { listener, address })
}

impl Listening {
    /// Answers until `stop` is ready.
    pub async fn serve(
        self,
        door: Arc<Door>,
        stop: impl Future<Output = ()> + Send + 'static,
    ) -> Result<(), ServeError> {
        let app = router(door, self.address);
        axum::serve(self.listener, app)
            .with_graceful_shutdown(stop)
            .await
            .map_err(ServeError::Stopped)
    }
}

/// The routes, for a server at `address`.
pub fn router(door: Arc<Door>, address: SocketAddr) -> Router {
    let live = live::Hub::start(&door);
    let seats = Seats {
        door,
        live,
        allowed: Arc::new(guard::Allowed::at(address)),
    };
    Router::new()
        .route("/call/{name}", post(call::call))
        .route("/live", get(live::live))
        .fallback(pages::page)
        .layer(axum::middleware::from_fn_with_state(seats.clone(), guard::guard))
        .layer(DefaultBodyLimit::max(LARGEST_REQUEST))
        .with_state(seats)
}
