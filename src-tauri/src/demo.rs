//! `keepwell demo`: a practice to try things in, made through the door like any other.

use crate::{call, command, say};
use keepwell_practice::demo::{OWNER, PASSWORD};
use keepwell_practice::door::{Caller, Door};
use keepwell_practice::ports::Ports;
use keepwell_practice::{Refusal, Result as Answer};
use serde_json::{Value, json};
use std::path::Path;
use std::process::ExitCode;

/// Makes the demo and prints who may sign in.
///
/// # Errors
/// Standard output is closed.
pub fn run(folder: &Path, wish: &command::Demo) -> anyhow::Result<ExitCode> {
    let door = Door::at(folder, Ports::real());
    let caller = Caller::command_line();
    if wish.force
        && let Err(refusal) = erase(&door, &caller)
    {
        return call::print(Err(refusal));
    }
    let made = door.call(
        &caller,
        "practice.make_demo",
        json!({ "patients": wish.patients, "years": wish.years, "seed": wish.seed }),
    );
    if let Some(practice) = door.practice() {
        practice.flush_audit();
    }
    match made {
        Ok(made) => tell(folder, &made),
        Err(refusal) => call::print(Err(refusal)),
    }
}

/// Erases the demo that is there, if one is. The door refuses to erase a real practice, and its owner's password is not this one.
fn erase(door: &Door, caller: &Caller) -> Answer<()> {
    let state = door.call(caller, "practice.state", Value::Null)?;
    if state["stage"] == "none" {
        return Ok(());
    }
    door.call(
        caller,
        "staff.sign_in",
        json!({ "sign_in": OWNER, "password": PASSWORD }),
    )
    .map_err(|refusal| Refusal {
        next: Some("--force replaces a demo practice only. Choose another folder with --practice.".into()),
        ..refusal
    })?;
    door.call(caller, "practice.erase_demo", Value::Null).map(drop)
}

fn tell(folder: &Path, made: &Value) -> anyhow::Result<ExitCode> {
    say::line(&format!(
        "The demo clinic is in {}. It sends nothing real.",
        folder.display()
    ))?;
    let names: Vec<&str> = made["sign_ins"]
        .as_array()
        .into_iter()
        .flatten()
        .filter_map(Value::as_str)
        .collect();
    say::line(&format!(
        "Sign in as {} with the password: {}",
        names.join(", "),
        made["password"].as_str().unwrap_or(PASSWORD)
    ))?;
    Ok(ExitCode::SUCCESS)
}
