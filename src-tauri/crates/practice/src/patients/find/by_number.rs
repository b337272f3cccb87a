//! By record number, date of birth, digits of a phone and e-mail.

use crate::Result;
use crate::patients::find::names::line_columns;
use crate::patients::find::{Candidate, Finder, Query, Rank, rank::fit};
use crate::patients::keys::FEWEST_DIGITS;
use crate::patients::search::WhyMatched;
use rusqlite::OptionalExtension;

/// The most patients one range of keys gives: half as many again as are shown, so that ranking has a choice.
pub const MOST: i64 = 32;
/// The most when words or a year narrow them down afterwards.
pub const MOST_TO_NARROW: i64 = 300;

const BY_NO: &str = concat!("SELECT ", line_columns!(), " FROM patient p WHERE p.no = ?1");
/// A range of keys, cut off: what a keystroke costs does not depend on how many would fit.
pub const BY_KEY: &str = concat!(
    "SELECT ",
    line_columns!(),
    " FROM (SELECT DISTINCT no FROM (SELECT no FROM patient_key WHERE key >= ?1 AND key < ?2 LIMIT ?3) LIMIT ?4) k JOIN patient p ON p.no = k.no"
);

impl Finder<'_> {
    /// Everything that is not a name, narrowed by the words beside it.
    pub(super) fn by_number(&mut self, query: &Query) -> Result<()> {
        if let Some(no) = query.no {
            let found = self
                .on
                .prepare_cached(BY_NO)?
                .query_row([no], Candidate::read)
                .optional()?;
            if let Some(candidate) = found {
                let matched = format!("#{no}");
                self.take(
                    candidate,
                    (Rank::RecordNo, Rank::RecordNo),
                    WhyMatched::RecordNo,
                    matched,
                );
            }
        }
        if query.only_no {
            return Ok(());
        }
        for (reading, day) in query.days.iter().enumerate() {
            // 3/4/85 as this clinic writes it, before the other way round.
            let fitting = if reading == 0 { Rank::Exact } else { Rank::AnyOrder };
            self.by_key(
                query,
                &format!("b{:04}{:02}{:02}", day.year(), day.month(), day.day()),
                fitting,
                WhyMatched::Born,
                &day.to_string(),
            )?;
        }
        for digits in phone_digits(&query.digits) {
            self.by_key(query, &format!("p{digits}"), Rank::Exact, WhyMatched::Phone, "")?;
        }
        Ok(())
    }

    /// By the beginning of an e-mail address.
    pub(super) fn by_email(&mut self, query: &Query) -> Result<()> {
        match &query.email {
            Some(email) if email.contains('@') || email.contains('.') || email.contains('_') => {
                self.by_address(email, Rank::Address)
            }
            _ => Ok(()),
        }
    }

    /// By the beginning of an address.
    pub(super) fn by_address(&mut self, beginning: &str, rank: Rank) -> Result<()> {
        for candidate in self.range(&format!("e{beginning}"), MOST)? {
            let matched = candidate.line.email.clone().unwrap_or_default();
            self.take(candidate, (rank, rank), WhyMatched::Email, matched);
        }
        Ok(())
    }

    fn by_key(&mut self, query: &Query, key: &str, fitting: Rank, why: WhyMatched, matched: &str) -> Result<()> {
        let words = query.word_slices();
        for candidate in self.range(key, if words.is_empty() { MOST } else { MOST_TO_NARROW })? {
            if fit(&candidate.name, &words).is_some() {
                let shown = if why == WhyMatched::Phone {
                    candidate.line.phone.clone().unwrap_or_default()
                } else {
                    matched.to_owned()
                };
                self.take(candidate, (Rank::Other, fitting), why, shown);
            }
        }
        Ok(())
    }

    /// The patients behind a range of keys; one has up to three there.
    pub(super) fn range(&self, beginning: &str, most: i64) -> Result<Vec<Candidate>> {
        let end = format!("{beginning}\u{10ffff}");
        let mut statement = self.on.prepare_cached(BY_KEY)?;
        let rows = statement.query_map((beginning, end, most * 3, most), Candidate::read)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

/// The ways typed digits can stand in an E.164 number: as they are, and without the zeros that are dialled at home
/// (020 …) or abroad (0044 …).
fn phone_digits(typed: &str) -> Vec<&str> {
    let mut ways = vec![typed, typed.trim_start_matches('0')];
    ways.dedup();
    ways.retain(|digits| digits.len() >= FEWEST_DIGITS && digits.len() <= 15);
    ways
}
