//! The clinic's own mail server: set up, check, send one e-mail to oneself.

mod wire;

pub use wire::*;

use crate::door::Call;
use crate::{Code, Refusal, Result};

pub fn get(_call: &Call<'_>, _input: ()) -> Result<MailSettings> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn suggest(_call: &Call<'_>, _input: SuggestMail) -> Result<MailSuggestion> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn save(_call: &Call<'_>, _input: SaveMail) -> Result<MailSettings> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn check(_call: &Call<'_>, _input: CheckMail) -> Result<MailCheck> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

pub fn test_send(_call: &Call<'_>, _input: TestMail) -> Result<TestSent> {
    Err(Refusal::new(Code::NoSuchCommand, "This command is being built."))
}

