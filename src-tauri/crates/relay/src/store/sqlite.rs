//! One file. One thread writes: it takes whatever waits, gives each act a savepoint of its own, and commits them together, so
//! that many submissions share one wait for the disk. Nobody is answered before that commit.

use super::{Act, Fault, Row, Tx, Value, migrate};
use rusqlite::types::ValueRef;
use rusqlite::{Connection, OpenFlags};
use std::path::Path;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError, mpsc};
use std::task::{Context, Poll, Waker};
use tokio::sync::{Semaphore, oneshot};

/// Acts in one commit at most.
const TOGETHER: usize = 128;
/// Connections that read.
const READERS: usize = 4;

/// The open file.
#[derive(Clone)]
pub struct Sqlite {
    writer: mpsc::Sender<Box<dyn Job>>,
    readers: Arc<Readers>,
}

struct Readers {
    idle: Mutex<Vec<Connection>>,
    free: Arc<Semaphore>,
}

/// An act that waits for the writer.
trait Job: Send {
    fn run(&mut self, connection: &mut Connection) -> bool;
    fn answer(self: Box<Self>, committed: Result<(), String>);
}

struct Waiting<A: Act> {
    act: A,
    out: Option<Result<A::Out, Fault>>,
    reply: oneshot::Sender<Result<A::Out, Fault>>,
}

impl<A: Act> Job for Waiting<A> {
    fn run(&mut self, connection: &mut Connection) -> bool {
        let out = at_once(self.act.run(&mut Tx::Sqlite(connection)));
        let well = out.is_ok();
        self.out = Some(out);
        well
    }

    fn answer(self: Box<Self>, committed: Result<(), String>) {
        let answer = match (committed, self.out) {
            (Err(cause), _) => Err(Fault::Other(cause)),
            (Ok(()), Some(out)) => out,
            (Ok(()), None) => Err(Fault::Other("the act was not run".into())),
        };
        // Whoever asked may have gone; what is committed stays.
        drop(self.reply.send(answer));
    }
}

/// Runs what never waits: on SQLite every step of an act is done when it returns.
fn at_once<T>(work: impl Future<Output = Result<T, Fault>>) -> Result<T, Fault> {
    match pin!(work).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(out) => out,
        Poll::Pending => Err(Fault::Other("an act waited inside SQLite".into())),
    }
}

impl Sqlite {
    /// Opens the file, making it if it is not there.
    pub fn open(path: &Path) -> Result<Self, Fault> {
        if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
            std::fs::create_dir_all(folder).map_err(|cause| Fault::Other(cause.to_string()))?;
        }
        let mut connection = connect(path, OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE)?;
        connection.pragma_update(None, "journal_mode", "wal")?;
        connection.pragma_update(None, "synchronous", "full")?;
        connection.pragma_update(None, "secure_delete", "fast")?;
        connection.pragma_update(None, "journal_size_limit", 64 << 20)?;
        migrate::sqlite(&mut connection)?;
        let idle = (0..READERS)
            .map(|_| connect(path, OpenFlags::SQLITE_OPEN_READ_ONLY))
            .collect::<Result<_, _>>()?;
        let (writer, jobs) = mpsc::channel();
        std::thread::Builder::new()
            .name("relay-writer".into())
            .spawn(move || write(connection, &jobs))
            .map_err(|cause| Fault::Other(cause.to_string()))?;
        let readers = Arc::new(Readers {
            idle: Mutex::new(idle),
            free: Arc::new(Semaphore::new(READERS)),
        });
        Ok(Self { writer, readers })
    }

    /// Does one act.
    pub async fn act<A: Act>(&self, act: A) -> Result<A::Out, Fault> {
        if A::LOOKS_ONLY {
            return self.look(act).await;
        }
        let (reply, answer) = oneshot::channel();
        let job = Waiting { act, out: None, reply };
        self.writer.send(Box::new(job)).map_err(|_| stopped())?;
        answer.await.map_err(|_| stopped())?
    }

    async fn look<A: Act>(&self, act: A) -> Result<A::Out, Fault> {
        let turn = self.readers.free.clone().acquire_owned().await.map_err(|_| stopped())?;
        let readers = self.readers.clone();
        tokio::task::spawn_blocking(move || {
            // Given up with the connection, not with the caller: one that goes away leaves its look running.
            let _turn = turn;
            let taken = readers.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut connection = taken.ok_or_else(stopped)?;
            // One snapshot for the whole act.
            let out = connection
                .execute_batch("BEGIN")
                .map_err(Fault::from)
                .and_then(|()| at_once(act.run(&mut Tx::Sqlite(&mut connection))));
            let ended = connection.execute_batch("COMMIT");
            readers
                .idle
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .push(connection);
            ended?;
            out
        })
        .await
        .map_err(|_| Fault::Other("a reader ended early".into()))?
    }
}

