//! A few connections that only read, lent one at a time.

use crate::Result;
use crate::store::open_reader;
use keepwell_keys::DataKey;
use rusqlite::Connection;
use std::path::{Path, PathBuf};
use std::sync::{Condvar, Mutex, PoisonError};

/// Readers beside the writer. Four serve a clinic's seats: the longest read takes milliseconds.
pub struct Readers {
    path: PathBuf,
    key: DataKey,
    idle: Mutex<Idle>,
    returned: Condvar,
}

struct Idle {
    connections: Vec<Connection>,
    made: usize,
}

const MOST: usize = 4;

impl Readers {
    /// Opens the first reader, which proves that reading works; the others follow when they are needed.
    pub fn open(path: &Path, key: DataKey) -> Result<Self> {
        let first = open_reader(path, &key)?;
        Ok(Self {
            path: path.to_owned(),
            key,
            idle: Mutex::new(Idle {
                connections: vec![first],
                made: 1,
            }),
            returned: Condvar::new(),
        })
    }

    /// Lends a connection for the length of `read`, inside one snapshot of the file.
    pub fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let lent = Lent {
            readers: self,
            connection: Some(self.take()?),
        };
        let Some(connection) = lent.connection.as_ref() else {
            return Err(crate::Refusal::fault("a reader was lent to nobody"));
        };
        let snapshot = Snapshot::begin(connection)?;
        read(snapshot.0)
    }

    fn take(&self) -> Result<Connection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(connection) = idle.connections.pop() {
                return Ok(connection);
            }
            if idle.made < MOST {
                idle.made += 1;
                drop(idle);
                let opened = open_reader(&self.path, &self.key);
                if opened.is_err() {
                    self.idle.lock().unwrap_or_else(PoisonError::into_inner).made -= 1;
                }
                return opened;
            }
            idle = self.returned.wait(idle).unwrap_or_else(PoisonError::into_inner);
        }
    }

    fn put_back(&self, connection: Connection) {
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .connections
            .push(connection);
        self.returned.notify_one();
    }
}

/// A connection on loan. It comes back however the reading ends, a panic included: four lost ones would stand still the
/// whole practice.
struct Lent<'r> {
    readers: &'r Readers,
    connection: Option<Connection>,
}

impl Drop for Lent<'_> {
    fn drop(&mut self) {
        if let Some(connection) = self.connection.take() {
            self.readers.put_back(connection);
        }
    }
}

/// A snapshot, until it is dropped. Its two statements are kept prepared: a keystroke reads two or three times, and
/// parsing them anew would cost as much as a look-up.
struct Snapshot<'c>(&'c Connection);

impl<'c> Snapshot<'c> {
    fn begin(connection: &'c Connection) -> Result<Self> {
        connection.prepare_cached("BEGIN")?.execute([])?;
        Ok(Self(connection))
    }
}

impl Drop for Snapshot<'_> {
    fn drop(&mut self) {
        // Nothing was written: rolling back only ends the snapshot.
        if let Err(error) = self.0.prepare_cached("ROLLBACK").and_then(|mut end| end.execute([])) {
            tracing::error!(%error, "a snapshot did not end");
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::open_writer;

    #[test]
    fn a_read_that_panics_gives_its_connection_back() {
        let home = tempfile::tempdir().unwrap();
        let (path, key) = (home.path().join("practice.db"), DataKey::make().unwrap());
        open_writer(&path, &key, true).unwrap();
        let readers = Readers::open(&path, key).unwrap();
        for _ in 0..2 * MOST {
            let panicked = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
                readers.read::<()>(|_| panic!("a fault of our own"))
            }));
            assert!(panicked.is_err(), "the panic goes on");
        }
        let (told, heard) = std::sync::mpsc::channel();
        std::thread::scope(|scope| {
            scope.spawn(|| {
                told.send(
                    readers
                        .read(|on| Ok(on.query_row("SELECT 1", [], |row| row.get::<_, i64>(0))?))
                        .ok(),
                )
            });
            assert_eq!(
                heard.recv_timeout(std::time::Duration::from_secs(20)),
                Ok(Some(1)),
                "the next reader does not wait for ever"
            );
        });
    }
}
