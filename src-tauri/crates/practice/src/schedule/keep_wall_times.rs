//! After the clinic's zone changed: visits stay at the wall time that was agreed; their instants are computed again.

use crate::Result;
use crate::transact::Tx;
use jiff::tz::TimeZone;

/// Answers how many coming visits changed.
pub fn keep_wall_times(_tx: &mut Tx<'_>, _zone: &TimeZone, _name: &str) -> Result<u32> {
    Err(crate::Refusal::fault("being written"))
}
