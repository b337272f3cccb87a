//! What a misspelt word may have meant: words that any name in the practice begins with and that differ by one slip
//! (two letters swapped, one missing, one too many, one wrong).
//!
//! The words tried come from the typed one, not from the names: their number depends on its length alone. Wildcards
//! hop through the word table from one existing next letter to the next.

use crate::Result;
use rusqlite::{Connection, OptionalExtension};

/// The shortest word a slip is looked for in.
const SHORTEST: usize = 3;
/// The shortest word for slips other than swapping: shorter ones would mean anything.
const SHORTEST_FOR_OTHERS: usize = 4;
/// The most hops of one wildcard: the letters and digits.
const MOST_HOPS: usize = 40;

/// Words the names of the practice begin with, one swap away from `word`.
pub fn swapped(on: &Connection, word: &str) -> Result<Vec<String>> {
    let letters: Vec<char> = word.chars().collect();
    let mut meant = Vec::new();
    if letters.len() < SHORTEST {
        return Ok(meant);
    }
    for at in 0..letters.len() - 1 {
        if letters[at] != letters[at + 1] {
            let mut tried = letters.clone();
            tried.swap(at, at + 1);
            let tried: String = tried.into_iter().collect();
            if exists(on, &tried)? {
                meant.push(tried);
            }
        }
    }
    Ok(meant)
}

/// Words the names of the practice begin with, one letter more, fewer or other than `word`.
pub fn one_letter_off(on: &Connection, word: &str) -> Result<Vec<String>> {
    let letters: Vec<char> = word.chars().collect();
    let mut meant: Vec<String> = Vec::new();
    if letters.len() < SHORTEST_FOR_OTHERS {
        return Ok(meant);
    }
    let mut keep = |tried: String| {
        if tried != word && !meant.contains(&tried) {
            meant.push(tried);
        }
    };
    for at in 0..letters.len() {
        let before: String = letters[..at].iter().collect();
        let rest: String = letters[at..].iter().collect();
        let after: String = letters[at + 1..].iter().collect();
        let fewer = [before.as_str(), &after].concat();
        if exists(on, &fewer)? {
            keep(fewer);
        }
        for next in next_letters(on, &before)? {
            let mut letter = [0; 4];
            let letter: &str = next.encode_utf8(&mut letter);
            for tail in [&rest, &after] {
                let tried = [before.as_str(), letter, tail].concat();
                if exists(on, &tried)? {
                    keep(tried);
                }
            }
        }
    }
    Ok(meant)
}

/// The first character no word goes beyond.
const LAST: char = '\u{10ffff}';

fn exists(on: &Connection, beginning: &str) -> Result<bool> {
    let end = format!("{beginning}{LAST}");
    Ok(on
        .prepare_cached("SELECT 1 FROM name_word WHERE word >= ?1 AND word < ?2 LIMIT 1")?
        .query_row((beginning, end), |_| Ok(()))
        .optional()?
        .is_some())
}

/// The letters that follow `beginning` in any word.
fn next_letters(on: &Connection, beginning: &str) -> Result<Vec<char>> {
    let mut letters = Vec::new();
    let mut from = beginning.to_owned();
    let mut hop = on.prepare_cached("SELECT word FROM name_word WHERE word > ?1 ORDER BY word LIMIT 1")?;
    while letters.len() < MOST_HOPS {
        let next: Option<String> = hop.query_row([&from], |row| row.get("word")).optional()?;
        let Some(letter) = next
            .as_deref()
            .and_then(|word| word.strip_prefix(beginning))
            .and_then(|rest| rest.chars().next())
        else {
            break;
        };
        letters.push(letter);
        from = format!("{beginning}{letter}{LAST}");
    }
    Ok(letters)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(words: &[&str]) -> Connection {
        let db = Connection::open_in_memory().unwrap();
        db.execute_batch("CREATE TABLE name_word (word TEXT PRIMARY KEY, uses INTEGER NOT NULL) STRICT, WITHOUT ROWID")
            .unwrap();
        for word in words {
            db.execute("INSERT INTO name_word VALUES (?1, 1)", [word]).unwrap();
        }
        db
    }

    #[test]
    fn one_slip_leads_to_the_names_that_exist_and_to_no_others() {
        let db = names(&["maria", "mario", "silva", "santos", "müller"]);
        assert_eq!(swapped(&db, "amria").unwrap(), ["maria"]);
        assert_eq!(swapped(&db, "marai").unwrap(), ["maria"]);
        assert_eq!(
            swapped(&db, "sivl").unwrap(),
            ["silv"],
            "the beginning of a word is enough"
        );
        assert_eq!(
            one_letter_off(&db, "mara").unwrap(),
            ["mar", "maria", "mari"],
            "a letter too many, one missing, one wrong"
        );
        assert_eq!(
            one_letter_off(&db, "zaria").unwrap(),
            ["maria"],
            "the first letter wrong"
        );
        assert_eq!(one_letter_off(&db, "santtos").unwrap(), ["santos"]);
        assert_eq!(
            one_letter_off(&db, "mxller").unwrap(),
            ["müller"],
            "letters of any script"
        );
        assert!(one_letter_off(&db, "xyzzy").unwrap().is_empty());
        assert!(
            swapped(&db, "am").unwrap().is_empty(),
            "two letters are too few to be sure of a slip"
        );
    }
}
