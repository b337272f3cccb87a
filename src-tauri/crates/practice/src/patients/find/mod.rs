//! Finding patients by what somebody types. Bounded work for every keystroke: a handful of ranges of the key table,
//! each cut off after some dozens of rows, whatever the number of patients.

mod by_name;
mod by_number;
mod days;
mod names;
mod query;
mod rank;
mod spelling;

pub use names::{COLUMNS, Candidate, line_of, read_line};
pub use query::Query;
pub use rank::{Found, Rank};

use crate::Result;
use crate::patients::search::WhyMatched;
use rusqlite::Connection;
use std::collections::HashSet;

/// Patients found so far, each once, with the best reason.
pub struct Finder<'c> {
    on: &'c Connection,
    limit: usize,
    seen: HashSet<i64>,
    found: Vec<Found>,
}

impl<'c> Finder<'c> {
    /// Finds at most `limit` patients, best first.
    pub fn find(on: &'c Connection, query: &Query, limit: usize) -> Result<Vec<Found>> {
        let mut finder = Self {
            on,
            limit,
            seen: HashSet::new(),
            found: Vec::new(),
        };
        finder.by_number(query)?;
        finder.by_email(query)?;
        finder.by_name(query)?;
        let mut found = finder.found;
        found.sort_by(|a, b| {
            (a.rank, a.fitting)
                .cmp(&(b.rank, b.fitting))
                .then_with(|| a.candidate.sort_key().cmp(&b.candidate.sort_key()))
        });
        found.truncate(limit);
        Ok(found)
    }

    /// The patients behind one exact key.
    pub fn behind(on: &'c Connection, key: &str, most: i64) -> Result<Vec<Candidate>> {
        Self {
            on,
            limit: 0,
            seen: HashSet::new(),
            found: Vec::new(),
        }
        .range(key, most)
    }

    fn is_full(&self) -> bool {
        self.found.len() >= self.limit
    }

    /// Takes a candidate in unless it is there already or has been merged away.
    fn take(&mut self, candidate: Candidate, (rank, fitting): (Rank, Rank), why: WhyMatched, matched: String) {
        if candidate.is_merged() || !self.seen.insert(candidate.line.no) {
            return;
        }
        self.found.push(Found {
            candidate,
            rank,
            fitting,
            why,
            matched,
        });
    }
}
