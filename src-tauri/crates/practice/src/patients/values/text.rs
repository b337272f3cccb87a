//! Lines and notes.

use crate::{Refusal, Result};
use icu_normalizer::ComposingNormalizerBorrowed;

/// The longest name, characters.
pub const NAME: usize = 100;
/// The longest line of anything else, characters.
pub const LINE: usize = 200;
/// The longest note, characters.
pub const NOTE: usize = 4000;

/// Marks that cannot be seen and change nothing a clinic means: dropped without a word.
fn is_litter(c: char) -> bool {
    matches!(
        c,
        '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{061c}' | '\u{2060}' | '\u{feff}' | '\u{00ad}'
    )
}

/// What makes text read as something else than it is, or cannot be text at all.
fn is_treacherous(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{206f}' | '\u{2028}' | '\u{2029}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}' | '\u{fdd0}'..='\u{fdef}')
        || (c as u32 & 0xfffe) == 0xfffe
}

/// Text in the form it is kept in, or `None` where it holds what is refused.
fn tidy(text: &str, is_refused: impl Fn(char) -> bool) -> Option<String> {
    let mut kept = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_litter(*c)) {
        if is_refused(c) {
            return None;
        }
        kept.push(c);
    }
    Some(
        ComposingNormalizerBorrowed::new_nfc()
            .normalize(kept.trim())
            .into_owned(),
    )
}

/// One line of at most `most` characters; may be empty. `what` begins the message: "The family name".
pub fn line(field: &str, what: &str, text: &str, most: usize) -> Result<String> {
    refuse_flood(field, what, text, most)?;
    // Blanks at the ends go first: a line break after a pasted name is no reason to refuse it.
    let line = tidy(text.trim(), is_treacherous)
        .ok_or_else(|| Refusal::invalid(field, format!("{what} holds a character that cannot be seen, such as a line break or a direction mark. Type it again by hand.")))?;
    refuse_longer(field, what, &line, most)?;
    Ok(line)
}

/// Text of several lines and at most `most` characters; may be empty.
pub fn lines(field: &str, what: &str, text: &str, most: usize) -> Result<String> {
    refuse_flood(field, what, text, most)?;
    let unix = text.replace("\r\n", "\n");
    let kept = tidy(&unix, |c| is_treacherous(c) && c != '\n' && c != '\t').ok_or_else(|| {
        Refusal::invalid(
            field,
            format!("{what} holds a character that cannot be seen, such as a direction mark. Type it again by hand."),
        )
    })?;
    refuse_longer(field, what, &kept, most)?;
    Ok(kept)
}

/// Megabytes are refused before anything is done with them.
fn refuse_flood(field: &str, what: &str, text: &str, most: usize) -> Result<()> {
    if text.len() > most * 16 {
        Err(too_long(field, what, most))
    } else {
        Ok(())
    }
}

fn refuse_longer(field: &str, what: &str, text: &str, most: usize) -> Result<()> {
    if text.chars().count() > most {
        Err(too_long(field, what, most))
    } else {
        Ok(())
    }
}

fn too_long(field: &str, what: &str, most: usize) -> Refusal {
    Refusal::invalid(field, format!("{what} is longer than {most} characters. Shorten it."))
}

/// A list of at most `most` things.
pub fn at_most<T>(field: &str, what: &str, list: &[T], most: usize) -> Result<()> {
    if list.len() > most {
        return Err(Refusal::invalid(
            field,
            format!("A patient can have at most {most} {what}. Remove some."),
        ));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Code;

    #[test]
    fn a_name_is_kept_as_typed_and_composed() {
        assert_eq!(
            line("family", "The family name", " Mu\u{0308}ller ", NAME).unwrap(),
            "Müller",
            "composed, blanks gone"
        );
        assert_eq!(
            line("given", "The given name", "\u{200f}מרים\u{200e}", NAME).unwrap(),
            "מרים",
            "marks of direction dropped"
        );
        assert_eq!(
            line("given", "The given name", "علی\u{200c}رضا", NAME).unwrap(),
            "علی\u{200c}رضا",
            "a Persian name keeps its joiner"
        );
        for treacherous in [
            "Ann\u{202e}eiraM",
            "Ann\u{0}",
            "An\nn",
            "Ann\u{2066}x",
            "A\u{e0041}b",
            "\u{ffff}x",
        ] {
            let refusal = line("given", "The given name", treacherous, NAME).unwrap_err();
            assert_eq!(
                (refusal.code, refusal.field.as_deref()),
                (Code::Invalid, Some("given")),
                "{treacherous:?}"
            );
        }
    }

    #[test]
    fn megabytes_are_refused_and_the_cap_counts_characters() {
        assert_eq!(
            line("given", "x", &"a".repeat(1 << 20), NAME).unwrap_err().code,
            Code::Invalid
        );
        assert!(
            line("given", "x", &"ü".repeat(NAME), NAME).is_ok(),
            "100 characters of two bytes each fit"
        );
        assert!(line("given", "x", &"ü".repeat(NAME + 1), NAME).is_err(), "101 do not");
    }
}