fn stopped() -> Fault {
    Fault::Other("the store is closed".into())
}

fn connect(path: &Path, flags: OpenFlags) -> Result<Connection, Fault> {
    let connection = Connection::open_with_flags(path, flags | OpenFlags::SQLITE_OPEN_NO_MUTEX)?;
    // Two processes may start on one file; the second waits for the first one's migration.
    connection.busy_timeout(std::time::Duration::from_secs(10))?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -16_384)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(connection)
}

/// The writer: until every sender is gone.
fn write(mut connection: Connection, jobs: &mpsc::Receiver<Box<dyn Job>>) {
    while let Ok(first) = jobs.recv() {
        let mut together = vec![first];
        while together.len() < TOGETHER {
            match jobs.try_recv() {
                Ok(next) => together.push(next),
                Err(_) => break,
            }
        }
        let done = commit(&mut connection, &mut together).map_err(|cause| {
            tracing::error!(%cause, "nothing could be written");
            format!("nothing could be written: {cause}")
        });
        for job in together {
            job.answer(done.clone());
        }
    }
}

fn commit(connection: &mut Connection, jobs: &mut [Box<dyn Job>]) -> Result<(), rusqlite::Error> {
    connection.execute_batch("BEGIN IMMEDIATE")?;
    let written = jobs.iter_mut().try_for_each(|job| {
        connection.execute_batch("SAVEPOINT act")?;
        let end = if job.run(connection) {
            "RELEASE act"
        } else {
            "ROLLBACK TO act; RELEASE act"
        };
        connection.execute_batch(end)
    });
    match written.and_then(|()| connection.execute_batch("COMMIT")) {
        Ok(()) => Ok(()),
        Err(cause) => {
            // A full disk may have rolled back by itself.
            if !connection.is_autocommit() {
                connection.execute_batch("ROLLBACK")?;
            }
            Err(cause)
        }
    }
}

/// SQLite numbers parameters with `?1`, PostgreSQL with `$1`; `$` means nothing else in our statements.
fn spelled(sql: &str) -> String {
    sql.replace('$', "?")
}

pub fn rows(connection: &mut Connection, sql: &str, values: &[Value]) -> Result<Vec<Row>, Fault> {
    let mut statement = connection.prepare_cached(&spelled(sql))?;
    let columns = statement.column_count();
    let mut found = statement.query(rusqlite::params_from_iter(values))?;
    let mut rows = Vec::new();
    while let Some(row) = found.next()? {
        let cells = (0..columns).map(|column| {
            Ok(match row.get_ref(column)? {
                ValueRef::Null => Value::Null,
                ValueRef::Integer(number) => Value::Int(number),
                ValueRef::Blob(bytes) => Value::Bytes(bytes.to_vec()),
                ValueRef::Text(text) => Value::Text(String::from_utf8_lossy(text).into_owned()),
                ValueRef::Real(_) => return Err(Fault::shape(column)),
            })
        });
        rows.push(Row(cells.collect::<Result<_, Fault>>()?));
    }
    Ok(rows)
}

pub fn change(connection: &mut Connection, sql: &str, values: &[Value]) -> Result<u64, Fault> {
    let mut statement = connection.prepare_cached(&spelled(sql))?;
    let changed = statement.execute(rusqlite::params_from_iter(values))?;
    Ok(u64::try_from(changed).unwrap_or(u64::MAX))
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// A look that takes a while.
    struct LookLong;

    impl Act for LookLong {
        type Out = ();
        const LOOKS_ONLY: bool = true;

        async fn run(&self, _: &mut Tx<'_>) -> Result<(), Fault> {
            std::thread::sleep(Duration::from_millis(300));
            Ok(())
        }
    }

    #[test]
    fn callers_that_go_away_take_no_reader_from_those_who_stay() {
        let folder = tempfile::tempdir().unwrap();
        let store = Sqlite::open(&folder.path().join("relay.db")).unwrap();
        let runtime = tokio::runtime::Runtime::new().unwrap();
        runtime.block_on(async {
            let gone: Vec<_> = (0..READERS)
                .map(|_| {
                    let store = store.clone();
                    tokio::spawn(async move { store.act(LookLong).await })
                })
                .collect();
            tokio::time::sleep(Duration::from_millis(100)).await;
            gone.iter().for_each(tokio::task::JoinHandle::abort);
            for _ in 0..READERS {
                store.act(LookLong).await.unwrap();
            }
        });
    }
}
