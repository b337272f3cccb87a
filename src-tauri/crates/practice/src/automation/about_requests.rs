//! Fills the outbox with what is said about a request: the receipt, the times suggested, the answer no.

use crate::Result;
use crate::ids::RequestId;
use crate::transact::Tx;

/// What happened to a request, as far as letters care.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum RequestChange {
    /// It arrived: the receipt goes.
    Received,
    /// Times were suggested (a new round): the letter with the link goes, one of an earlier round does not.
    Suggested,
    /// The clinic said no: the letter goes, and no suggestion any more.
    Declined,
    /// Booked, closed, linked to a patient or reopened: what does not fit any more does not go.
    Closed,
}

/// Plans or drops the letters about a request, in the transaction that changed it. Call it after the change is
/// written: the letters are a consequence of the request as it is then. Answers when the person is told of the change
/// (Unix seconds), if they are.
pub fn request_changed(tx: &mut Tx<'_>, request: RequestId, change: RequestChange) -> Result<Option<i64>> {
    let _ = (tx, request, change);
    Err(crate::Refusal::fault("not ready"))
}
