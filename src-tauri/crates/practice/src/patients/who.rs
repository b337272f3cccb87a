//! The name of whoever did something, for histories and timelines.

use crate::Result;
use crate::ids::StaffId;
use rusqlite::{Connection, OptionalExtension};
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
            Ok(staff) => on
                .prepare_cached("SELECT name FROM staff WHERE id = ?1")?
                .query_row([staff], |row| row.get("name"))
                .optional()?
                .unwrap_or_else(|| "somebody whose account is gone".to_owned()),
            Err(_) => "Keepwell".to_owned(),
        };
        self.0.insert(actor.to_owned(), name.clone());
        Ok(name)
    }
}
