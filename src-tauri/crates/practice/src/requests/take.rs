//! Takes what a patient sent into the queue, in the transaction that fetched it.

use crate::ids::RequestId;
use crate::requests::{Arrived, ArrivedReply};
use crate::transact::Tx;
use crate::{Refusal, Result};

/// Takes a filled form. The same submission again answers the request it became and changes nothing.
pub fn take(tx: &mut Tx<'_>, arrived: Arrived) -> Result<RequestId> {
    let _ = (tx, arrived);
    Err(Refusal::fault("not ready"))
}

/// What became of an answer to suggested times.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReplyTaken {
    /// It belongs to this request and is in its history; what could be done with it was done.
    Taken(RequestId),
    /// It names no page of the clinic's, or does not know the page's secret: not from somebody who read the letter.
    NotOurs,
}

/// Takes an answer to suggested times. The same submission again changes nothing.
pub fn take_reply(tx: &mut Tx<'_>, arrived: ArrivedReply) -> Result<ReplyTaken> {
    let _ = (tx, arrived);
    Err(Refusal::fault("not ready"))
}
