//! Where everything is kept: one file of SQLite, or PostgreSQL for several processes. Every act is written once, in the
//! SQL that both speak; a store only begins, commits and carries values.

pub mod acts;
mod migrate;
mod postgres;
mod sqlite;
mod value;

pub use postgres::Postgres;
pub use sqlite::Sqlite;
pub use value::{Row, Value};

use crate::config::StoreAt;

/// Values for a statement: `values![id.as_bytes(), now]`.
macro_rules! values {
    ($($value:expr),* $(,)?) => { &[$($crate::store::Value::from($value)),*] };
}
pub(crate) use values;

/// Why the store did not do what it was told. None of these is the caller's doing.
#[derive(Debug, thiserror::Error)]
pub enum Fault {
    /// SQLite.
    #[error("sqlite: {0}")]
    Sqlite(#[from] rusqlite::Error),
    /// PostgreSQL.
    #[error("postgresql: {}", told(.0))]
    Postgres(#[from] tokio_postgres::Error),
    /// No connection to PostgreSQL could be had.
    #[error("postgresql: no connection: {0}")]
    Pool(String),
    /// Anything else that must not be.
    #[error("{0}")]
    Other(String),
}

/// PostgreSQL's detail may quote a row's values: only its code and sentence are told.
fn told(cause: &tokio_postgres::Error) -> String {
    if let Some(said) = cause.as_db_error() {
        return format!("{} {}", said.code().code(), said.message());
    }
    // Why a connection failed stands one deeper: the name is not known, or nobody listens.
    match std::error::Error::source(cause) {
        Some(deeper) => format!("{cause}: {deeper}"),
        None => cause.to_string(),
    }
}

impl Fault {
    fn shape(column: usize) -> Self {
        Self::Other(format!("column {column} is not what was asked for"))
    }

    /// Another transaction was in the way; the same act may be tried again.
    fn is_passing(&self) -> bool {
        use tokio_postgres::error::SqlState;
        matches!(self, Self::Postgres(cause) if matches!(cause.code(), Some(code) if *code == SqlState::T_R_SERIALIZATION_FAILURE || *code == SqlState::T_R_DEADLOCK_DETECTED))
    }
}

/// One transaction of either store.
pub enum Tx<'a> {
    /// Inside the writer's transaction, or on a reader.
    Sqlite(&'a mut rusqlite::Connection),
    /// A transaction of its own.
    Postgres(deadpool_postgres::Transaction<'a>),
}

impl Tx<'_> {
    /// Rows of a question. Parameters are `$1`, `$2` …
    pub async fn rows(&mut self, sql: &str, values: &[Value]) -> Result<Vec<Row>, Fault> {
        match self {
            Self::Sqlite(connection) => sqlite::rows(connection, sql, values),
            Self::Postgres(tx) => postgres::rows(tx, sql, values).await,
        }
    }

    /// The first row, if any.
    pub async fn row(&mut self, sql: &str, values: &[Value]) -> Result<Option<Row>, Fault> {
        Ok(self.rows(sql, values).await?.into_iter().next())
    }

    /// Changes rows; how many.
    pub async fn change(&mut self, sql: &str, values: &[Value]) -> Result<u64, Fault> {
        match self {
            Self::Sqlite(connection) => sqlite::change(connection, sql, values),
            Self::Postgres(tx) => postgres::change(tx, sql, values).await,
        }
    }

    /// The words that lock a row until the transaction's end: SQLite has one writer anyway.
    pub fn is_postgres(&self) -> bool {
        matches!(self, Self::Postgres(_))
    }
}

/// One thing that is done to the store, in one transaction: all of it, or none.
pub trait Act: Send + Sync + 'static {
    /// What it answers. A refusal is an answer; only a [`Fault`] undoes what was written.
    type Out: Send + 'static;
    /// Whether it only looks.
    const LOOKS_ONLY: bool = false;

    /// Does it. May be called again when another transaction was in the way.
    fn run(&self, tx: &mut Tx<'_>) -> impl Future<Output = Result<Self::Out, Fault>> + Send;
}

/// The store.
#[derive(Clone)]
pub enum Store {
    /// One file.
    Sqlite(Sqlite),
    /// A server.
    Postgres(Postgres),
}

impl Store {
    /// Opens it and brings its tables up to date.
    pub async fn open(at: &StoreAt) -> Result<Self, Fault> {
        match at {
            StoreAt::Sqlite(path) => Sqlite::open(path).map(Self::Sqlite),
            StoreAt::Postgres(url) => Postgres::open(url).await.map(Self::Postgres),
        }
    }

    /// Does one act, and answers when it is committed.
    pub async fn act<A: Act>(&self, act: A) -> Result<A::Out, Fault> {
        match self {
            Self::Sqlite(store) => store.act(act).await,
            Self::Postgres(store) => store.act(act).await,
        }
    }
}
