//! `keepwell call NAME JSON`: one command at a prompt or in a script, through the same door as the window.

use crate::command;
use crate::say;
use anyhow::Context;
use keepwell_practice::door::{Caller, Door};
use keepwell_practice::ports::Ports;
use keepwell_practice::{Refusal, Result as Answer};
use serde_json::{Value, json};
use std::io::Read;
use std::path::Path;
use std::process::ExitCode;

/// Asks, and prints the answer as JSON. A refusal goes to standard error, as JSON too, with exit code 1.
///
/// # Errors
/// The input is not JSON, or standard output is closed.
pub fn run(folder: &Path, what: &command::Call) -> anyhow::Result<ExitCode> {
    let input = read_input(&what.input)?;
    let door = Door::at(folder, Ports::real());
    let answer =
        sign_in(&door, what.person.as_deref()).and_then(|()| door.call(&Caller::command_line(), &what.name, input));
    if let Some(practice) = door.practice() {
        // The access entry of this call must be on disk before the program that made it is gone.
        practice.flush_audit();
    }
    print(answer)
}

/// Prints an answer or a refusal.
pub fn print(answer: Answer<Value>) -> anyhow::Result<ExitCode> {
    match answer {
        Ok(value) => {
            say::line(&serde_json::to_string_pretty(&value)?)?;
            Ok(ExitCode::SUCCESS)
        }
        Err(refusal) => {
            say::trouble(&serde_json::to_string_pretty(&refusal)?);
            Ok(ExitCode::FAILURE)
        }
    }
}

/// The password comes by the environment: arguments can be seen by everybody on the computer.
fn sign_in(door: &Door, person: Option<&str>) -> Answer<()> {
    let Some(person) = person else { return Ok(()) };
    let password = std::env::var("KEEPWELL_PASSWORD").map_err(|_| {
        Refusal::invalid("as", "The password is missing.")
            .next("Put it into the environment variable KEEPWELL_PASSWORD.")
    })?;
    door.call(
        &Caller::command_line(),
        "staff.sign_in",
        json!({ "sign_in": person, "password": password }),
    )
    .map(drop)
}

fn read_input(typed: &str) -> anyhow::Result<Value> {
    let mut text = typed.to_owned();
    if typed == "-" {
        text.clear();
        std::io::stdin()
            .read_to_string(&mut text)
            .context("Standard input could not be read.")?;
    }
    serde_json::from_str(&text)
        .context("The input is not JSON. Example: keepwell call patients.search '{\"text\":\"kim\"}'")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn input_that_is_not_json_is_refused_with_an_example() {
        let refused = read_input("{nearly}").unwrap_err().to_string();
        assert!(refused.contains("Example"), "{refused}");
    }
}
