//! PostgreSQL, for more than one process. Each act is one transaction; what decides about a clinic locks the clinic's row first.

use super::{Act, Fault, Row, Tx, Value, migrate};
use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime, Transaction};
use std::sync::Arc;
use std::time::Duration;
use tokio_postgres::IsolationLevel;
use tokio_postgres::types::{ToSql, Type};
use tokio_postgres_rustls::MakeRustlsConnect;

/// Connections of one process.
const CONNECTIONS: usize = 16;
/// How often an act is tried when another transaction was in the way.
const TRIES: u32 = 5;

/// The pool of connections.
#[derive(Clone)]
pub struct Postgres {
    pool: Pool,
}

impl Postgres {
    /// Connects by a URL (`postgres://…`) and brings the tables up to date.
    pub async fn open(url: &str) -> Result<Self, Fault> {
        let mut config: tokio_postgres::Config = url
            .parse()
            .map_err(|_| Fault::Other("DATABASE_URL is not an address of a PostgreSQL database".into()))?;
        config.application_name("keepwell-relay");
        config.connect_timeout(Duration::from_secs(10));
        let manager = Manager::from_config(
            config,
            MakeRustlsConnect::new(tls()?),
            ManagerConfig {
                recycling_method: RecyclingMethod::Fast,
            },
        );
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            .runtime(Runtime::Tokio1)
            .wait_timeout(Some(Duration::from_secs(20)))
            .create_timeout(Some(Duration::from_secs(15)))
            .build()
            .map_err(|cause| Fault::Pool(cause.to_string()))?;
        let mut client = pool.get().await.map_err(no_connection)?;
        migrate::postgres(&mut client).await?;
        drop(client);
        Ok(Self { pool })
    }

    /// Does one act.
    pub async fn act<A: Act>(&self, act: A) -> Result<A::Out, Fault> {
        let mut tries = 0;
        loop {
            tries += 1;
            match self.once(&act).await {
                Err(fault) if fault.is_passing() && tries < TRIES => tokio::task::yield_now().await,
                done => return done,
            }
        }
    }

    async fn once<A: Act>(&self, act: &A) -> Result<A::Out, Fault> {
        let mut client = self.pool.get().await.map_err(no_connection)?;
        let begin = if A::LOOKS_ONLY {
            // One snapshot for the whole act.
            client
                .build_transaction()
                .isolation_level(IsolationLevel::RepeatableRead)
                .read_only(true)
        } else {
            client.build_transaction()
        };
        let mut tx = Tx::Postgres(begin.start().await?);
        let out = act.run(&mut tx).await?;
        if let Tx::Postgres(tx) = tx {
            tx.commit().await?;
        }
        Ok(out)
    }
}

/// A certificate is always checked, against the system's own authorities.
fn tls() -> Result<rustls::ClientConfig, Fault> {
    let mut roots = rustls::RootCertStore::empty();
    let found = rustls_native_certs::load_native_certs();
    roots.add_parsable_certificates(found.certs);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    Ok(rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .map_err(|cause| Fault::Other(cause.to_string()))?
        .with_root_certificates(roots)
        .with_no_client_auth())
}

fn no_connection(cause: deadpool_postgres::PoolError) -> Fault {
    match cause {
        deadpool_postgres::PoolError::Backend(cause) => Fault::Postgres(cause),
        other => Fault::Pool(other.to_string()),
    }
}

fn borrowed(values: &[Value]) -> Vec<&(dyn ToSql + Sync)> {
    values.iter().map(|value| value as &(dyn ToSql + Sync)).collect()
}

pub async fn rows(tx: &Transaction<'_>, sql: &str, values: &[Value]) -> Result<Vec<Row>, Fault> {
    let statement = tx.prepare_cached(sql).await?;
    let found = tx.query(&statement, &borrowed(values)).await?;
    found.iter().map(read).collect()
}

pub async fn change(tx: &Transaction<'_>, sql: &str, values: &[Value]) -> Result<u64, Fault> {
    let statement = tx.prepare_cached(sql).await?;
    Ok(tx.execute(&statement, &borrowed(values)).await?)
}

fn read(row: &tokio_postgres::Row) -> Result<Row, Fault> {
    let cell = |column: usize| {
        let kind = row.columns()[column].type_();
        Ok(match *kind {
            Type::INT8 => row.try_get::<_, Option<i64>>(column)?.into(),
            Type::INT4 => row.try_get::<_, Option<i32>>(column)?.map(i64::from).into(),
            Type::BYTEA => row
                .try_get::<_, Option<Vec<u8>>>(column)?
                .map_or(Value::Null, Value::Bytes),
            Type::TEXT => row
                .try_get::<_, Option<String>>(column)?
                .map_or(Value::Null, Value::Text),
            _ => return Err(Fault::shape(column)),
        })
    };
    (0..row.len()).map(cell).collect::<Result<_, Fault>>().map(Row)
}
