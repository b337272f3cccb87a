//! Message texts: Handlebars with a short list of variables, in versions, checked when they are saved.

mod wire;

pub use wire::*;

use crate::door::Call;
use crate::{Code, Refusal, Result};

pub fn list(_call: &Call<'_>, _input: ()) -> Result<TemplateList> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn get(_call: &Call<'_>, _input: OneTemplate) -> Result<TemplateView> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn save(_call: &Call<'_>, _input: SaveTemplate) -> Result<TemplateView> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn preview(_call: &Call<'_>, _input: PreviewTemplate) -> Result<Rendered> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn test_send(_call: &Call<'_>, _input: TestTemplate) -> Result<crate::messaging::mail::TestSent> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn versions(_call: &Call<'_>, _input: OneTemplate) -> Result<Vec<TemplateVersion>> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn restore(_call: &Call<'_>, _input: RestoreTemplate) -> Result<TemplateView> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

