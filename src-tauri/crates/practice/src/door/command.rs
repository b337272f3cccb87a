//! The declaration of a command: name, input, output, permission, whether it touches patient data. From it come the
//! window's handler, the HTTP route, the command line, the TypeScript client, the permission check and the audit entry.

use crate::door::{Call, client::Types};
use crate::staff::Permission;
use crate::{Refusal, Result};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// One operation of the practice.
pub struct Command {
    /// `patients.register`: concept, dot, verb.
    pub name: &'static str,
    /// Who may.
    pub permission: Permission,
    /// Whether it shows or changes patient data; then even looking is written down.
    pub phi: bool,
    /// Parses, runs, answers in JSON.
    pub run: fn(&Call<'_>, serde_json::Value) -> Result<String>,
    /// Gives its types to the TypeScript client: (input, output).
    pub types: fn(&mut Types) -> (String, String),
}

/// Declares a command: `command!("patients.register", register, RegisterPatient, PatientView, EditPatients, phi)`.
/// Use `()` as input or output where there is none. Leave `phi` out where no patient data is touched.
macro_rules! command {
    ($name:literal, $run:path, $in:ty, $out:ty, $permission:ident) => {
        command!(@ $name, $run, $in, $out, $permission, false)
    };
    ($name:literal, $run:path, $in:ty, $out:ty, $permission:ident, phi) => {
        command!(@ $name, $run, $in, $out, $permission, true)
    };
    (@ $name:literal, $run:path, $in:ty, $out:ty, $permission:ident, $phi:literal) => {
        $crate::door::Command {
            name: $name,
            permission: $crate::staff::Permission::$permission,
            phi: $phi,
            run: |call, input| $crate::door::answer($run(call, $crate::door::parse::<$in>(input)?)?),
            types: |types| (types.add::<$in>(), types.add::<$out>()),
        }
    };
}
pub(crate) use command;

/// Reads the input of a command. What does not fit is told with the field it is in.
pub fn parse<I: DeserializeOwned>(input: serde_json::Value) -> Result<I> {
    serde_path_to_error::deserialize(input).map_err(|e| {
        let path = e.path().to_string();
        let told = e.into_inner().to_string();
        // serde quotes the value it did not like; a field's own message is enough and keeps patient text out of logs.
        let reason = told.split(", expected").next().unwrap_or_default();
        let message = if reason.starts_with("missing field") || reason.starts_with("unknown field") {
            format!("The form and this Keepwell do not fit together: {reason}.")
        } else {
            "This is not written in a way Keepwell understands.".into()
        };
        Refusal::invalid(if path == "." { String::new() } else { path }, message)
    })
}

/// Writes the answer of a command, once: a day of 300 visits as a tree of values costs more than finding them.
pub fn answer(output: impl Serialize) -> Result<String> {
    serde_json::to_string(&output).map_err(Refusal::fault)
}
