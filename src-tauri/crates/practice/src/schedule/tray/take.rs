//! being written
use crate::Result;
use crate::door::Call;
use crate::schedule::visit::AskVisit;
use crate::transact::Done;
/// being written
pub fn take(_call: &Call<'_>, _input: AskVisit) -> Result<Done<()>> {
    Err(crate::Refusal::fault("being written"))
}
