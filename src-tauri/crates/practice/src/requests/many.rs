//! One change to many requests: what fits changes, the rest is named with its reason.

use crate::ids::RequestId;
use crate::requests::change;
use crate::requests::store::{self, Row, Standing};
use crate::requests::take_back::{BackTo, TakeBack};
use crate::requests::{LeftRequest, ManyChanged};
use crate::transact::{Done, Tx};
use crate::{Code, Refusal, Result};

/// The most at once.
const MOST: usize = 200;

/// Changes each by `each`, which writes it and answers what it now is. `verb` begins the label: "Declined 12 requests".
pub fn run(
    tx: &mut Tx<'_>,
    requests: &[RequestId],
    verb: &str,
    mut each: impl FnMut(&mut Tx<'_>, &Row) -> Result<Standing>,
) -> Result<Done<ManyChanged>> {
    if requests.is_empty() || requests.len() > MOST {
        return Err(Refusal::invalid(
            "requests",
            format!("Choose between 1 and {MOST} requests."),
        ));
    }
    let (mut changed, mut left) = (Vec::new(), Vec::new());
    for (at, id) in requests.iter().enumerate() {
        if requests[..at].contains(id) {
            continue;
        }
        let row = match store::load(tx.on(), *id) {
            Ok(row) => row,
            Err(refusal) if refusal.code == Code::NotFound => {
                left.push(LeftRequest {
                    request: *id,
                    name: String::new(),
                    why: refusal.message,
                });
                continue;
            }
            Err(refusal) => return Err(refusal),
        };
        match tx.attempt(|tx| each(tx, &row)) {
            Ok(now) => changed.push(BackTo {
                request: row.id,
                version: row.version + 1,
                before: change::before(&row, &now),
            }),
            Err(refusal) if refusal.code == Code::Fault || refusal.code == Code::DiskFull => return Err(refusal),
            Err(refusal) => left.push(LeftRequest {
                request: row.id,
                name: row.name(),
                why: refusal.message,
            }),
        }
    }
    let count = u32::try_from(changed.len()).unwrap_or(u32::MAX);
    let undo = if changed.is_empty() {
        None
    } else {
        let label = format!("{verb} {count} request{}", if count == 1 { "" } else { "s" });
        tx.undo_with(&label, "requests.take_back", &TakeBack::of(changed))?
    };
    Ok(Done {
        value: ManyChanged { changed: count, left },
        undo,
        told_at: None,
    })
}
