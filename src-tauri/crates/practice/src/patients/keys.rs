//! The keys a patient is found by (`patient_key`, `name_word`), kept in the transaction that changes the record.
//!
//! A key's first letter is its kind; a search is one or a few ranges of keys, so its cost does not depend on how many
//! patients there are:
//!
//! | kind | rest | answers |
//! |---|---|---|
//! | `n` | `maria silva`, `silva maria`, … every two words of the name | "mar", "maria s", "silva mar" |
//! | `i` | `ma silva maria`: first two letters of one word, another word, the first again | "mar silv" |
//! | `p` | every end of at least four digits of each phone | "0123", "555 01" |
//! | `b` | `19850304` | dates of birth |
//! | `e` | the address in lower case | "maria.s" |

use crate::Result;
use crate::patients::clean::CleanRecord;
use crate::patients::fold::FoldedName;
use rusqlite::Connection;
use std::collections::{BTreeMap, BTreeSet};

/// The fewest digits of a phone worth looking for.
pub const FEWEST_DIGITS: usize = 4;

/// The first two characters of a word: what `i` keys begin with.
pub fn initials(word: &str) -> &str {
    word.char_indices().nth(2).map_or(word, |(end, _)| &word[..end])
}

/// Every key of a record, in order.
pub fn keys_of(record: &CleanRecord, name: &FoldedName) -> BTreeSet<String> {
    let mut keys = BTreeSet::new();
    // A word that occurs twice makes a pair with itself: Nguyễn Nguyễn.
    let words = name.all();
    if let [only] = words[..] {
        keys.insert(["n", only].concat());
    }
    for (at, first) in words.iter().enumerate() {
        for second in words
            .iter()
            .enumerate()
            .filter(|(other, _)| *other != at)
            .map(|(_, word)| word)
        {
            keys.insert(["n", first, " ", second].concat());
            keys.insert(["i", initials(first), " ", second, " ", first].concat());
        }
    }
    let record = record.record();
    for phone in &record.phones {
        let digits = phone.e164.trim_start_matches('+');
        for start in 0..=digits.len().saturating_sub(FEWEST_DIGITS) {
            keys.insert(["p", &digits[start..]].concat());
        }
    }
    if let Some(born) = &record.born {
        keys.insert(["b", &born.replace('-', "")].concat());
    }
    for email in &record.emails {
        keys.insert(["e", &email.address.to_lowercase()].concat());
    }
    keys
}

/// What a change of one record does to the keys.
pub fn replace(on: &Connection, no: i64, before: Option<&CleanRecord>, after: Option<&CleanRecord>) -> Result<()> {
    let side = |record: Option<&CleanRecord>| {
        record.map(|record| {
            let name = record.folded_name();
            let words: BTreeSet<String> = name.distinct().into_iter().map(str::to_owned).collect();
            (keys_of(record, &name), words)
        })
    };
    let ((old_keys, old_words), (new_keys, new_words)) =
        (side(before).unwrap_or_default(), side(after).unwrap_or_default());
    let mut delete = on.prepare_cached("DELETE FROM patient_key WHERE key = ?1 AND no = ?2")?;
    for key in old_keys.difference(&new_keys) {
        delete.execute((key, no))?;
    }
    let mut insert = on.prepare_cached(INSERT_KEY)?;
    for key in new_keys.difference(&old_keys) {
        insert.execute((key, no))?;
    }
    for word in old_words.difference(&new_words) {
        on.prepare_cached("UPDATE name_word SET uses = uses - 1 WHERE word = ?1")?
            .execute([word])?;
        on.prepare_cached("DELETE FROM name_word WHERE word = ?1 AND uses < 1")?
            .execute([word])?;
    }
    let mut count = on.prepare_cached(COUNT_WORD)?;
    for word in new_words.difference(&old_words) {
        count.execute((word, 1))?;
    }
    Ok(())
}

const INSERT_KEY: &str = "INSERT INTO patient_key (key, no) VALUES (?1, ?2)";
const COUNT_WORD: &str =
    "INSERT INTO name_word (word, uses) VALUES (?1, ?2) ON CONFLICT (word) DO UPDATE SET uses = uses + excluded.uses";

/// The keys of many new patients. Written in the order of the index, so that each of its pages is touched once:
/// one patient after another would touch a different page for every key.
#[derive(Debug, Default)]
pub struct KeyBatch {
    keys: Vec<(String, i64)>,
    words: BTreeMap<String, i64>,
}

impl KeyBatch {
    /// Adds the keys of a new patient.
    pub fn add(&mut self, no: i64, record: &CleanRecord) {
        let name = record.folded_name();
        self.keys
            .extend(keys_of(record, &name).into_iter().map(|key| (key, no)));
        for word in name.distinct() {
            match self.words.get_mut(word) {
                Some(uses) => *uses += 1,
                None => drop(self.words.insert(word.to_owned(), 1)),
            }
        }
    }

    /// Writes all of them.
    pub fn write(mut self, on: &Connection) -> Result<()> {
        self.keys.sort_unstable();
        let mut insert = on.prepare_cached(INSERT_KEY)?;
        for (key, no) in &self.keys {
            insert.execute((key, no))?;
        }
        let mut count = on.prepare_cached(COUNT_WORD)?;
        for (word, uses) in &self.words {
            count.execute((word, uses))?;
        }
        Ok(())
    }
}
