//! By words of the name: as typed, written as one, as a nickname, with one slip.

use crate::Result;
use crate::patients::find::by_number::{MOST, MOST_TO_NARROW};
use crate::patients::find::names::line_columns;
use crate::patients::find::{Candidate, Finder, Query, Rank, rank::fit, spelling};
use crate::patients::keys::initials;
use crate::patients::nicknames::other_names;
use crate::patients::search::WhyMatched;

/// The most keys read of a range that the key's end narrows.
const MOST_KEYS: i64 = 800;
/// The most spellings of a word tried.
const MOST_SPELLINGS: usize = 48;
/// With fewer than this found, words that are one letter off are tried too.
const ENOUGH: usize = 5;

/// A range of keys narrowed by what a key must hold further on, cut off before and after.
const NARROWED: &str = concat!(
    "SELECT ",
    line_columns!(),
    " FROM (SELECT DISTINCT no FROM (SELECT key, no FROM patient_key WHERE key >= ?1 AND key < ?2 LIMIT ?3) WHERE instr(key, ?4) > 0 LIMIT ?5) k
    JOIN patient p ON p.no = k.no"
);

impl Finder<'_> {
    /// Finds by name until there are enough.
    pub(super) fn by_name(&mut self, query: &Query) -> Result<()> {
        let words = query.word_slices();
        let other_than_a_year = !query.digits.is_empty() && query.year.is_none();
        if words.is_empty() || other_than_a_year {
            return Ok(());
        }
        let year = query.year.map(|year| year.to_string());
        let search = Search { year: year.as_deref() };
        self.as_typed(&words, &search, None)?;
        self.as_one_word(&words, &search)?;
        if self.is_full() {
            return Ok(());
        }
        for at in 0..words.len() {
            for other in other_names(words[at]) {
                self.in_place(&words, at, other, &search, Rank::Nickname)?;
            }
        }
        if let Some(email) = query.email.as_deref().filter(|_| words.len() == 1 && !self.is_full()) {
            self.by_address(email, Rank::Other)?;
        }
        for at in 0..words.len() {
            for meant in spelling::swapped(self.on, words[at])? {
                self.in_place(&words, at, &meant, &search, Rank::Swapped)?;
            }
        }
        if self.found.len() >= ENOUGH {
            return Ok(());
        }
        for at in 0..words.len() {
            for meant in spelling::one_letter_off(self.on, words[at])?
                .iter()
                .take(MOST_SPELLINGS)
            {
                self.in_place(&words, at, meant, &search, Rank::Similar)?;
            }
        }
        Ok(())
    }

    /// The words with one of them read as another.
    fn in_place(&mut self, words: &[&str], at: usize, other: &str, search: &Search<'_>, rank: Rank) -> Result<()> {
        if self.is_full() {
            return Ok(());
        }
        let mut words = words.to_vec();
        words[at] = other;
        self.as_typed(&words, search, Some(rank))
    }

    /// "van der berg" and "o brien" may be written as one in the record, or be one word typed in two.
    fn as_one_word(&mut self, words: &[&str], search: &Search<'_>) -> Result<()> {
        for at in 1..words.len() {
            if self.is_full() {
                return Ok(());
            }
            let joined = [words[at - 1], words[at]].concat();
            let mut fewer = words.to_vec();
            fewer.splice(at - 1..=at, [joined.as_str()]);
            self.as_typed(&fewer, search, None)?;
        }
        Ok(())
    }

    /// Patients whose name has these words, or words that begin so.
    fn as_typed(&mut self, words: &[&str], search: &Search<'_>, rank: Option<Rank>) -> Result<()> {
        match *words {
            [] => Ok(()),
            [only] => {
                let candidates = self.range(
                    &["n", only].concat(),
                    if search.year.is_some() { MOST_TO_NARROW } else { MOST },
                )?;
                self.take_fitting(candidates, words, search, rank);
                Ok(())
            }
            [first, second] => {
                let candidates = self.range(&["n", first, " ", second].concat(), MOST)?;
                self.take_fitting(candidates, words, search, rank);
                self.by_beginnings(first, second, words, search, rank)
            }
            [..] => {
                let mut by_length = words.to_vec();
                by_length.sort_by_key(|word| std::cmp::Reverse(word.len()));
                self.by_beginnings(by_length[0], by_length[1], words, search, rank)
            }
        }
    }

    /// Patients with words that begin like `one` and `other`, in any order.
    fn by_beginnings(
        &mut self,
        one: &str,
        other: &str,
        words: &[&str],
        search: &Search<'_>,
        rank: Option<Rank>,
    ) -> Result<()> {
        if self.is_full() {
            return Ok(());
        }
        let (long, short) = if one.len() >= other.len() {
            (one, other)
        } else {
            (other, one)
        };
        // Two letters of the shorter word choose the part of the index, the longer word the place in it.
        let beginning = if short.chars().count() >= 2 {
            ["i", initials(short), " ", long].concat()
        } else {
            ["n", long].concat()
        };
        let further = [" ", short].concat();
        let candidates = {
            let end = format!("{beginning}\u{10ffff}");
            let mut statement = self.on.prepare_cached(NARROWED)?;
            let most = if words.len() > 2 || search.year.is_some() {
                MOST_TO_NARROW
            } else {
                MOST
            };
            let rows = statement.query_map((&beginning, end, MOST_KEYS, further, most), Candidate::read)?;
            rows.collect::<rusqlite::Result<Vec<_>>>()?
        };
        self.take_fitting(candidates, words, search, rank);
        Ok(())
    }

    fn take_fitting(&mut self, candidates: Vec<Candidate>, words: &[&str], search: &Search<'_>, rank: Option<Rank>) {
        for candidate in candidates {
            let born_then = search.year.is_none_or(|year| {
                candidate
                    .line
                    .born
                    .as_deref()
                    .is_some_and(|born| born.starts_with(year))
            });
            let Some(fitting) = fit(&candidate.name, words).filter(|_| born_then) else {
                continue;
            };
            let rank = rank.unwrap_or(fitting);
            let (why, matched) = explain(&candidate, words, rank);
            self.take(candidate, (rank, fitting), why, matched);
        }
    }
}

/// What else must hold of those found by name.
struct Search<'q> {
    /// The year of birth, as text.
    year: Option<&'q str>,
}

/// Says why, where the name on the screen does not say it.
fn explain(candidate: &Candidate, words: &[&str], rank: Rank) -> (WhyMatched, String) {
    let line = &candidate.line;
    match rank {
        Rank::Nickname => (WhyMatched::Nickname, String::new()),
        Rank::Swapped | Rank::Similar => (WhyMatched::Similar, String::new()),
        Rank::AnyOrder => (WhyMatched::NameAnyOrder, String::new()),
        Rank::RecordNo
        | Rank::Address
        | Rank::Exact
        | Rank::ExactTurned
        | Rank::Word
        | Rank::WordTurned
        | Rank::Prefix
        | Rank::PrefixTurned
        | Rank::Other => {
            let also = |word: &&str| !candidate.name.said.iter().any(|said| said.starts_with(*word));
            match words.iter().any(also) {
                true if !line.preferred.is_empty() => (WhyMatched::Nickname, line.preferred.clone()),
                true if !line.own_script.is_empty() => (WhyMatched::Name, line.own_script.clone()),
                _ => (WhyMatched::Name, String::new()),
            }
        }
    }
}
