//! The name of whoever did something, for histories and timelines.

use crate::ids::StaffId;
use crate::{Result, staff};
use rusqlite::Connection;
use std::collections::HashMap;

/// Names looked up once each.
#[derive(Debug, Default)]
pub struct Names(HashMap<String, String>);

impl Names {
    /// The name behind a stored actor.
    pub fn of(&mut self, on: &Connection, actor: &str) -> Result<String> {
        if let Some(name) = self.0.get(actor) {
            return Ok(name.clone());
        }
        let name = match actor.parse::<StaffId>() {
            Ok(id) => staff::name_of(on, id)?.unwrap_or_else(|| "somebody whose account is gone".to_owned()),
            Err(_) => "Keepwell".to_owned(),
        };
        self.0.insert(actor.to_owned(), name.clone());
        Ok(name)
    }
}
