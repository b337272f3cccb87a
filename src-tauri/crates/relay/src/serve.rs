//! Takes connections: a bounded number, each with a deadline for its headers and for whoever does not read.

use crate::Relay;
use crate::stall::Impatient;
use axum::Router;
use axum::extract::Request;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use hyper_util::service::TowerToHyperService;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::sync::{Semaphore, watch};
use tower::ServiceExt;

/// Where the connection comes from, put on every request.
#[derive(Debug, Clone, Copy)]
pub struct Peer(pub SocketAddr);

/// How long open requests may finish when the relay stops.
const GRACE: Duration = Duration::from_secs(10);
/// Headers of a request at most.
const MOST_HEADERS: usize = 64;
/// Their bytes.
const LARGEST_HEAD: usize = 32 << 10;

/// Serves until `stop` says so.
pub async fn serve(listener: TcpListener, app: Router, relay: &Relay, mut stop: watch::Receiver<bool>) {
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(relay.limits.most_connections));
    let mut http = hyper::server::conn::http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(relay.patience)
        .max_headers(MOST_HEADERS)
        .max_buf_size(LARGEST_HEAD);
    loop {
        let place = places.clone().acquire_owned();
        let taken = tokio::select! {
            _ = stop.wait_for(|stop| *stop) => break,
            taken = async { (place.await, listener.accept().await) } => taken,
        };
        let (place, stream, peer) = match taken {
            (Ok(place), Ok((stream, peer))) => (place, stream, peer),
            (_, Err(cause)) => {
                // Out of file handles, or a caller that is gone: neither is helped by asking at once.
                tracing::debug!(%cause, "a connection could not be taken");
                tokio::time::sleep(Duration::from_millis(50)).await;
                continue;
            }
            (Err(_), _) => break,
        };
        if let Err(cause) = stream.set_nodelay(true) {
            tracing::trace!(%cause, "a connection was gone at once");
        }
        let service = app
            .clone()
            .map_request(move |mut request: Request<hyper::body::Incoming>| {
                request.extensions_mut().insert(Peer(peer));
                request.map(axum::body::Body::new)
            });
        let connection = http.serve_connection(
            TokioIo::new(Impatient::new(stream, relay.patience)),
            TowerToHyperService::new(service),
        );
        let connection = graceful.watch(connection);
        tokio::spawn(async move {
            if let Err(cause) = connection.await {
                tracing::trace!(%cause, "a connection ended early");
            }
            drop(place);
        });
    }
    drop(listener);
    if tokio::time::timeout(GRACE, graceful.shutdown()).await.is_err() {
        tracing::warn!("some requests were still open when the relay stopped");
    }
}
