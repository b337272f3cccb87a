//! The outbox: every message that goes, went or does not go, and why.

mod wire;

pub use wire::*;

use crate::door::Call;
use crate::{Code, Refusal, Result};

pub fn of_visit(_call: &Call<'_>, _input: OfVisit) -> Result<VisitMessages> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn get(_call: &Call<'_>, _input: OneMessage) -> Result<MessageDetail> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn preview(_call: &Call<'_>, _input: PreviewMessage) -> Result<crate::messaging::templates::Rendered> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn hold(_call: &Call<'_>, _input: OneMessage) -> Result<crate::transact::Done<MessageView>> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn release(_call: &Call<'_>, _input: OneMessage) -> Result<MessageView> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn stop(_call: &Call<'_>, _input: OneMessage) -> Result<crate::transact::Done<MessageView>> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn send_now(_call: &Call<'_>, _input: SendNow) -> Result<MessageView> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn list(_call: &Call<'_>, _input: ListOutbox) -> Result<OutboxPage> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn resolve(_call: &Call<'_>, _input: Resolve) -> Result<MessageView> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

