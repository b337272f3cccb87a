//! Hears of changes that another program made in the same file (`keepwell call`, a second Keepwell), so that every open
//! window is told of those too. One indexed question a second.

use crate::Result;
use crate::events::Changed;
use crate::practice::Told;
use crate::store::Readers;
use std::sync::Arc;
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::time::Duration;

const EVERY: Duration = Duration::from_secs(1);

/// The thread that looks; it ends when this is dropped.
pub struct Watch {
    stop: Option<Sender<()>>,
    thread: Option<std::thread::JoinHandle<()>>,
}

impl Watch {
    /// Begins to look, from the newest event on.
    pub fn start(readers: Arc<Readers>, told: Arc<Told>) -> Result<Self> {
        told.seen_up_to(newest(&readers)?);
        let (stop, stopped) = channel::<()>();
        let look = move || {
            while stopped.recv_timeout(EVERY) == Err(RecvTimeoutError::Timeout) {
                if let Err(refusal) = tell_foreign(&readers, &told) {
                    // The next look tries again; windows refresh what they show at every change of their own.
                    tracing::warn!(code = ?refusal.code, "changes of other programs could not be read");
                }
            }
        };
        let thread = std::thread::Builder::new()
            .name("watch".into())
            .spawn(look)
            .map_err(crate::Refusal::fault)?;
        Ok(Self {
            stop: Some(stop),
            thread: Some(thread),
        })
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        drop(self.stop.take());
        if let Some(thread) = self.thread.take()
            && thread.join().is_err()
        {
            tracing::error!("the watch for foreign changes ended early");
        }
    }
}

fn newest(readers: &Readers) -> Result<i64> {
    readers.read(|on| {
        Ok(on
            .prepare_cached("SELECT coalesce(max(seq), 0) FROM event")?
            .query_row([], |row| row.get(0))?)
    })
}

fn tell_foreign(readers: &Readers, told: &Told) -> Result<()> {
    let since = told.seen();
    if newest(readers)? <= since {
        return Ok(());
    }
    let changed = readers.read(|on| {
        let mut changed = Changed {
            seq: since,
            kinds: Vec::new(),
            ids: Vec::new(),
        };
        let mut statement = on.prepare_cached(
            "SELECT seq, kind, patient_id, visit_id FROM event WHERE seq > ?1 ORDER BY seq LIMIT 1000",
        )?;
        let mut rows = statement.query([since])?;
        while let Some(row) = rows.next()? {
            changed.seq = row.get("seq")?;
            changed.kinds.push(row.get("kind")?);
            changed.ids.extend(
                row.get::<_, Option<crate::ids::PatientId>>("patient_id")?
                    .map(|id| id.to_string()),
            );
            changed.ids.extend(
                row.get::<_, Option<crate::ids::VisitId>>("visit_id")?
                    .map(|id| id.to_string()),
            );
        }
        Ok(changed)
    })?;
    // Whoever changed it in this program may have told meanwhile.
    if changed.seq > told.seen() {
        told.tell(changed.tidy());
    }
    Ok(())
}
