//! being written
use crate::Result;
use crate::door::Call;
use crate::schedule::tray::TrayEntry;
/// being written
pub fn list(_call: &Call<'_>, _input: ()) -> Result<Vec<TrayEntry>> {
    Err(crate::Refusal::fault("being written"))
}
