//! A few connections that only read, lent one at a time.

use crate::store::open_reader;
use crate::Result;
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
        Ok(Self { path: path.to_owned(), key, idle: Mutex::new(Idle { connections: vec![first], made: 1 }), returned: Condvar::new() })
    }

    /// Lends a connection for the length of `read`, inside one snapshot of the file.
    pub fn read<T>(&self, read: impl FnOnce(&Connection) -> Result<T>) -> Result<T> {
        let mut connection = self.take()?;
        let answer = (|| {
            let snapshot = connection.transaction()?;
            let answer = read(&snapshot)?;
            snapshot.finish()?;
            Ok(answer)
        })();
        self.put_back(connection);
        answer
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
        self.idle.lock().unwrap_or_else(PoisonError::into_inner).connections.push(connection);
        self.returned.notify_one();
    }
}
