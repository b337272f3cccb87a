//! Writes down what was read. Reads answer in milliseconds while a full commit costs two, so their entries are
//! gathered for a moment and written together, by the same one writer.
//!
//! Limit: a power cut can lose the entries of the last quarter second of *reading*; changes carry theirs in their own
//! transaction. The same person looking at the same thing again within five minutes is one entry.

use crate::audit::{Entry, append};
use rusqlite::{Connection, TransactionBehavior};
use std::collections::HashMap;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

const GATHER: Duration = Duration::from_millis(250);
const SAME_LOOK_SECONDS: i64 = 300;

/// The thread that writes access entries.
pub struct Scribe {
    entries: Sender<Ask>,
    thread: Option<std::thread::JoinHandle<()>>,
    trouble: Arc<Mutex<Option<String>>>,
}

enum Ask {
    Note(Entry),
    Flush(Sender<()>),
    Stop,
}

impl Scribe {
    /// Starts it on the practice's one writer.
    pub fn start(writer: Arc<Mutex<Connection>>) -> std::io::Result<Self> {
        let (entries, inbox) = channel();
        let trouble = Arc::new(Mutex::new(None));
        let seen_trouble = Arc::clone(&trouble);
        let thread = std::thread::Builder::new()
            .name("audit".into())
            .spawn(move || write_down(&inbox, &writer, &seen_trouble))?;
        Ok(Self {
            entries,
            thread: Some(thread),
            trouble,
        })
    }

    /// Takes an entry down.
    pub fn note(&self, entry: Entry) {
        if self.entries.send(Ask::Note(entry)).is_err() {
            self.report("the audit thread has stopped".into());
        }
    }

    /// Waits until everything noted before is on disk.
    pub fn flush(&self) {
        let (done, wait) = channel();
        if self.entries.send(Ask::Flush(done)).is_ok() && wait.recv().is_err() {
            self.report("the audit thread has stopped".into());
        }
    }

    /// Why entries could not be written, if they could not: the health line shows it.
    pub fn trouble(&self) -> Option<String> {
        self.trouble.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    fn report(&self, why: String) {
        tracing::error!(%why, "audit");
        *self.trouble.lock().unwrap_or_else(PoisonError::into_inner) = Some(why);
    }
}

impl Drop for Scribe {
    fn drop(&mut self) {
        let stopped = self.entries.send(Ask::Stop).is_err();
        if let Some(thread) = self.thread.take()
            && (thread.join().is_err() || stopped)
        {
            tracing::error!("the audit thread ended early");
        }
    }
}

fn write_down(inbox: &Receiver<Ask>, writer: &Mutex<Connection>, trouble: &Mutex<Option<String>>) {
    let mut looked: HashMap<(String, String, String), i64> = HashMap::new();
    let mut waiting: Vec<Entry> = Vec::new();
    loop {
        let ask = if waiting.is_empty() {
            inbox.recv().map_err(|_| RecvTimeoutError::Disconnected)
        } else {
            inbox.recv_timeout(GATHER)
        };
        let (mut flushed, mut stop) = (None, false);
        match ask {
            Ok(Ask::Note(entry)) => {
                let key = (entry.actor.clone(), entry.command.clone(), entry.subject.clone());
                let again = looked
                    .get(&key)
                    .is_some_and(|at| (entry.at - at).abs() < SAME_LOOK_SECONDS);
                if !again || entry.outcome != "seen" {
                    looked.insert(key, entry.at);
                    waiting.push(entry);
                }
                if waiting.len() < 200 {
                    continue;
                }
            }
            Ok(Ask::Flush(done)) => flushed = Some(done),
            Ok(Ask::Stop) | Err(RecvTimeoutError::Disconnected) => stop = true,
            Err(RecvTimeoutError::Timeout) => {}
        }
        match write(writer, &waiting) {
            Ok(()) => {
                waiting.clear();
                *trouble.lock().unwrap_or_else(PoisonError::into_inner) = None;
            }
            // Kept and tried again with the next entry: a full disk must not lose them while the program lives.
            Err(refusal) => *trouble.lock().unwrap_or_else(PoisonError::into_inner) = Some(refusal.message),
        }
        looked.retain(|_, at| waiting.last().is_none_or(|last| last.at - *at < SAME_LOOK_SECONDS));
        if let Some(done) = flushed
            && done.send(()).is_err()
        {
            tracing::debug!("nobody waits for the audit flush any more");
        }
        if stop {
            return;
        }
    }
}

fn write(writer: &Mutex<Connection>, entries: &[Entry]) -> crate::Result<()> {
    if entries.is_empty() {
        return Ok(());
    }
    let mut connection = writer.lock().unwrap_or_else(PoisonError::into_inner);
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    for entry in entries {
        append(&transaction, entry)?;
    }
    transaction.commit()?;
    Ok(())
}
