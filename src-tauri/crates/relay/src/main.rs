//! `keepwell-relay`: serve, invite a clinic, list the clinics, forget one.

use clap::{Args, Parser, Subcommand};
use keepwell_protocol::id::ClinicId;
use keepwell_relay::store::acts::clinics::{Forget, List};
use keepwell_relay::store::{Act, Store};
use keepwell_relay::{Config, StoreAt, start, system_clock};
use std::io::Write;
use std::net::SocketAddr;
use std::process::ExitCode;

/// Keeps sealed web-form submissions for clinics that run Keepwell, and can read none of them.
#[derive(Parser)]
#[command(name = "keepwell-relay", version)]
struct Words {
    #[command(subcommand)]
    verb: Verb,
}

#[derive(Subcommand)]
enum Verb {
    /// Answer browsers and clinics until told to stop (SIGTERM, Ctrl-C).
    Serve(Serve),
    /// Print the line with which one clinic registers. It works once, for seven days.
    Invite {
        #[command(flatten)]
        at: At,
        #[command(flatten)]
        public: Public,
    },
    /// List the clinics: id, registered, last heard (to the hour), waiting submissions and their bytes.
    Clinics(At),
    /// Delete a clinic and everything kept for it. Submissions it has not fetched are lost.
    Forget {
        /// Its id, 26 characters.
        clinic: ClinicId,
        #[command(flatten)]
        at: At,
    },
}

#[derive(Args)]
struct At {
    /// `sqlite:PATH`, or `postgres://…` for more than one process.
    #[arg(
        long,
        env = "DATABASE_URL",
        default_value = "sqlite:relay.db",
        hide_env_values = true
    )]
    store: String,
}

#[derive(Args)]
struct Public {
    /// How browsers reach this relay: `https://forms.example.org`.
    #[arg(long, env = "KEEPWELL_RELAY_PUBLIC_URL", default_value = "http://127.0.0.1:8787")]
    public_url: String,
}

#[derive(Args)]
struct Serve {
    #[command(flatten)]
    at: At,
    #[command(flatten)]
    public: Public,
    /// Where to listen.
    #[arg(long, env = "KEEPWELL_RELAY_LISTEN", default_value = "127.0.0.1:8787")]
    listen: SocketAddr,
    /// How many proxies stand in front (Caddy alone: 1). The caller's address is that many places from the right of
    /// X-Forwarded-For; 0 takes the connection's own.
    #[arg(long, env = "KEEPWELL_RELAY_TRUSTED_PROXIES", default_value_t = 0)]
    trusted_proxies: usize,
}

fn main() -> ExitCode {
    // The log says what happened to the relay; nobody's address, no path with an id, no body is ever in it. So only our own
    // lines: a library's could quote what it carries.
    let level = std::env::var("KEEPWELL_RELAY_LOG").unwrap_or_else(|_| "info".into());
    let level = if level == "debug" { "debug" } else { "info" };
    tracing_subscriber::fmt()
        .with_env_filter(format!("off,keepwell_relay={level}"))
        .with_writer(std::io::stderr)
        .with_ansi(false)
        .init();
    let done = match Words::parse().verb {
        Verb::Serve(serve) => self::serve(serve),
        Verb::Invite { at, public } => invite(&at, &public),
        Verb::Clinics(at) => list(&at),
        Verb::Forget { clinic, at } => forget(&at, clinic),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(cause) => {
            let _ = writeln!(std::io::stderr(), "keepwell-relay: {cause}");
            ExitCode::FAILURE
        }
    }
}

/// What went wrong, for the person at the terminal.
type Told = Box<dyn std::error::Error>;

fn serve(asked: Serve) -> Result<(), Told> {
    let mut config = Config::new(StoreAt::from_text(&asked.at.store));
    config.listen = asked.listen;
    config.public_url = asked.public.public_url;
    config.trusted_proxies = asked.trusted_proxies;
    let set = config.limits.set_from(|name| std::env::var(name).ok());
    set.map_err(|name| format!("{name} is not a number that this limit can have"))?;
    let running = start(config)?;
    tracing::info!(address = %running.address, "listening");
    at_end()?;
    tracing::info!("stopping: open requests may finish");
    running.stop();
    Ok(())
}

/// Waits for SIGTERM or Ctrl-C.
fn at_end() -> Result<(), Told> {
    tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?
        .block_on(async {
            #[cfg(unix)]
            {
                let mut term = tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate())?;
                tokio::select! {
                    _ = term.recv() => Ok(()),
                    pressed = tokio::signal::ctrl_c() => Ok(pressed?),
                }
            }
            #[cfg(not(unix))]
            Ok(tokio::signal::ctrl_c().await?)
        })
}

/// Opens the store for one act.
fn with_store<T>(at: &At, work: impl AsyncFnOnce(Store) -> Result<T, Told>) -> Result<T, Told> {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?
        .block_on(async { work(Store::open(&StoreAt::from_text(&at.store)).await?).await })
}

fn act<A: Act>(at: &At, act: A) -> Result<A::Out, Told> {
    with_store(at, async |store| Ok(store.act(act).await?))
}

fn say(line: std::fmt::Arguments<'_>) -> Result<(), Told> {
    Ok(writeln!(std::io::stdout().lock(), "{line}")?)
}

fn invite(at: &At, public: &Public) -> Result<(), Told> {
    let now = system_clock()();
    let line = with_store(at, async |store| {
        Ok(keepwell_relay::invite(&store, &public.public_url, now).await?)
    })?;
    say(format_args!("{line}"))
}

fn list(at: &At) -> Result<(), Told> {
    let time = |at: i64| jiff::Timestamp::from_second(at).map_or_else(|_| at.to_string(), |at| at.to_string());
    let clinics = act(at, List)?;
    say(format_args!(
        "{:<26}  {:<20}  {:<20}  {:>7}  {:>12}",
        "clinic", "registered", "last heard", "waiting", "bytes"
    ))?;
    for clinic in clinics {
        say(format_args!(
            "{}  {:<20}  {:<20}  {:>7}  {:>12}",
            clinic.id,
            time(clinic.created_at),
            clinic.heard_at.map_or_else(|| "never".into(), time),
            clinic.pending,
            clinic.pending_bytes
        ))?;
    }
    Ok(())
}

fn forget(at: &At, clinic: ClinicId) -> Result<(), Told> {
    if act(at, Forget(clinic))? {
        say(format_args!("{clinic} and everything kept for it is deleted."))
    } else {
        Err(format!("{clinic} is not registered here; nothing was deleted.").into())
    }
}
