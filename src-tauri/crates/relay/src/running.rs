//! A relay on a thread of its own, for the program and for tests alike.

use crate::config::Config;
use crate::store::{Fault, Store};
use crate::{Relay, routes, serve, sweep};
use std::net::SocketAddr;
use std::sync::mpsc;
use std::thread::JoinHandle;
use tokio::net::TcpListener;
use tokio::sync::watch;

/// Why a relay does not start.
#[derive(Debug, thiserror::Error)]
pub enum StartError {
    /// The store does not open.
    #[error("the store could not be opened: {0}")]
    Store(#[from] Fault),
    /// The address is taken or not this computer's.
    #[error(
        "the relay cannot listen on {address}: {source}. Another program may be using it; choose another with --listen."
    )]
    Listen {
        /// What was asked for.
        address: SocketAddr,
        /// What the system said.
        source: std::io::Error,
    },
    /// The system gave no thread, or it ended early.
    #[error("the relay could not be started: {0}")]
    Thread(String),
}

/// A relay that answers.
pub struct Running {
    /// Where it listens, with the port the system chose.
    pub address: SocketAddr,
    public_url: String,
    store: Store,
    clock: crate::Clock,
    runtime: tokio::runtime::Handle,
    stop: watch::Sender<bool>,
    thread: Option<JoinHandle<()>>,
}

/// Starts a relay and returns when it listens.
///
/// # Errors
/// See [`StartError`].
pub fn start(config: Config) -> Result<Running, StartError> {
    let (told, hear) = mpsc::channel();
    let (stop, stopped) = watch::channel(false);
    let clock = config.clock.clone();
    let public_url = config.public_url.clone();
    let thread = std::thread::Builder::new()
        .name("relay".into())
        .spawn(move || {
            let runtime = match tokio::runtime::Builder::new_multi_thread().enable_all().build() {
                Ok(runtime) => runtime,
                Err(cause) => {
                    drop(told.send(Err(StartError::Thread(cause.to_string()))));
                    return;
                }
            };
            runtime.block_on(run(config, &told, stopped));
            runtime.shutdown_background();
        })
        .map_err(|cause| StartError::Thread(cause.to_string()))?;
    let ended = |_| StartError::Thread("its thread ended".into());
    let (address, store, runtime) = hear.recv().map_err(ended)??;
    let public_url = if public_url.is_empty() {
        format!("http://{address}")
    } else {
        public_url
    };
    Ok(Running {
        address,
        public_url,
        store,
        clock,
        runtime,
        stop,
        thread: Some(thread),
    })
}

type Told = mpsc::Sender<Result<(SocketAddr, Store, tokio::runtime::Handle), StartError>>;

async fn run(config: Config, told: &Told, stop: watch::Receiver<bool>) {
    let opened = async {
        let store = Store::open(&config.store).await?;
        let listen = |source| StartError::Listen {
            address: config.listen,
            source,
        };
        let listener = TcpListener::bind(config.listen).await.map_err(listen)?;
        let address = listener.local_addr().map_err(listen)?;
        Ok((store, listener, address))
    };
    let (store, listener, address) = match opened.await {
        Ok(opened) => opened,
        Err(cause) => {
            drop(told.send(Err(cause)));
            return;
        }
    };
    let relay = Relay::new(&config, store.clone());
    let sweeping = tokio::spawn(sweep::keep_sweeping(relay.clone(), config.sweep_every));
    drop(told.send(Ok((address, store, tokio::runtime::Handle::current()))));
    serve::serve(listener, routes::router(relay.clone()), &relay, stop).await;
    sweeping.abort();
}

impl Running {
    /// How clinics and browsers reach it.
    pub fn public_url(&self) -> &str {
        &self.public_url
    }

    /// Makes an invitation: the line a clinic pastes.
    ///
    /// # Errors
    /// What the store says.
    pub fn invite(&self) -> Result<String, Fault> {
        let (store, url, now) = (self.store.clone(), self.public_url.clone(), (self.clock)());
        let (told, hear) = mpsc::channel();
        // On the relay's own runtime: connections to PostgreSQL live where they were made.
        self.runtime.spawn(async move {
            drop(told.send(crate::invite(&store, &url, now).await));
        });
        hear.recv()
            .map_err(|_| Fault::Other("the relay stopped meanwhile".into()))?
    }

    /// Lets open requests finish (10 s at most) and stops.
    pub fn stop(mut self) {
        self.end();
    }

    /// Until somebody stops it, or the process ends.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }

    fn end(&mut self) {
        self.stop.send_replace(true);
        if let Some(thread) = self.thread.take() {
            drop(thread.join());
        }
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.end();
    }
}
