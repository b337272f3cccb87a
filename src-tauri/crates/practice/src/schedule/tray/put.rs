//! being written
use crate::Result;
use crate::door::Call;
use crate::schedule::tray::TrayEntry;
use crate::schedule::visit::AskVisit;
use crate::transact::Done;
/// being written
pub fn put(_call: &Call<'_>, _input: AskVisit) -> Result<Done<TrayEntry>> {
    Err(crate::Refusal::fault("being written"))
}
