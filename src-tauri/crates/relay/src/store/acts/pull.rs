//! What waits for a clinic.

use crate::store::{Act, Fault, Tx, values};
use keepwell_protocol::id::{ClinicId, SlotId, SubmissionId};
use keepwell_protocol::inbox::{Gone, InboxItem, InboxPage};
use keepwell_protocol::text::write_base64;
use std::collections::HashMap;

/// Submissions looked at for one answer.
const MOST_ITEMS: i64 = 500;
/// Numbers without a submission told in one answer.
const MOST_GONE: i64 = 5_000;

/// Reads what waits behind a number.
pub struct Pull {
    /// For whom.
    pub clinic: ClinicId,
    /// Behind which number.
    pub after: i64,
    /// Bytes of envelopes at most, though one is always given.
    pub most_bytes: usize,
    /// Now.
    pub now: i64,
}

struct Waiting {
    seq: i64,
    sid: [u8; 16],
    received_at: i64,
    slot: Option<[u8; 16]>,
}

impl Pull {
    async fn waiting(&self, tx: &mut Tx<'_>) -> Result<Vec<Waiting>, Fault> {
        let rows = tx
            .rows(
                "SELECT seq, sid, received_at, slot, size FROM submission
                 WHERE clinic = $1 AND seq > $2 AND state = 'waiting' ORDER BY seq LIMIT $3",
                values![self.clinic.as_bytes(), self.after, MOST_ITEMS],
            )
            .await?;
        let (mut waiting, mut bytes) = (Vec::new(), 0_usize);
        for mut row in rows {
            bytes = bytes.saturating_add(usize::try_from(row.int(4)?).unwrap_or(usize::MAX));
            if bytes > self.most_bytes && !waiting.is_empty() {
                break;
            }
            waiting.push(Waiting {
                seq: row.int(0)?,
                sid: row.array(1)?,
                received_at: row.int(2)?,
                slot: row.maybe_bytes(3)?.and_then(|slot| slot.try_into().ok()),
            });
        }
        Ok(waiting)
    }

    async fn envelopes(&self, tx: &mut Tx<'_>, last: i64) -> Result<HashMap<i64, Vec<u8>>, Fault> {
        let rows = tx
            .rows(
                "SELECT seq, bytes FROM envelope WHERE clinic = $1 AND seq > $2 AND seq <= $3",
                values![self.clinic.as_bytes(), self.after, last],
            )
            .await?;
        rows.into_iter()
            .map(|mut row| Ok((row.int(0)?, row.bytes(1)?)))
            .collect()
    }
}

fn number(seq: i64) -> u64 {
    u64::try_from(seq).unwrap_or(0)
}

impl Act for Pull {
    type Out = Option<InboxPage>;
    const LOOKS_ONLY: bool = true;

    async fn run(&self, tx: &mut Tx<'_>) -> Result<Self::Out, Fault> {
        let id = self.clinic.as_bytes();
        let Some(clinic) = tx
            .row("SELECT head, pending FROM clinic WHERE id = $1", values![id])
            .await?
        else {
            return Ok(None);
        };
        let (head, pending) = (clinic.int(0)?, clinic.int(1)?);
        let mut waiting = self.waiting(tx).await?;
        let mut last = waiting.last().map_or(head, |item| item.seq);
        let rows = tx
            .rows(
                "SELECT seq, sid, state FROM submission
                 WHERE clinic = $1 AND seq > $2 AND seq <= $3 AND state <> 'waiting' ORDER BY seq LIMIT $4",
                values![id, self.after, last, MOST_GONE],
            )
            .await?;
        let mut gone = Vec::with_capacity(rows.len());
        for mut row in rows {
            gone.push(Gone {
                seq: number(row.int(0)?),
                sid: SubmissionId::from_bytes(row.array(1)?),
                why: row.text(2)?,
            });
        }
        if gone.len() >= usize::try_from(MOST_GONE).unwrap_or(usize::MAX) {
            // Not everything fits: this answer ends with what was told, so that no number is passed over.
            last = gone.last().map_or(last, |one| i64::try_from(one.seq).unwrap_or(last));
            waiting.retain(|item| item.seq < last);
        }
        let mut bytes = self.envelopes(tx, last).await?;
        let items = waiting.into_iter().map(|item| {
            let envelope = bytes
                .remove(&item.seq)
                .ok_or_else(|| Fault::Other("a waiting submission has no bytes".into()))?;
            Ok(InboxItem {
                seq: number(item.seq),
                sid: SubmissionId::from_bytes(item.sid),
                received_at: item.received_at,
                slot: item.slot.map(SlotId::from_bytes),
                envelope: write_base64(&envelope),
            })
        });
        Ok(Some(InboxPage {
            items: items.collect::<Result<_, Fault>>()?,
            gone,
            head: number(head),
            pending: number(pending),
            now: self.now,
        }))
    }
}
